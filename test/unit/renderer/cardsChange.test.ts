import { describe, expect, it } from 'vitest';
import { concerns, createRested } from '../../../renderer/state/cardsChange.ts';
import { joinHits } from '../../../renderer/account/search/joinHits.ts';

/** Time that passes when the test says so. */
function createTime() {
  let due: (() => void) | null = null;
  return {
    schedule: (_delayMs: number, run: () => void) => {
      due = run;
      return () => {
        due = null;
      };
    },
    pass: () => {
      const run = due;
      due = null;
      run?.();
    },
  };
}

describe('reading again as things change', () => {
  it('reads at once, and once more for all that came meanwhile', () => {
    let reads = 0;
    const time = createTime();
    const rested = createRested(() => (reads += 1), time.schedule);
    for (let index = 0; index < 1000; index += 1) rested.call();
    expect(reads).toBe(1);
    time.pass();
    expect(reads).toBe(2);
    time.pass();
    expect(reads).toBe(2);
    rested.call();
    expect(reads).toBe(3);
  });

  it('reads no more when the window went elsewhere', () => {
    let reads = 0;
    const time = createTime();
    const rested = createRested(() => (reads += 1), time.schedule);
    rested.call();
    rested.call();
    rested.stop();
    time.pass();
    expect(reads).toBe(1);
  });

  it('is for what the list shows', () => {
    const nothing = { contacts: [], companies: [], leads: [], tasks: [] };
    expect(concerns('many', 'tasks')).toBe(true);
    expect(concerns({ ...nothing, leads: [1] }, 'contacts', 'leads')).toBe(true);
    expect(concerns({ ...nothing, leads: [1] }, 'contacts')).toBe(false);
  });
});

describe('what the CRM found, joined in', () => {
  const hit = (id: number, name = '') => ({
    entity: 'contact' as const,
    id,
    name,
    context: null,
    phone: '',
    responsible: null,
    responsibleIsMe: false,
    stage: null,
    price: null,
    calledAt: null,
  });

  it('comes after what the copy found: nothing on the screen moves', () => {
    const joined = joinHits([hit(1, 'here'), hit(2)], [hit(3), hit(1, 'there'), hit(4)]);
    expect(joined.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(joined[0]?.name).toBe('here');
  });

  it('is told apart by its kind', () => {
    expect(joinHits([hit(1)], [{ ...hit(1), entity: 'company' }])).toHaveLength(2);
  });
});
