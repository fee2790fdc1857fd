import type { Caller, PopEntry } from '../../preload/contract.ts';
import { outcomes } from './outcomes.ts';
import { fieldNames, shownFields } from './popFields.ts';
import { caller, dialing, onPop, pop, ringing, talking } from './calls.ts';
import {
  emma,
  englishAccount,
  family,
  lead,
  longName,
  maria,
  MINUTE,
  NOW,
  other,
  rightToLeft,
  russianAccount,
} from './people.ts';
import { panelPictures } from './popPanelPictures.ts';
import { onPage, type Story } from './world.ts';

const crowd = Array.from({ length: 9 }, (_, index) =>
  other(30 + index, `Caller number ${index + 1}`, 'Shared line', []),
);
const possible = { ...emma, certainty: 'possible' as const };
const later = NOW + 7_000;

/** A ringing call of a line without an account; each other account knows the number or not. */
function routed(by: 'caller' | 'nobody' | 'agent', others: readonly boolean[]): PopEntry {
  return {
    ...onPop(ringing, caller('certain', [emma])),
    routing: {
      by,
      others: others.map((knows, index) => ({
        key: `other-${index}`,
        name: index === 1 ? longName : russianAccount.name,
        colour: index === 0 ? russianAccount.colour : '#2b9a66',
        knows,
      })),
    },
  };
}

