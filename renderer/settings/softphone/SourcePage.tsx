import { useState } from 'react';
import type { SourceField, SourceView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import css from '../Settings.module.css';
import { sourceWords } from '../sourceWords.ts';
import { SourceState } from './SourceState.tsx';

type Values = Readonly<Partial<Record<SourceField, string | number | boolean>>>;

const saved = (source: SourceView): Values =>
  Object.fromEntries(source.settings.map(({ field, value }) => [field, value]));

/** What stands under a field; the same word is another thing to a phone and to a switchboard. */
function hintOf(
  name: SourceView['name'],
  field: SourceField,
  t: ReturnType<typeof useLanguage>['t'],
): { readonly hint?: string } {
  if (field === 'domain')
    return { hint: t(name === 'freeswitch' ? 'source.hint.tenant' : 'source.hint.domain') };
  return field === 'context' || field === 'extension' || field === 'recordings'
    ? { hint: t(`source.hint.${field}`) }
    : {};
}

/** One source: switched on or off, how it fares, and the form of its settings. */
export function SourcePage({ source }: { readonly source: SourceView }) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState<Values>({});
  const [password, setPassword] = useState('');
  const [ask, failure] = useAsk();
  const now = { ...saved(source), ...draft };
  const isOn = now.on === true;
  const isChanged = password !== '' || Object.keys(draft).length > 0;
  const title = `source-${source.name}`;

  const save = (values: Values): void => {
    ask(
      window.api.sources.set({
        name: source.name,
        values: source.settings.map(({ field, value }) => ({ field, value: values[field] ?? value })),
        ...(password === '' ? {} : { password }),
      }),
      () => {
        setDraft({});
        setPassword('');
      },
    );
  };
  const change = (field: SourceField, value: string | number | boolean): void => {
    setDraft((before) => ({ ...before, [field]: value }));
  };

  return (
    <section className={css['source']} aria-labelledby={title}>
      <h3 id={title}>{sourceWords(t, source.name)}</h3>
      <label className={css['switch']}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            save({ ...now, on: event.target.checked });
          }}
        />
        {t('source.field.on')}
      </label>
      <SourceState source={source} />
      <form
        className={css['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          save(now);
        }}
      >
        {source.settings.map(({ field, value }) => {
          if (field === 'on') return null;
          const given = now[field] ?? value;
          if (typeof value === 'boolean') {
            return (
              <label key={field} className={css['switch']}>
                <input
                  type="checkbox"
                  checked={given === true}
                  onChange={(event) => {
                    change(field, event.target.checked);
                  }}
                />
                {t(`source.field.${field}`)}
              </label>
            );
          }
          const isNumber = typeof value === 'number';
          return (
            <div key={field} className={field === 'host' || field === 'url' ? css['wide'] : undefined}>
              <Field
                label={t(`source.field.${field}`)}
                {...hintOf(source.name, field, t)}
                type={isNumber ? 'number' : 'text'}
                {...(isNumber ? { min: 1, max: 65_535, required: true } : { maxLength: 300 })}
                autoComplete="off"
                spellCheck={false}
                value={String(given)}
                onText={(text) => {
                  change(field, isNumber ? Number(text) : text);
                }}
              />
            </div>
          );
        })}
        {source.hasPassword === null ? null : (
          <Field
            label={t('source.password')}
            hint={t(source.hasPassword ? 'source.passwordKept' : 'source.passwordMissing')}
            type="password"
            autoComplete="off"
            value={password}
            onText={setPassword}
          />
        )}
        <div className={css['save']}>
          <Button type="submit" disabled={!isChanged}>
            {t('action.save')}
          </Button>
        </div>
      </form>
      <FailureLine failure={failure} />
    </section>
  );
}
