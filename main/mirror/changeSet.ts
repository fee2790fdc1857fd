import type { MirrorChange } from './mirror.ts';
import type { ChangeFact } from './changes/changeEvents.ts';
import type { Written } from './contact/contactOrCompanyWriter.ts';

/** What a transaction changes, gathered while it writes. */
export interface Changes {
  note(list: keyof Ids, id: number, written: Written): void;
  /** Something an agent may want to hear of. */
  fact(fact: ChangeFact): void;
  readonly facts: readonly ChangeFact[];
  /** Rows more (or fewer) than before. */
  readonly added: Readonly<Record<keyof Ids, number>>;
  /** Null when nothing did. */
  sum(): MirrorChange | null;
}

type Ids = Exclude<MirrorChange, 'many'>;

/** More ids than these are not named: whoever listens reads all it shows again. */
const MOST_NAMED = 100;

export function createChanges(): Changes {
  const named: Record<keyof Ids, number[]> = { contacts: [], companies: [], leads: [], tasks: [] };
  const added = { contacts: 0, companies: 0, leads: 0, tasks: 0 };
  const facts: ChangeFact[] = [];
  return {
    note(list, id, written) {
      if (written === 'same') return;
      named[list].push(id);
      if (written === 'new') added[list] += 1;
      if (written === 'gone') added[list] -= 1;
    },
    fact(fact) {
      facts.push(fact);
    },
    facts,
    added,
    sum() {
      const count = Object.values(named).reduce((all, some) => all + some.length, 0);
      if (count === 0) return null;
      return count > MOST_NAMED ? 'many' : named;
    },
  };
}
