import { useState } from 'react';
import type { PopPreferences } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { popPreferencesStore } from '../../state/popPreferencesStore.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { QuietHours } from './QuietHours.tsx';
import css from '../Settings.module.css';

const moments = ['ring', 'answer', 'off'] as const;
const corners = ['topRight', 'topLeft', 'bottomRight', 'bottomLeft'] as const;
const treatments = ['pop', 'list', 'ignore'] as const;

/** When, where and for whom the pop shows; each change holds at once. */
export function PopPage() {
  const { t } = useLanguage();
  const popPreferences = useStore(popPreferencesStore());
  const [ask, failure] = useAsk();
  if (!popPreferences) return null;
  const { pop, quietHours, canHideFromSharing } = popPreferences;
  const set = (changes: Partial<PopPreferences['pop']>): void => {
    ask(window.api.popPreferences.set({ pop: changes }));
  };
  return (
    <section className={css['view']} aria-labelledby="pop">
      <h2 id="pop">{t('popSettings.title')}</h2>
      <div className={css['choices']}>
        {(['incoming', 'outgoing'] as const).map((direction) => (
          <Select
            key={direction}
            label={t(`popSettings.${direction}`)}
            value={pop[direction]}
            options={moments.map((value) => ({ value, text: t(`popSettings.when.${value}`) }))}
            onPick={(moment) => set({ [direction]: moment })}
          />
        ))}
        <Select
          label={t('popSettings.corner')}
          value={pop.corner}
          options={corners.map((value) => ({ value, text: t(`popSettings.corner.${value}`) }))}
          onPick={(corner) => set({ corner })}
        />
      </div>
      <p className={css['quiet']}>{t('popSettings.display')}</p>
      <section className={css['source']} aria-labelledby="pop-who">
        <h3 id="pop-who">{t('popSettings.who')}</h3>
        <div className={css['choices']}>
          {(['internal', 'featureCodes', 'anonymous'] as const).map((kind) => (
            <Select
              key={kind}
              label={t(`popSettings.${kind}`)}
              value={pop[kind]}
              options={treatments.map((value) => ({ value, text: t(`popSettings.treat.${value}`) }))}
              onPick={(treatment) => set({ [kind]: treatment })}
            />
          ))}
        </div>
        <SilentNumbers
          key={pop.silentNumbers.join()}
          numbers={pop.silentNumbers}
          onSave={(silentNumbers) => set({ silentNumbers })}
        />
      </section>
      <QuietHours
        hours={quietHours}
        onChange={(changes) => ask(window.api.popPreferences.set({ quietHours: changes }))}
      />
      <section className={css['source']} aria-labelledby="pop-sharing">
        <h3 id="pop-sharing">{t('popSettings.sharing')}</h3>
        <label className={css['switch']}>
          <input
            type="checkbox"
            checked={canHideFromSharing && pop.hideFromSharing}
            disabled={!canHideFromSharing}
            onChange={(event) => set({ hideFromSharing: event.target.checked })}
          />
          {t('popSettings.hideFromSharing')}
        </label>
        {canHideFromSharing ? null : <p className={css['quiet']}>{t('popSettings.cannotHide')}</p>}
      </section>
      <FailureLine failure={failure} />
    </section>
  );
}

interface SilentNumbersProps {
  readonly numbers: readonly string[];
  readonly onSave: (numbers: string[]) => void;
}

/** Numbers that never pop, one a line. */
function SilentNumbers({ numbers, onSave }: SilentNumbersProps) {
  const { t } = useLanguage();
  const saved = numbers.join('\n');
  const [text, setText] = useState(saved);
  const given = text
    .split('\n')
    .map((line) => line.trim().slice(0, 64))
    .filter((line) => line !== '');
  return (
    <form
      className={css['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        onSave([...new Set(given)].slice(0, 200));
      }}
    >
      <TextArea label={t('popSettings.silent')} rows={3} value={text} onText={setText} />
      <div className={css['save']}>
        <Button type="submit" disabled={given.join('\n') === saved}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
