import type { Settings } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { HookCopy } from '../../settings/softphone/CallHookCopy.tsx';
import { HookState } from '../../settings/softphone/CallHookState.tsx';
import { Button } from '../../ui/Button.tsx';
import css from './EmptyCalls.module.css';

interface EmptyCallsProps {
  readonly settings: Settings | null;
  readonly onMore: () => void;
}

/** No calls yet: how to make the softphone tell of them. */
export function EmptyCalls({ settings, onMore }: EmptyCallsProps) {
  const { t } = useLanguage();
  return (
    <section className={css['empty']}>
      <p className={css['none']}>{t('account.noCalls')}</p>
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      {settings ? (
        <>
          <HookState hook={settings.hook} />
          <HookCopy hook={settings.hook} />
        </>
      ) : null}
      <div>
        <Button look="quiet" keyHint="Alt+5" onClick={onMore}>
          {t('empty.more')}
        </Button>
      </div>
    </section>
  );
}
