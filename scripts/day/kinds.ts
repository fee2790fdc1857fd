import type { CallStatus } from '../../main/crm/types/call.ts';
import type { DayHands } from './hands.ts';

/** One item of the list of the day: who it is about, and words that nothing else has. */
export interface DayItem {
  /** `day-017`: stands in everything that is written of it. */
  readonly mark: string;
  /** As the phone reports it, and its last ten digits. */
  readonly number: string;
  readonly ten: string;
  /** The contact and their only open deal; null of somebody nobody knows. */
  readonly person: { readonly id: number; readonly name: string } | null;
  readonly deal: {
    readonly id: number;
    readonly pipelineId: number;
    readonly statusId: number;
    /** Another stage of its pipeline, open. */
    readonly otherStage: number;
  } | null;
  /** A number nobody has: a second one of theirs. */
  readonly spare: string;
  /** Where a new deal begins: the first stage of the first pipeline. */
  readonly firstStage: number;
}

/** A kind of call: what the agent does, and what the CRM then holds of it. The second is said here, and never asked of the app. */
export interface DayKind {
  /** Of the issue this day proves: A missed, B unknown, C results, D promises, E recordings, F beside the call. */
  readonly part: 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
  readonly name: string;
  /** `customer`: somebody known with one open deal. */
  readonly who: 'known' | 'customer' | 'unknown' | 'nobody';
  readonly act: (day: DayHands, item: DayItem) => Promise<void>;
  /** What can be done only when the CRM has the call. */
  readonly later?: (day: DayHands, item: DayItem) => Promise<void>;
  readonly holds: (item: DayItem) => readonly string[];
}

/** What the sandbox's PBX says of a call itself, which has to stay. */
const BY_PBX = 'https://pbx.example/recording.mp3, logged by the PBX';

const call = (way: 'in' | 'out', { ten }: DayItem, status: number, words: string): string =>
  `call_${way} ${ten} on ${ten}, ${status}: ${words}`;

const result = (status: CallStatus): DayKind => ({
  part: 'C',
  name: `talked, result ${status}`,
  who: 'known',
  act: async (day, item) => day.log(await day.talk(item), status, item.mark),
  holds: (item) => [call('in', item, status, item.mark)],
});

const created = (
  name: string,
  more: (item: DayItem) => { readonly company?: string; readonly deal?: object },
  holds: (item: DayItem) => readonly string[],
): DayKind => ({
  part: 'B',
  name,
  who: 'unknown',
  async act(day, item) {
    const id = await day.talk(item);
    await day.create(id, item.mark, more(item));
    await day.log(id, 4, `${item.mark} said`);
  },
  holds: (item) => [call('in', item, 4, `${item.mark} said`), ...holds(item)],
});

const deal = ({ mark }: DayItem) => ({
  deal: { name: `${mark} deal`, pipelineId: null, statusId: null },
});
const dealHeld = ({ mark, ten, firstStage }: DayItem): string => `deal ${mark} deal, ${ten}, ${firstStage}`;

