import { useEffect, useState } from 'react';
import { BUILT_IN_FIELDS, FIELD_OWNERS, MOST_POP_FIELDS } from '../../../preload/constants.ts';
import type { AccountFields } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { fieldName } from '../../pop/fieldWords.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import type { SettingsPageProps } from '../settingsPage.tsx';
import settingsCss from '../Settings.module.css';
import { ChosenFields } from './ChosenFields.tsx';
import { moved, placed } from './fieldChoice.ts';
import css from './Fields.module.css';
import { FreeFields, type FreeField } from './FreeFields.tsx';

/** Which fields of the contact, the company and the deal the pop shows, and in which order: by dragging, or by the buttons of each. */
export function FieldsPage({ settings }: SettingsPageProps) {
  const { t } = useLanguage();
  const [known, setKnown] = useState<AccountFields | null>(null);
  const [said, setSaid] = useState('');
  const [ask, failure] = useAsk();
  useEffect(() => {
    ask(window.api.fields.all(), setKnown);
  }, [ask]);
  const chosen = settings.values.popFields;
  const all: readonly FreeField[] = [
    ...BUILT_IN_FIELDS.map((key) => ({ key, of: ownerOf(key), name: fieldName(key, '', t) })),
    ...(known?.fields ?? []),
  ];
  const nameOf = (key: string): string => all.find((one) => one.key === key)?.name ?? key;
  const change = (next: readonly string[], words: string): void => {
    if (next.join() === chosen.join()) return;
    ask(window.api.settings.change({ popFields: [...next] }), () => setSaid(words));
  };
  const put = (key: string, at: number): void =>
    change(
      placed(chosen, key, at, MOST_POP_FIELDS),
      t('fields.saidPut', { name: nameOf(key), place: Math.min(at, chosen.length) + 1 }),
    );
  const remove = (key: string): void =>
    change(
      chosen.filter((one) => one !== key),
      t('fields.saidRemoved', { name: nameOf(key) }),
    );
  const isFull = chosen.length >= MOST_POP_FIELDS;
  return (
    <section className={settingsCss['view']} aria-labelledby="fields">
      <h2 id="fields">{t('settings.page.fields')}</h2>
      <p>{t('fields.explain', { most: MOST_POP_FIELDS })}</p>
      <ChosenFields
        chosen={chosen.map((key) => ({ key, name: nameOf(key) }))}
        onPut={put}
        onMove={(key, by) => {
          const next = moved(chosen, key, by);
          change(next, t('fields.saidPut', { name: nameOf(key), place: next.indexOf(key) + 1 }));
        }}
        onRemove={remove}
      />
      <output className="visuallyHidden">{said}</output>
      <FailureLine failure={failure} />
      {isFull ? <p className={settingsCss['quiet']}>{t('fields.full', { most: MOST_POP_FIELDS })}</p> : null}
      {known === null && failure === null ? <output>{t('fields.reading')}</output> : null}
      {known?.failure ? <output className={settingsCss['quiet']}>{t('fields.old')}</output> : null}
      <div className={css['owners']}>
        {FIELD_OWNERS.map((owner) => (
          <FreeFields
            key={owner}
            owner={owner}
            fields={all.filter(({ key, of }) => of === owner && !chosen.includes(key))}
            isFull={isFull}
            onAdd={(key) => put(key, chosen.length)}
            onDropped={remove}
          />
        ))}
      </div>
    </section>
  );
}

/** The next task is the person's, or their deal's. */
const ownerOf = (key: string): FreeField['of'] =>
  FIELD_OWNERS.find((owner) => key.startsWith(`${owner}:`)) ?? 'contact';
