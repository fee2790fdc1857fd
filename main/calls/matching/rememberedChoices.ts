import { z } from 'zod';
import type { Journal } from '../../journal/journal.ts';
import { attempt } from '../../journal/journalError.ts';
import type { RememberedChoices } from './callerLookup.ts';

const savedChoice = z.object({ entity: z.enum(['contact', 'company']), id: z.number().int() });

/** Whom an agent chose for a number the last time, kept in the journal. */
export function createRememberedChoices(journal: Journal): RememberedChoices & {
  remember(account: string, numberKey: string, choice: z.infer<typeof savedChoice>): void;
} {
  const name = (numberKey: string): string => `choice:${numberKey}`;
  return {
    get(account, numberKey) {
      // Asked on the way to the pop, which a journal that cannot be read must not hold up.
      const saved = attempt(() => journal.memory.get(account, name(numberKey)));
      if (!saved.ok || saved.value === null) return null;
      const parsed = savedChoice.safeParse(JSON.parse(saved.value));
      return parsed.success ? parsed.data : null;
    },
    remember(account, numberKey, choice) {
      journal.memory.put(account, name(numberKey), JSON.stringify(choice));
    },
  };
}
