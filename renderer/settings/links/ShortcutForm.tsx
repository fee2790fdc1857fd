import { useState } from 'react';
import type { LinksView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import css from '../Settings.module.css';

interface ShortcutFormProps {
  readonly view: LinksView;
  readonly onChange: (view: LinksView) => void;
}

/** The key that takes the number out of a selected text. */
export function ShortcutForm({ view, onChange }: ShortcutFormProps) {
  const { t } = useLanguage();
  const [shortcut, setShortcut] = useState(view.shortcut);
  const [ask, failure] = useAsk();
  return (
    <section className={css['source']} aria-labelledby="selected">
      <h3 id="selected">{t('selected.title')}</h3>
      <p>{t(`selected.${view.reads}`)}</p>
      <form
        className={css['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          ask(window.api.links.set({ atOnce: view.atOnce, shortcut: shortcut.trim() }), onChange);
        }}
      >
        <Field
          label={t('selected.shortcut')}
          hint={t('selected.hint')}
          {...(view.isShortcutOurs ? {} : { error: t('selected.taken') })}
          maxLength={60}
          spellCheck={false}
          autoComplete="off"
          value={shortcut}
          onText={setShortcut}
        />
        <div className={css['save']}>
          <Button type="submit" disabled={shortcut.trim() === view.shortcut}>
            {t('action.save')}
          </Button>
        </div>
      </form>
      <FailureLine failure={failure} />
    </section>
  );
}
