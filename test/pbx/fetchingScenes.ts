import {
  CUSTOMER,
  dialing,
  fetched,
  ringing,
  rings,
  silent,
  talks,
  type Scene,
  type Stage,
} from './sceneParts.ts';

/** Calls that are fetched, clicked, or come to another device of the agent's. */
export const fetchingScenes: readonly Scene[] = [
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
