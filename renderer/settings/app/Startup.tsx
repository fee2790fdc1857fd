import { useEffect, useState } from 'react';
import type { AutostartState } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { SettingRow } from '../rows/SettingRow.tsx';
import { PartFrame } from '../rows/SettingsPart.tsx';
import { Switch } from '../rows/Switch.tsx';

/** Whether Ringside starts with the system, as the system says it. */
export function Startup() {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [state, setState] = useState<AutostartState | null>(null);
  useEffect(() => {
    const look = (): void =>
      ask(window.api.system.autostart(), (said) => {
        setState(said.state);
      });
    look();
    // The agent comes back from the system's own settings.
    window.addEventListener('focus', look);
    return () => {
      window.removeEventListener('focus', look);
    };
  }, [ask]);
  if (state === null) return <FailureLine failure={failure} />;
  const isBarred = state === 'blocked' || state === 'unavailable';
  return (
    <PartFrame id="startup" title={t('startup.title')}>
      <SettingRow
        id="start-with-system"
        label={t('startup.on')}
        help={<output>{t(isBarred ? `startup.${state}` : 'startup.help')}</output>}
      >
        <Switch
          isOn={state === 'on'}
          isDisabled={state === 'unavailable'}
          labelledBy="start-with-system-label"
          describedBy="start-with-system-help"
          onTurn={(on) =>
            ask(window.api.system.setAutostart({ on }), (said) => {
              setState(said.state);
            })
          }
        />
      </SettingRow>
      <FailureLine failure={failure} />
    </PartFrame>
  );
}
