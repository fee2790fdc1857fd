import type { BaresipPhone } from '../phones/baresipPhone.ts';
import { eventually } from '../phones/eventually.ts';

/** The real phones of a scene, and a hand on the switchboard. */
export interface Stage {
  /** The agent's, whose calls are watched. */
  readonly me: BaresipPhone;
  /** The agent's second device, `91101`, and the browser's, `101-WS`. */
  readonly mySecond: BaresipPhone;
  readonly myBrowser: BaresipPhone;
  readonly colleague: BaresipPhone;
  /** Stands for the world outside: whoever calls in or is called. */
  readonly outside: BaresipPhone;
  /** Somebody outside calls an extension. */
  readonly callIn: (extension: string) => Promise<void>;
  readonly registrar: string;
  /** Waits until a call is parked, in this slot, or until none is. */
  readonly parkedIn: (slot: string | null) => Promise<void>;
  /** I call a number. */
  readonly callOut: (number: string) => Promise<void>;
  /** Asks Asterisk for something, as a manager with all rights. */
  readonly manage: (action: Readonly<Record<string, string>>) => Promise<void>;
  /** The channel of a phone: `PJSIP/102-0000001a`. */
  readonly channelOf: (endpoint: string) => Promise<string>;
}

export interface Scene {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
  /** What the agent's extension tells, repetitions left out: kind, and with the first of a call its direction and number. */
  readonly expected: readonly string[];
}

export const CUSTOMER = '+79161234567';
/** The agent's devices as the settings name them; the browser phone `101-WS` goes with `101`. */
export const MY_DEVICES = '101, 91101';
const rings = (phone: BaresipPhone): Promise<void> => eventually('the phone rings', () => phone.isRinging());
const talks = (phone: BaresipPhone): Promise<void> => eventually('they talk', () => phone.isTalking());
const silent = (...phones: readonly BaresipPhone[]): Promise<void> =>
  eventually('the line is free', async () => {
    const busy = await Promise.all(phones.map((phone) => phone.hasCall()));
    return !busy.includes(true);
  });

const ringing = `ringing inbound ${CUSTOMER}`;
const fetched = `answered inbound ${CUSTOMER}`;
const dialing = `dialing outbound ${CUSTOMER}`;

