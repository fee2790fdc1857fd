import { useEffect, useState } from 'react';
import type { FoundSoftphone, Presets } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { settingsStore } from '../../state/settingsStore.ts';
import { sourcesStore } from '../../state/sourcesStore.ts';
import { useStore } from '../../state/useStore.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';
import { HookCopy } from '../softphone/CallHookCopy.tsx';
import { SourcePage } from '../softphone/SourcePage.tsx';
import { MicrosipSetup } from './MicrosipSetup.tsx';
import { NetworkSwitch } from './NetworkSwitch.tsx';
import { PhonePicker } from './PhonePicker.tsx';
import { sourceOf, type PhoneName } from './phones.ts';
import { PresetEntries } from './PresetEntries.tsx';
import { SetupCheckPanel } from './SetupCheck.tsx';

/** Which phone the agent has, the one step that makes it tell of calls, and the call to themselves that shows it does. */
export function PhoneSetup() {
  const [ask, failure] = useAsk();
  const [presets, setPresets] = useState<Presets | null>(null);
  const [found, setFound] = useState<readonly FoundSoftphone[]>([]);
  const [picked, setPicked] = useState<PhoneName | null>(null);
  useEffect(() => {
    ask(window.api.softphones.presets(), setPresets);
    ask(window.api.softphones.found(), ({ softphones }) => setFound(softphones));
  }, [ask]);
  const name = picked ?? found[0] ?? 'microsip';
  return (
    <>
      <PhonePicker picked={name} found={found} onPick={setPicked} />
      <FailureLine failure={failure} />
      {presets === null ? null : <PhoneStep key={name} name={name} presets={presets} onChange={setPresets} />}
      <SetupCheckPanel />
    </>
  );
}

interface PhoneStepProps {
  readonly name: PhoneName;
  readonly presets: Presets;
  readonly onChange: (presets: Presets) => void;
}

/** What is to be done with this phone. */
function PhoneStep({ name, presets, onChange }: PhoneStepProps) {
  const { t } = useLanguage();
  const sources = useStore(sourcesStore())?.sources ?? [];
  const source = sources.find((one) => one.name === sourceOf(name));
  const preset = presets.presets.find(({ softphone }) => softphone === name);
  return (
    <div className={css['preset']}>
      {name === 'microsip' ? <MicrosipSetup /> : null}
      {name === 'other' ? <AnyPhone /> : null}
      {preset === undefined || source !== undefined ? null : (
        <p>
          {preset.noHookIn === null
            ? t(preset.isUnsafeHere ? 'preset.unsafe' : `preset.${preset.softphone}`)
            : t('preset.noHook', { version: preset.noHookIn })}
        </p>
      )}
      {name === 'yealink' ? <NetworkSwitch network={presets.network} onChange={onChange} /> : null}
      {preset === undefined ? null : <PresetEntries preset={preset} />}
      {source === undefined ? null : <SourcePage source={source} />}
    </div>
  );
}

const settings = settingsStore();

/** A phone that opens an address or runs a program when somebody calls. */
function AnyPhone() {
  const { t } = useLanguage();
  const now = useStore(settings);
  return now === null ? null : (
    <>
      <p>{t('connect.other')}</p>
      <HookCopy hook={now.hook} />
    </>
  );
}
