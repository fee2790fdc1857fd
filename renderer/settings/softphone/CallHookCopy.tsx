import { useState, type ReactNode } from 'react';
import type { Settings } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Select } from '../../ui/Select.tsx';
import css from '../Settings.module.css';

const events = ['ringing', 'dialing', 'answered', 'ended', 'missed'] as const;

/** The address and the command of one event, to copy. Main puts them on the clipboard: their token never comes here. */
export function HookCopy({ hook }: { readonly hook: Settings['hook'] }) {
  const { t } = useLanguage();
  const [event, setEvent] = useState<(typeof events)[number]>('ringing');
  const [copied, setCopied] = useState(false);
  const [ask, failure] = useAsk();
  const isCopied = (): void => {
    setCopied(true);
  };
  return (
    <div className={css['copy']}>
      <Select
        label={t('hook.event')}
        value={event}
        options={events.map((value) => ({ value, text: t(`hook.event.${value}`) }))}
        onPick={(picked) => {
          setEvent(picked);
          setCopied(false);
        }}
      />
      <Snippet label={t('hook.url')} text={hook.exampleUrl}>
        <Button onClick={() => ask(window.api.settings.copyHookUrl({ event }), isCopied)}>
          {t('hook.copyUrl')}
        </Button>
      </Snippet>
      <Snippet label={t('hook.command')} text={hook.exampleCommand}>
        <Button onClick={() => ask(window.api.settings.copyHookCommand({ event }), isCopied)}>
          {t('hook.copyCommand')}
        </Button>
      </Snippet>
      <output className={css['copied']}>{copied ? t('hook.copied') : null}</output>
      <FailureLine failure={failure} />
    </div>
  );
}

interface SnippetProps {
  readonly label: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Snippet({ label, text, children }: SnippetProps) {
  return (
    <div className={css['snippet']}>
      <p>{label}</p>
      <code dir="ltr">{text}</code>
      {children}
    </div>
  );
}
