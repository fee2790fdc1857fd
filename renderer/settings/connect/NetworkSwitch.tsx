import type { Presets } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

interface NetworkSwitchProps {
  readonly network: Presets['network'];
  readonly onChange: (presets: Presets) => void;
}

/** Desk phones are no programs of this computer: the hook must be opened to them, and is closed until it is. */
export function NetworkSwitch({ network, onChange }: NetworkSwitchProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  return (
    <div>
      <label className={css['switch']}>
        <input
          type="checkbox"
          checked={network.isOpen}
          onChange={(event) =>
            ask(window.api.softphones.openToNetwork({ open: event.target.checked }), onChange)
          }
        />
        {t('network.open')}
      </label>
      <p className={css['quiet']}>
        {network.address === null ? t('network.none') : t('network.explain', { address: network.address })}
      </p>
      <FailureLine failure={failure} />
    </div>
  );
}
