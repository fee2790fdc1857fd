import { useEffect, useState } from 'react';
import type { NumberOwner } from '../../../../preload/contract.ts';
import { clip } from '../../../i18n/format.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { Field } from '../../../ui/Field.tsx';
import { Select } from '../../../ui/Select.tsx';
import type { UnseenAbout, UnseenWith } from './unseenAbout.ts';
import css from './UnseenCall.module.css';

interface NumberFieldProps {
  readonly about: UnseenAbout;
  readonly whom: UnseenWith;
  readonly onWhom: (whom: UnseenWith) => void;
  readonly error?: string;
}

const OTHER = 'other';

/** One of the card's numbers, or another; of a number alone it says whose it is. */
export function NumberField({ about, whom, onWhom, error }: NumberFieldProps) {
  const { t } = useLanguage();
  const { numbers, target, typed } = about;
  const place = numbers.indexOf(whom);
  const isTyped = place < 0;
  const owner = useOwner(isTyped && target === null ? whom.number : '');
  return (
    <>
      {numbers.length === 0 ? null : (
        <Select
          label={t('unseen.number')}
          value={isTyped ? OTHER : String(place)}
          options={[
            ...numbers.map(({ words }, index) => ({ value: String(index), text: clip(words, 80) })),
            { value: OTHER, text: t('unseen.otherNumber') },
          ]}
          onPick={(value) => onWhom(numbers[Number(value)] ?? { number: typed, words: '', target })}
        />
      )}
      {isTyped ? (
        <Field
          label={t(numbers.length === 0 ? 'unseen.number' : 'unseen.otherNumber')}
          value={whom.number}
          maxLength={100}
          type="tel"
          dir="ltr"
          required
          onText={(number) => onWhom({ number, words: '', target })}
          {...(error === undefined ? {} : { error, isAlert: true })}
        />
      ) : error === undefined ? null : (
        <p role="alert">{error}</p>
      )}
      {isTyped && target === null ? (
        <output className={css['who']}>
          {owner === null ? '' : t('unseen.whose', { name: clip(owner.name, 80) })}
        </output>
      ) : null}
    </>
  );
}

/** Who certainly has a number by the local copy; null for nobody, several, and while it is typed. */
function useOwner(number: string): NumberOwner | null {
  const [found, setFound] = useState<{ readonly number: string; readonly owner: NumberOwner | null }>();
  useEffect(() => {
    if (number.trim() === '') return undefined;
    let isWanted = true;
    void window.api.calls.owners({ numbers: [number] }).then((answer) => {
      if (isWanted && answer.ok) setFound({ number, owner: answer.value[0] ?? null });
    });
    return () => {
      isWanted = false;
    };
  }, [number]);
  return found?.number === number ? found.owner : null;
}