/** The pop in every state of a call and of its caller. */
export const popPictures = onPage('pop', [
  { name: 'ringing', world: { pop: pop(onPop(ringing, caller('certain', [emma], 'asking'))) } },
  { name: 'dialing', world: { pop: pop(onPop(dialing, caller('certain', [emma], 'offline'))) } },
  {
    name: 'talking',
    world: {
      pop: pop(onPop({ ...talking, note: 'Wants the blue ones, 12 pieces' }, caller('certain', [emma]))),
    },
  },
  {
    name: 'fields',
    world: {
      fields: shownFields,
      pop: pop({ ...onPop(talking, caller('certain', [emma])), fields: fieldNames(shownFields) }),
    },
  },
  {
    name: 'fields-four',
    world: {
      fields: shownFields.slice(1, 5),
      pop: pop({ ...onPop({}, caller('certain', [emma])), fields: fieldNames(shownFields.slice(1, 5)) }),
    },
  },
  { name: 'ended', world: { pop: pop(onPop({}, caller('certain', [emma]))) } },
  {
    name: 'ended-outcomes',
    world: {
      outcomes: { [englishAccount.key]: [...outcomes] },
      pop: pop(onPop({}, caller('certain', [emma]))),
    },
  },
  {
    name: 'owed',
    world: {
      pop: {
        ...pop(onPop(ringing, caller('certain', [emma]))),
        wrapUp: { limitMs: 60_000 },
        owed: [
          { ...onPop({}, caller('certain', [maria])).call, id: 'before', callerName: longName },
          { ...onPop({}, caller('certain', [maria])).call, id: 'earlier' },
        ],
      },
    },
  },
  {
    name: 'wrap-up',
    world: { pop: { ...pop(onPop({}, caller('certain', [emma]))), wrapUp: { limitMs: null }, owed: [] } },
  },
  {
    name: 'ended-ask-time',
    world: {
      pop: pop(
        onPop({ result: 2, log: { state: 'undoable', undoUntil: NOW + 7000 } }, caller('certain', [emma])),
      ),
    },
    act: async (page) => {
      await page.keyboard.press('2');
      await page.locator('[data-zone="next"] legend svg').waitFor();
    },
  },
  {
    name: 'saved',
    world: {
      pop: pop(onPop({ result: 4, log: { state: 'undoable', undoUntil: later } }, caller('certain', [emma]))),
    },
  },
  {
    name: 'waiting',
    world: {
      pop: pop(
        onPop(
          { result: 2, log: { state: 'waiting', failure: 'network', retryAt: NOW + MINUTE } },
          caller('certain', [emma], 'offline'),
        ),
      ),
    },
  },
  {
    name: 'logged-by-pbx',
    world: {
      pop: pop(
        onPop({ result: 4, log: { state: 'logged', at: NOW, pbx: 'added' } }, caller('certain', [emma])),
      ),
    },
  },
  {
    name: 'logged-by-pbx-alone',
    world: {
      pop: pop(
        onPop({ result: 4, log: { state: 'logged', at: NOW, pbx: 'notAdded' } }, caller('certain', [emma])),
      ),
    },
  },
  {
    name: 'logged',
    world: { pop: pop(onPop({ result: 4, log: { state: 'logged', at: NOW } }, caller('certain', [emma]))) },
  },
  {
    name: 'failed-nobody',
    world: {
      pop: pop(
        onPop(
          {
            callerName: null,
            result: 4,
            log: { state: 'failed', failure: 'entityNotFound', words: 'Entity not found' },
          },
          caller('unknown'),
        ),
      ),
    },
  },
  {
    name: 'failed-forbidden',
    world: {
      pop: pop(
        onPop(
          { result: 4, log: { state: 'failed', failure: 'forbidden', words: '' } },
          caller('certain', [emma]),
        ),
      ),
    },
  },
  { name: 'possible', world: { pop: pop(onPop(ringing, caller('possible', [possible]))) } },
  { name: 'several', world: { pop: pop(onPop(ringing, caller('several', family))) } },
  {
    name: 'several-chosen',
    world: {
      pop: pop(
        onPop(
          { ...talking, chosen: { entity: 'contact', entityId: 21, leadId: 201, name: 'Peter Osborne' } },
          caller('several', family),
        ),
      ),
    },
  },
  {
    name: 'several-ended',
    world: {
      pop: pop(
        onPop({ endReason: 'noAnswer', direction: 'outbound', answeredAt: null }, caller('several', family)),
      ),
    },
  },
  { name: 'several-crowd', world: { pop: pop(onPop(ringing, caller('several', crowd))) } },
  { name: 'unknown', world: { pop: pop(onPop({ ...ringing, callerName: null }, caller('unknown'))) } },
  {
    name: 'unknown-asking',
    world: { pop: pop(onPop({ ...ringing, callerName: null }, caller('unknown', [], 'asking'))) },
  },
  {
    name: 'unknown-ended',
    world: {
      pop: pop(onPop({ callerName: null, endReason: 'missed', answeredAt: null }, caller('unknown'))),
    },
  },
  ...panelPictures,
  {
    name: 'anonymous',
    world: {
      pop: pop(
        onPop(
          { ...ringing, callerName: null, number: { raw: '', display: '', e164: null } },
          caller('anonymous'),
        ),
      ),
    },
  },
  {
    name: 'routed-known',
    world: { pop: pop(routed('caller', [false])) },
  },
  {
    name: 'routed-several-know',
    world: { pop: pop(routed('caller', [true, true, false])) },
    act: (page) => page.keyboard.press('m'),
  },
  { name: 'routed-nobody', world: { pop: pop({ ...routed('nobody', [false]), caller: caller('unknown') }) } },
  { name: 'routed-by-agent', world: { pop: pop(routed('agent', [false])) } },
  {
    name: 'phone',
    world: {
      pop: pop({
        ...onPop(talking, caller('certain', [emma])),
        phone: {
          able: ['answer', 'hold', 'mute', 'park', 'transfer', 'consult', 'hangUp'],
          now: ['hold', 'mute', 'park', 'transfer', 'consult', 'hangUp'],
          muted: true,
          consulting: null,
        },
      }),
    },
  },
  {
    name: 'phone-transfer',
    world: {
      pop: pop({
        ...onPop(talking, caller('certain', [emma])),
        phone: {
          able: ['mute', 'transfer', 'consult', 'hangUp'],
          now: ['mute', 'transfer', 'consult', 'hangUp'],
          muted: false,
          consulting: null,
        },
      }),
    },
    act: (page) => page.keyboard.press('k'),
  },
  {
    name: 'phone-consulting',
    world: {
      pop: pop({
        ...onPop({ ...talking, held: true }, caller('certain', [emma])),
        phone: {
          able: ['mute', 'transfer', 'consult', 'hangUp'],
          now: ['mute', 'consult'],
          muted: false,
          consulting: '102',
        },
      }),
    },
  },
  { name: 'held', world: { pop: pop(onPop({ ...talking, held: true }, caller('certain', [emma]))) } },
  {
    name: 'internal',
    world: {
      pop: pop(
        onPop(
          { ...ringing, callerName: null, number: { raw: '101', display: '101', e164: null } },
          caller('internal'),
        ),
      ),
    },
  },
  {
    name: 'two-calls',
    world: {
      pop: pop(
        onPop({ ...talking, callerName: null }, caller('unknown')),
        onPop(ringing, caller('certain', [emma]), russianAccount),
      ),
    },
  },
  {
    name: 'five-calls',
    world: {
      pop: pop(
        onPop({ ...talking, held: true }, caller('certain', [family[0] ?? emma])),
        onPop({}, caller('certain', [maria])),
        onPop({ endReason: 'missed' }, caller('unknown')),
        onPop({ ...ringing, callerName: null }, caller('unknown')),
        onPop(ringing, caller('certain', [emma]), russianAccount),
      ),
    },
  },
  {
    name: 'long-name',
    world: {
      pop: pop(
        onPop(
          { ...ringing, line: longName },
          caller('several', [
            {
              ...emma,
              id: 99,
              name: longName,
              company: longName,
              responsible: longName,
              leads: [lead(1, longName, longName, 9e12)],
            },
            ...family,
          ]),
        ),
      ),
    },
  },
  {
    name: 'long-name-known',
    world: {
      pop: pop(
        onPop(
          {},
          caller('certain', [
            {
              ...emma,
              id: 99,
              name: longName,
              company: longName,
              responsible: longName,
              leads: [lead(1, longName, longName, 9e12)],
            },
          ]),
        ),
      ),
    },
  },
  {
    name: 'right-to-left',
    world: { pop: pop(onPop({}, caller('certain', [{ ...emma, name: rightToLeft, company: rightToLeft }]))) },
  },
  {
    name: 'note-typing',
    world: { pop: pop(onPop({}, caller('certain', [emma]))) },
    act: async (page) => {
      await page.keyboard.press('n');
      await page.keyboard.type('Call 4 times, ext. 7');
    },
  },
  {
    name: 'leads-open',
    world: { pop: pop(onPop({}, caller('certain', [maria]), russianAccount)) },
    act: (page) => page.locator('[data-more-deals]').click(),
  },
  answered(
    'known',
    caller('certain', [{ ...emma, leads: [], company: null }], 'asking'),
    caller('certain', [emma]),
  ),
  answered('gone', caller('certain', [emma], 'asking'), caller('unknown')),
  answered('unknown', caller('unknown', [], 'asking'), caller('certain', [emma])),
  answered('unknown-several', caller('unknown', [], 'asking'), caller('several', family)),
  answered('possible', caller('possible', [possible], 'asking'), caller('certain', [emma])),
  answered(
    'several',
    caller('several', family, 'asking'),
    caller('several', [...family, ...crowd.slice(0, 3)]),
  ),
  answered('several-one', caller('several', family, 'asking'), caller('certain', [emma])),
]);

/** A finished call of which the CRM says later what is known of the caller. */
function answered(name: string, before: Caller, after: Caller): Omit<Story, 'page'> {
  const entry = onPop({}, before);
  const thenPop = { ...pop({ ...entry, caller: after }), version: 2 };
  return { name: `answered-${name}`, world: { pop: pop(entry) }, thenPop };
}
