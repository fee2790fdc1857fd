import { useEffect, useState } from 'react';
import type { FoundSoftphone, Presets, SoftphoneName } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Select } from '../../ui/Select.tsx';
import css from '../Settings.module.css';
import { MicrosipSetup } from './MicrosipSetup.tsx';
import { NetworkSwitch } from './NetworkSwitch.tsx';
import { PresetEntries } from './PresetEntries.tsx';
import { SetupCheckPanel } from './SetupCheck.tsx';
import { SourcesState } from './SourcesState.tsx';

/** How each softphone is made to tell Ringside of its calls. */
export function ConnectPage() {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [presets, setPresets] = useState<Presets | null>(null);
  const [found, setFound] = useState<readonly FoundSoftphone[]>([]);
  const [picked, setPicked] = useState<SoftphoneName | null>(null);
  useEffect(() => {
    ask(window.api.softphones.presets(), setPresets);
    ask(window.api.softphones.found(), ({ softphones }) => setFound(softphones));
  }, [ask]);
  const name =
    picked ?? presets?.presets.find(({ softphone }) => found.includes(softphone))?.softphone ?? 'microsip';
  const preset = presets?.presets.find(({ softphone }) => softphone === name);
  return (
    <section className={css['view']} aria-labelledby="connect">
      <h2 id="connect">{t('connect.title')}</h2>
      <p>{t('connect.explain')}</p>
      <FailureLine failure={failure} />
      <p>
        {found.length === 0
          ? t('connect.noneFound')
          : t('connect.found', { names: found.map((one) => t(`softphone.${one}`)).join(', ') })}
      </p>
      {found.includes('baresip') ? <p>{t('connect.baresip')}</p> : null}
      {presets === null ? null : (
        <div className={css['fields']}>
          <Select
            label={t('connect.softphone')}
            value={name}
            options={presets.presets.map(({ softphone }) => ({
              value: softphone,
              text: t(`softphone.${softphone}`),
            }))}
            onPick={setPicked}
          />
        </div>
      )}
      {presets && preset ? (
        <section className={css['preset']} aria-label={t(`softphone.${name}`)}>
          {name === 'microsip' ? <MicrosipSetup /> : null}
          <p>
            {preset.noHookIn === null
              ? t(preset.isUnsafeHere ? 'preset.unsafe' : `preset.${name}`)
              : t('preset.noHook', { version: preset.noHookIn })}
          </p>
          {name === 'yealink' ? <NetworkSwitch network={presets.network} onChange={setPresets} /> : null}
          <PresetEntries key={name} preset={preset} />
        </section>
      ) : null}
      <SetupCheckPanel />
      <SourcesState />
    </section>
  );
}
