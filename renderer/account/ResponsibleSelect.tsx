import type { Account } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Select } from '../ui/Select.tsx';
import { useDictionary } from './dictionaryStore.ts';

interface ResponsibleSelectProps {
  readonly account: Pick<Account, 'userId' | 'userName'>;
  /** A user's id; null: nobody. */
  readonly value: number | null;
  /** The name of that user, for one the dictionary does not know. */
  readonly name?: string;
  readonly onPick: (userId: number) => void;
}

/** Whose something is, out of the account's users; nothing while there is nobody to choose from. */
export function ResponsibleSelect({ account, value, name = '', onPick }: ResponsibleSelectProps) {
  const { t } = useLanguage();
  const users = useDictionary()?.users ?? [];
  if (users.length < 2) return null;
  const wordsOf = (id: number, known: string): string => {
    const words = clip(known, 60) || t('deals.unknownUser', { id });
    return id === account.userId ? t('caller.me', { name: words }) : words;
  };
  const isKnown = users.some(({ id }) => id === value);
  return (
    <Select
      label={t('deals.responsible')}
      value={String(value)}
      options={[
        ...(isKnown
          ? []
          : [{ value: String(value), text: value === null ? t('caller.nobody') : wordsOf(value, name) }]),
        ...users.map((user) => ({ value: String(user.id), text: wordsOf(user.id, user.name) })),
      ]}
      onPick={(id) => {
        if (id !== String(null)) onPick(Number(id));
      }}
    />
  );
}
