import { useState } from 'react';
import type { DialSettings } from '../../../preload/contract.ts';
import { DIAL_WAYS } from '../../../preload/constants.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import css from '../Settings.module.css';
import { dialWords } from '../sourceWords.ts';

/** What dials when a number is clicked: a source, the agent's own program, or the system. */
export function DialChoice({ dial }: { readonly dial: DialSettings }) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState(dial);
  const [ask, failure] = useAsk();
  const wantsCommand = draft.via === 'command' || draft.via === 'auto';
  return (
    <section className={css['source']} aria-labelledby="dial">
      <h3 id="dial">{t('dial.title')}</h3>
      <form
        className={css['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          ask(window.api.sources.setDial(draft));
        }}
      >
        <Select
          label={t('dial.via')}
          value={draft.via}
          options={DIAL_WAYS.map((value) => ({ value, text: dialWords(t, value) }))}
          onPick={(via) => {
            setDraft({ ...draft, via });
          }}
        />
        {wantsCommand ? (
          <Field
            label={t('dial.command')}
            hint={t('dial.commandHint')}
            maxLength={500}
            spellCheck={false}
            value={draft.command}
            onText={(command) => {
              setDraft({ ...draft, command });
            }}
          />
        ) : null}
        <div className={css['save']}>
          <Button type="submit" disabled={draft.via === dial.via && draft.command === dial.command}>
            {t('action.save')}
          </Button>
        </div>
      </form>
      <FailureLine failure={failure} />
    </section>
  );
}