/** Everything the issue asks of a switchboard, as it happens on a real Asterisk. */
export const scenes: readonly Scene[] = [
  {
    name: 'incoming answered',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'incoming missed',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'ended'],
  },
  {
    name: 'incoming declined',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await me.hangUp();
      await silent(outside);
    },
    expected: [ringing, 'ended'],
  },
  {
    name: 'ring group answered elsewhere',
    async play({ me, colleague, outside, callIn }) {
      await callIn('600');
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'ended answeredElsewhere'],
  },
  {
    name: 'ring group over Local channels answered elsewhere',
    async play({ me, colleague, outside, callIn }) {
      await callIn('601');
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'ended answeredElsewhere'],
  },
  {
    name: 'ring group over Local channels answered here',
    async play({ me, colleague, outside, callIn }) {
      await callIn('601');
      await rings(me);
      await me.answer();
      await silent(colleague);
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'queue rings again and is answered elsewhere',
    async play({ me, colleague, outside, callIn }) {
      await callIn('700');
      await rings(me);
      await silent(me);
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'ended answeredElsewhere'],
  },
  {
    name: 'queue given up between two rings',
    async play({ me, outside, callIn }) {
      await callIn('700');
      await rings(me);
      await silent(me);
      await outside.hangUp();
      await silent(outside);
    },
    expected: [ringing, 'ended'],
  },
  {
    name: 'outgoing answered',
    async play({ me, outside, callOut }) {
      await callOut(CUSTOMER);
      await rings(outside);
      await outside.answer();
      await talks(me);
      await me.hangUp();
      await silent(outside);
    },
    expected: [dialing, 'answered', 'ended'],
  },
  {
    name: 'outgoing busy',
    async play({ me, outside, callOut }) {
      await callOut(CUSTOMER);
      await rings(outside);
      await outside.hangUp();
      await silent(me);
    },
    expected: [dialing, 'ended busy'],
  },
  {
    name: 'outgoing given up',
    async play({ me, outside, callOut }) {
      await callOut(CUSTOMER);
      await rings(outside);
      await me.hangUp();
      await silent(outside);
    },
    expected: [dialing, 'ended'],
  },
  {
    name: 'originate',
    async play({ me, outside, manage }) {
      await manage({
        Action: 'Originate',
        Channel: 'PJSIP/101',
        Context: 'phones',
        Exten: CUSTOMER,
        Priority: '1',
        CallerID: `${CUSTOMER} <${CUSTOMER}>`,
        Async: 'true',
      });
      await rings(me);
      await me.answer();
      await rings(outside);
      await outside.answer();
      await talks(outside);
      await me.hangUp();
      await silent(outside);
    },
    expected: [dialing, 'answered', 'ended'],
  },
  {
    name: 'blind transfer to me',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('600');
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      await silent(me);
      const channel = await channelOf('102');
      await manage({ Action: 'BlindTransfer', Channel: channel, Context: 'phones', Exten: '101' });
      await rings(me);
      await me.answer();
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'ended answeredElsewhere', ringing, 'answered', 'ended'],
  },
  {
    name: 'blind transfer by me',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      const channel = await channelOf('101');
      await manage({ Action: 'BlindTransfer', Channel: channel, Context: 'phones', Exten: '102' });
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'attended transfer to me',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('102');
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      const channel = await channelOf('102');
      await manage({ Action: 'Atxfer', Channel: channel, Context: 'phones', Exten: '101' });
      await rings(me);
      await me.answer();
      await talks(me);
      await colleague.hangUp();
      await silent(colleague);
      await outside.hangUp();
      await silent(me);
    },
    expected: ['ringing inbound 102', 'answered', `renumbered ${CUSTOMER}`, 'ended'],
  },
  {
    name: 'hold',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      await me.hold();
      await me.resume();
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'held', 'resumed', 'ended'],
  },
  {
    name: 'picked up from the group',
    async play(stage) {
      await stage.callIn('102');
      await rings(stage.colleague);
      await fetchedAndEnded(stage, '*8');
    },
    expected: [fetched, 'ended'],
  },
  {
    name: 'picked up from a certain phone',
    async play(stage) {
      await stage.callIn('102');
      await rings(stage.colleague);
      await fetchedAndEnded(stage, '**102');
    },
    expected: [fetched, 'ended'],
  },
  {
    name: 'picked up from me by a colleague',
    async play({ me, colleague, outside, callIn, registrar }) {
      await callIn('101');
      await rings(me);
      await colleague.dial(`sip:**101@${registrar}`);
      await talks(colleague);
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'ended answeredElsewhere'],
  },
  {
    name: 'picked up from my second device by my first, and others’ calls by others',
    async play({ colleague, mySecond, outside, callIn, registrar, me }) {
      // Rung at the second device alone, and fetched on the first: both are mine, one call.
      await callIn('91101');
      await rings(mySecond);
      await me.dial(`sip:**91101@${registrar}`);
      await talks(me);
      await silent(mySecond);
      await outside.hangUp();
      await silent(me);
      // Nothing of what follows is mine.
      await callIn('103');
      await rings(outside);
      await colleague.dial(`sip:*8@${registrar}`);
      await talks(colleague);
      await colleague.hangUp();
      await silent(colleague, outside);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'parked by a colleague and fetched',
    async play(stage) {
      const { colleague, callIn, manage, channelOf } = stage;
      await callIn('102');
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      const channel = await channelOf('102');
      await manage({ Action: 'BlindTransfer', Channel: channel, Context: 'phones', Exten: '7000' });
      await silent(colleague);
      await stage.parkedIn('701');
      await stage.me.dial(`sip:701@${stage.registrar}`);
      // The phone is answered a moment before it is joined with the caller.
      await stage.parkedIn(null);
      await talks(stage.me);
      await stage.outside.hangUp();
      await silent(stage.me);
    },
    expected: [fetched, 'ended'],
  },
  {
    name: 'second device answers',
    async play({ mySecond, myBrowser, outside, callIn }) {
      await callIn('104');
      await rings(mySecond);
      await rings(myBrowser);
      await myBrowser.answer();
      await talks(myBrowser);
      await silent(mySecond);
      await outside.hangUp();
      await silent(myBrowser);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  ...['101@phones', '101@phones/n'].flatMap((channel) =>
    (['customer', 'agent'] as const).map((cid): Scene => ({
      name: `click-to-call over Local ${channel.replace(/[@/]/g, '-')}, caller id of the ${cid}`,
      async play({ me, outside, manage }) {
        await manage({
          Action: 'Originate',
          Channel: `Local/${channel}`,
          Context: 'phones',
          Exten: CUSTOMER,
          Priority: '1',
          CallerID: cid === 'agent' ? 'Agent <101>' : CUSTOMER,
          Async: 'true',
        });
        await rings(me);
        await me.answer();
        await rings(outside);
        await outside.answer();
        await talks(outside);
        await me.hangUp();
        await silent(outside);
      },
      expected: [dialing, 'answered', 'ended'],
    })),
  ),
  {
    name: 'click-to-call, the customer is busy',
    async play({ me, outside, manage }) {
      const common = {
        Action: 'Originate',
        Context: 'phones',
        Exten: CUSTOMER,
        Priority: '1',
        Async: 'true',
      };
      await manage({ ...common, Channel: 'Local/101@phones', CallerID: CUSTOMER });
      await rings(me);
      await me.answer();
      await rings(outside);
      await outside.hangUp();
      await silent(me);
    },
    expected: [dialing, 'ended busy'],
  },
  {
    name: 'click-to-call not taken by me',
    async play({ me, manage }) {
      const common = {
        Action: 'Originate',
        Context: 'phones',
        Exten: CUSTOMER,
        Priority: '1',
        Async: 'true',
      };
      await manage({ ...common, Channel: 'Local/101@phones', CallerID: CUSTOMER });
      await rings(me);
      await me.hangUp();
      await silent(me);
    },
    expected: [dialing, 'ended'],
  },
  {
    name: 'callback, the customer is called first, then I am',
    async play({ me, outside, manage }) {
      const common = { Action: 'Originate', Context: 'phones', Exten: '101', Priority: '1', Async: 'true' };
      await manage({ ...common, Channel: `Local/${CUSTOMER}@phones`, CallerID: '74951112233' });
      await rings(outside);
      await outside.answer();
      await rings(me);
      await me.answer();
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'attended transfer to me, put through while I ring',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('102');
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      const channel = await channelOf('102');
      await manage({ Action: 'Atxfer', Channel: channel, Context: 'phones', Exten: '101' });
      await rings(me);
      await colleague.hangUp();
      await silent(colleague);
      await me.answer();
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: ['ringing inbound 102', `renumbered ${CUSTOMER}`, 'answered', 'ended'],
  },
];

async function fetchedAndEnded({ me, outside, registrar, colleague }: Stage, code: string): Promise<void> {
  await me.dial(`sip:${code}@${registrar}`);
  await talks(me);
  await silent(colleague);
  await outside.hangUp();
  await silent(me);
}
