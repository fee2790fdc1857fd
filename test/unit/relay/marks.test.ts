import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { monotonicTime } from '../../../relay/clock.ts';
import { marksOf } from '../../../relay/queue/marks.ts';
import { createRecentBodies, digestOf } from '../../../relay/queue/recentBodies.ts';

const form = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&');
const lead = (deed: string, id: number, updated: number | null, more = ''): string =>
  form([
    [`leads[${deed}][0][id]`, String(id)],
    [`leads[${deed}][0][name]`, `Сделка${more}`],
    [`leads[${deed}][0][custom_fields][0][id]`, '77'],
    ...(updated === null ? [] : [[`leads[${deed}][0][updated_at]`, String(updated)] as const]),
    ['account[id]', '1'],
  ]);

describe('what a body speaks of', () => {
  it('is each entity, what happened to it and when; not its fields, not the account', () => {
    expect(marksOf(lead('update', 5001, 170))).toEqual([{ entity: 'leads 5001', deed: 'update', time: 170 }]);
    const two = 'leads[add][0][id]=1&leads[add][1][id]=2&leads%5bstatus%5d%5B0%5D%5Bid%5D=3&account[id]=9';
    expect(marksOf(two).map(({ entity, deed }) => `${entity} ${deed}`)).toEqual([
      'leads 1 add',
      'leads 2 add',
      'leads 3 status',
    ]);
    expect(marksOf('unsorted[delete][0][uid]=f5&unsorted[delete][0][action]=accept')).toEqual([
      { entity: 'unsorted f5', deed: 'delete', time: null },
    ]);
  });

  it('is a note by itself, and no event of the lead it hangs on', () => {
    const [mark] = marksOf('leads[note][0][note][id]=4&leads[note][0][note][element_id]=5001&account[id]=1');
    expect(mark).toEqual({ entity: 'leads note 4', deed: 'note', time: null });
  });

  it.each(['', '&&&', '=', 'x', 'surprise=1', 'surprise[add]=1', '%ZZ%5Bid%5D=1', 'account[id]=1'])(
    'that names none (%j) is never an error',
    (body) => {
      expect(() => marksOf(body)).not.toThrow();
    },
  );

  it('of any text is read without an error, in a time that grows with its length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        marksOf(text);
      }),
    );
    expect(marksOf('leads[delete][0][id]='.repeat(50_000))).toHaveLength(0);
  });
});

describe('the same body again', () => {
  const play = (bodies: readonly string[]): string[] => {
    const recent = createRecentBodies<number>(1_000_000);
    return bodies.map((body, at) => {
      const one = { account: 1, digest: digestOf(1, body), marks: marksOf(body) };
      const { kind } = recent.find(one, monotonicTime(at));
      if (kind !== 'again') recent.remember(one, monotonicTime(at), at);
      return kind;
    });
  };
  const gone = lead('delete', 1, null);
  const back = lead('restore', 1, 170);
  const other = lead('delete', 2, null);

  it.each([
    ['deleted, put back, deleted', [gone, back, gone], ['new', 'new', 'anew']],
    [
      'and posted again because the answer was lost',
      [gone, back, gone, gone],
      ['new', 'new', 'anew', 'again'],
    ],
    ['only posted again', [gone, gone], ['new', 'again']],
    [
      'posted again after something else happened to another lead',
      [gone, other, gone],
      ['new', 'new', 'again'],
    ],
    ['a third time', [gone, back, gone, back, gone], ['new', 'new', 'anew', 'anew', 'anew']],
    [
      'a changed stage, told as update and as status, each posted again',
      [lead('update', 1, 170), lead('status', 1, 170), lead('update', 1, 170), lead('status', 1, 170)],
      ['new', 'new', 'again', 'again'],
    ],
    [
      'a change posted again after a later one: it was before that',
      [lead('update', 1, 170), lead('update', 1, 171, 'B'), lead('update', 1, 170)],
      ['new', 'new', 'again'],
    ],
    [
      'changed, changed back and changed again within a second',
      [lead('update', 1, 170), lead('update', 1, 170, 'B'), lead('update', 1, 170)],
      ['new', 'new', 'anew'],
    ],
    [
      'words that name no entity',
      ['x[y]=1', 'z[y]=1', 'x[y]=1', 'x[y]=2', 'x[y]=1'],
      ['new', 'new', 'again', 'new', 'anew'],
    ],
  ])('%s', (_name, bodies, kinds) => {
    expect(play(bodies)).toEqual(kinds);
  });

  it('of any history: an event in between is never swallowed, and a tight repetition never doubled', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('delete', 'restore'),
            fc.integer({ min: 1, max: 3 }),
            fc.integer({ min: 1, max: 3 }),
          ),
        ),
        (history) => {
          const bodies = history.flatMap(([deed, id, times]) =>
            Array<string>(times).fill(lead(deed, id, null)),
          );
          const kinds = play(bodies);
          const last = new Map<number, string>();
          let at = 0;
          for (const [deed, id, times] of history) {
            for (let turn = 0; turn < times; turn += 1) {
              expect(kinds[at] === 'again').toBe(last.get(id) === deed);
              last.set(id, deed);
              at += 1;
            }
          }
        },
      ),
    );
  });
});
