import type { Account } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import type { Navigate } from '../useNavigation.ts';

interface SearchPaletteProps {
  readonly account: Account;
  readonly navigate: Navigate;
  readonly onClose: () => void;
}

/** To come. */
export function SearchPalette({ account, navigate, onClose }: SearchPaletteProps) {
  const { t } = useLanguage();
  return (
    <Dialog label={t('action.search')} onClose={onClose}>
      <button type="button" title={account.name} onClick={() => navigate.view('contacts')}>
        {t('account.view.contacts')}
      </button>
    </Dialog>
  );
}
