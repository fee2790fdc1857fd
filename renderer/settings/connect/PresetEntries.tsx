import { useState } from 'react';
import type { Preset, PresetEntry } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** What to paste into one softphone, an entry an event. Main puts it on the clipboard: its token never comes here. */
export function PresetEntries({ preset: { softphone, entries } }: { readonly preset: Preset }) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState<PresetEntry['event'] | null>(null);
  const [ask, failure] = useAsk();
  if (entries.length === 0) return null;
  return (
    <>
      {entries.map(({ event, text }) => (
        <div key={event} className={css['snippet']}>
          <p>{t(event === 'all' ? 'preset.lines' : `hook.event.${event}`)}</p>
          <code dir="ltr" className={css['lines']}>
            {text}
          </code>
          <Button
            onClick={() =>
              ask(window.api.softphones.copyPreset({ softphone, event }), () => setCopied(event))
            }
          >
            {copied === event ? t('preset.copied') : t('preset.copy')}
          </Button>
        </div>
      ))}
      <output className="visuallyHidden">{copied === null ? '' : t('hook.copied')}</output>
      <FailureLine failure={failure} />
    </>
  );
}