/** The forty kinds of the day (docs/day.md). */
export const KINDS: readonly DayKind[] = [
  ...([1, 2, 3, 4, 5, 6, 7] as const).map(result),
  {
    part: 'C',
    name: 'a call out that was talked',
    who: 'known',
    act: async (day, item) => day.log(await day.talk(item, { way: 'out' }), 4, item.mark),
    holds: (item) => [call('out', item, 4, item.mark)],
  },
  {
    part: 'C',
    name: 'a call out nobody took',
    who: 'known',
    act: async (day, item) => day.log(await day.ring(item, { way: 'out', end: 'missed' }), 6, item.mark),
    holds: (item) => [call('out', item, 6, item.mark)],
  },
  {
    part: 'C',
    name: 'a call out that was busy',
    who: 'known',
    act: async (day, item) => day.log(await day.ring(item, { way: 'out', end: 'busy' }), 7, item.mark),
    holds: (item) => [call('out', item, 7, item.mark)],
  },
  {
    part: 'C',
    name: 'a result taken back, and another given',
    who: 'known',
    async act(day, item) {
      const id = await day.talk(item);
      await day.log(id, 3, item.mark);
      await day.undo(id);
      await day.log(id, 5, item.mark);
    },
    holds: (item) => [call('in', item, 5, item.mark)],
  },
  {
    part: 'C',
    name: 'a second result in place of the first',
    who: 'known',
    async act(day, item) {
      const id = await day.talk(item);
      await day.log(id, 1, item.mark);
      await day.log(id, 4, item.mark);
    },
    holds: (item) => [call('in', item, 4, item.mark)],
  },
  {
    part: 'C',
    name: 'result and words put right when they are in the CRM',
    who: 'known',
    act: async (day, item) => day.log(await day.talk(item), 3, `${item.mark} wrong`),
    later: (day, item) => day.amend(item, 4, `${item.mark} right`),
    holds: (item) => [call('in', item, 4, `${item.mark} right`)],
  },
  {
    part: 'C',
    name: 'words alone put right',
    who: 'known',
    act: async (day, item) => day.log(await day.talk(item), 4, `${item.mark} wrong`),
    later: (day, item) => day.amend(item, 4, item.mark),
    holds: (item) => [call('in', item, 4, item.mark)],
  },
  {
    part: 'C',
    name: 'the PBX logged it first: its own note gets the result',
    who: 'known',
    async act(day, item) {
      const id = await day.talk(item);
      await day.pbxLogs(item);
      await day.log(id, 4, item.mark);
    },
    holds: (item) => [call('in', item, 4, `${item.mark}, ${BY_PBX}`)],
  },
  {
    part: 'C',
    name: 'the PBX logged it, and the form has a task',
    who: 'known',
    async act(day, item) {
      const id = await day.talk(item);
      await day.pbxLogs(item);
      await day.finish(id, 2, item.mark, { task: day.task(item) });
    },
    holds: (item) => [call('in', item, 2, `${item.mark}, ${BY_PBX}`), `task ${item.ten}: ${item.mark}`],
  },
  {
    part: 'C',
    name: 'a call without a result stays out of the CRM',
    who: 'known',
    act: async (day, item) => void (await day.talk(item)),
    holds: () => [],
  },
  created(
    'somebody new, by name',
    () => ({}),
    ({ mark, ten }) => [`contact ${mark}, ${ten}, of -`],
  ),
  created(
    'somebody new with a company',
    ({ mark }) => ({ company: `${mark} firm` }),
    ({ mark, ten }) => [`contact ${mark}, ${ten}, of ${mark} firm`, `company ${mark} firm`],
  ),
  created('somebody new with a deal', deal, (item) => [
    `contact ${item.mark}, ${item.ten}, of -`,
    dealHeld(item),
  ]),
  created(
    'somebody new with company and deal',
    (item) => ({ company: `${item.mark} firm`, ...deal(item) }),
    (item) => [
      `contact ${item.mark}, ${item.ten}, of ${item.mark} firm`,
      `company ${item.mark} firm`,
      dealHeld(item),
    ],
  ),
  {
    part: 'B',
    name: 'somebody new while they are on the line',
    who: 'unknown',
    async act(day, item) {
      const id = await day.ring(item, { end: 'none' });
      await day.create(id, item.mark, deal(item));
      await day.hangUp(item);
      await day.log(id, 4, item.mark);
    },
    holds: (item) => [
      call('in', item, 4, item.mark),
      `contact ${item.mark}, ${item.ten}, of -`,
      dealHeld(item),
    ],
  },
  {
    part: 'B',
    name: 'somebody new without a call',
    who: 'unknown',
    act: (day, item) => day.newContact(item, deal(item)),
    holds: (item) => [`contact ${item.mark}, ${item.ten}, of -`, dealHeld(item)],
  },
  {
    part: 'A',
    name: 'missed, somebody known',
    who: 'known',
    act: async (day, item) => void (await day.ring(item, { end: 'missed' })),
    holds: (item) => [call('in', item, 6, ''), `task ${item.ten}: call back`],
  },
  {
    part: 'A',
    name: 'missed, somebody unknown',
    who: 'unknown',
    act: async (day, item) => void (await day.ring(item, { end: 'missed' })),
    holds: (item) => [
      `incoming lead ${item.ten}, waiting`,
      // The service makes this one itself, without a result (crm-api.md 4.3).
      call('in', item, 0, ''),
      `task ${item.ten}: call back`,
    ],
  },
  {
    part: 'A',
    name: 'missed, and called back at once',
    who: 'known',
    async act(day, item) {
      await day.ring(item, { end: 'missed' });
      await day.log(await day.talk(item, { way: 'out' }), 4, item.mark);
    },
    holds: (item) => [call('out', item, 4, item.mark)],
  },
  {
    part: 'A',
    name: 'missed, and given a result by hand',
    who: 'known',
    act: async (day, item) => day.log(await day.ring(item, { end: 'missed' }), 6, item.mark),
    holds: (item) => [call('in', item, 6, item.mark)],
  },
  {
    part: 'A',
    name: 'a call out from the mobile, an hour ago',
    who: 'known',
    act: (day, item) => day.unseen(item, 'outbound', 4),
    holds: (item) => [call('out', item, 4, item.mark)],
  },
  {
    part: 'A',
    name: 'a call to the mobile, an hour ago',
    who: 'known',
    act: (day, item) => day.unseen(item, 'inbound', 1),
    holds: (item) => [call('in', item, 1, item.mark)],
  },
  {
    part: 'D',
    name: 'call back later, with the time',
    who: 'known',
    act: async (day, item) => day.finish(await day.talk(item), 2, item.mark, { task: day.task(item) }),
    holds: (item) => [call('in', item, 2, item.mark), `task ${item.ten}: ${item.mark}`],
  },
  {
    part: 'D',
    name: 'a task that is made and done',
    who: 'known',
    act: (day, item) => day.doneTask(item),
    holds: (item) => [`task ${item.ten}, done: ${item.mark}`],
  },
  {
    part: 'D',
    name: 'the form taken back, and given without its task',
    who: 'known',
    async act(day, item) {
      const id = await day.talk(item);
      await day.finish(id, 2, item.mark, { task: day.task(item) });
      await day.undo(id);
      await day.log(id, 4, item.mark);
    },
    holds: (item) => [call('in', item, 4, item.mark)],
  },
  {
    part: 'E',
    name: 'the phone tells of a recording',
    who: 'known',
    act: async (day, item) => day.log(await day.talk(item, { recording: link(item) }), 4, item.mark),
    holds: (item) => [call('in', item, 4, `${item.mark}, ${link(item)}`)],
  },
  {
    part: 'E',
    name: 'a recording of a call out',
    who: 'known',
    act: async (day, item) =>
      day.log(await day.talk(item, { way: 'out', recording: link(item) }), 4, item.mark),
    holds: (item) => [call('out', item, 4, `${item.mark}, ${link(item)}`)],
  },
  {
    part: 'F',
    name: 'the deal goes to another stage with the result',
    who: 'customer',
    act: async (day, item) => day.finish(await day.talk(item), 4, item.mark, { stage: day.stage(item) }),
    holds: (item) => [
      call('in', item, 4, item.mark),
      `stage ${item.deal?.id ?? 0} ${item.deal?.otherStage ?? 0}`,
    ],
  },
  {
    part: 'F',
    name: 'another price beside the call',
    who: 'customer',
    async act(day, item) {
      await day.log(await day.talk(item), 4, item.mark);
      await day.price(item);
    },
    holds: (item) => [call('in', item, 4, item.mark), `price ${item.deal?.id ?? 0} ${priceOf(item)}`],
  },
  {
    part: 'F',
    name: 'a note beside the call',
    who: 'known',
    async act(day, item) {
      await day.log(await day.talk(item), 4, item.mark);
      await day.note(item, `${item.mark} beside`);
    },
    holds: (item) => [call('in', item, 4, item.mark), `note ${item.ten}: ${item.mark} beside`],
  },
  {
    part: 'F',
    name: 'another name',
    who: 'known',
    act: (day, item) => day.rename(item, `${item.mark} renamed`),
    holds: ({ ten, mark }) => [`renamed ${ten} ${mark} renamed`],
  },
  {
    part: 'B',
    name: 'a second number of somebody known',
    who: 'known',
    act: (day, item) => day.addPhone(item),
    holds: ({ ten, spare }) => [`phone ${spare.slice(-10)} of ${ten}`],
  },
  {
    part: 'A',
    name: 'a missed ring from inside the house',
    who: 'nobody',
    act: async (day, item) => void (await day.ring(item, { end: 'missed' })),
    holds: () => [],
  },
];

const link = ({ mark }: DayItem): string => `https://pbx.example.invalid/${mark}.mp3`;
/** A price no deal of the demo has. */
export const priceOf = ({ mark }: DayItem): number => 7_000_000 + Number(mark.slice(4));
