import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../fakeClock.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest, crmTime, PHONE } from './outboxUnderTest.ts';
import { fate } from './fates.ts';

const inOrder = (texts: readonly (string | null)[]): string[] =>
  texts.map(String).toSorted((a, b) => a.localeCompare(b));

const RUNS = runs(150);

/** Of so few refusals no call can be held up long enough to be overtaken. */
const HOLDS = 8;

type Step =
  | { readonly do: 'log'; readonly known: boolean }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'kill' }
  /** The computer's clock is put right, or wrong, by so much. */
  | { readonly do: 'jump'; readonly ms: number }
  | { readonly do: 'wake' };

const MONTH = 30 * 86_400_000;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('log' as const), known: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 60_000 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'kill' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      // Corrections of less than a second are the commonest, and too small to be followed.
      ms: fc.oneof(fc.integer({ min: -MONTH, max: MONTH }), fc.integer({ min: -2_000, max: 2_000 })),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'wake' as const }) },
);

describe('whatever goes wrong on the way', () => {
  it('every call is in the CRM exactly once and in order, every contact is created once, when it calms down', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.array(fate, { maxLength: 60 }),
        crmTime,
        async (steps, fates, time) => {
          const fixture = createOutboxUnderTest({}, createFakeClock(), time);
          try {
            fixture.crm.addContact('Known', PHONE, [55]);
            const left = [...fates];
            fixture.crm.fate = () => left.shift() ?? 'works';
            const ids: string[] = [];
            const created: string[] = [];
            for (const what of steps) {
              if (what.do === 'log' && what.known) {
                ids.push(`call-${ids.length}`);
                fixture.logged(ids.at(-1) ?? '');
              } else if (what.do === 'log') {
                const id = `call-${ids.length}`;
                const phone = `+7916000${String(1000 + ids.length)}`;
                ids.push(id);
                created.push(`Caller of ${id}`);
                fixture.journal.calls.putFacts(
                  callFacts(id, fixture.clock.now(), { rawNumber: phone, e164: phone }),
                );
                fixture.outbox.contactForCall(ACCOUNT, id, {
                  name: `Caller of ${id}`,
                  phone,
                  evenIfDuplicates: false,
                });
                fixture.outbox.logCall(ACCOUNT, id, 1);
              } else if (what.do === 'pass') await fixture.clock.advance(what.ms);
              else if (what.do === 'kill') await fixture.restart();
              else if (what.do === 'jump') fixture.clock.jump(what.ms);
              else fixture.outbox.wake();
            }
            fixture.crm.fate = () => 'works';
            await fixture.restart();
            await fixture.clock.advance(3_600_000);
            expect(fixture.bugs).toEqual([]);
            const sent = fixture.crm.calls.map((note) => note.uniq);
            // One call that is refused eight times holds the later ones up no longer.
            expect(fates.length < HOLDS ? sent : inOrder(sent)).toEqual(
              fates.length < HOLDS ? ids : inOrder(ids),
            );
            expect(fixture.crm.contacts.map(({ name }) => name).filter((name) => name !== 'Known')).toEqual(
              created,
            );
            expect(ids.map((id) => fixture.state(id).state)).toEqual(ids.map(() => 'logged'));
          } finally {
            fixture.close();
          }
        },
      ),
      {
        numRuns: RUNS,
        examples: [
          // Two contacts wait, the clock is put back by the least there is, a third is made: the third was due first.
          [
            [
              { do: 'log', known: false },
              { do: 'log', known: false },
              { do: 'jump', ms: -1 },
              { do: 'log', known: false },
              { do: 'kill' },
            ],
            [],
            { skew: 0, knowsTime: false },
          ],
        ],
      },
    );
  }, 900_000);
});
