import { fetchingScenes } from './fetchingScenes.ts';
import { CUSTOMER, dialing, ringing, rings, silent, talks, type Scene } from './sceneParts.ts';

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
    name: 'attended transfer by me',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      const channel = await channelOf('101');
      await manage({ Action: 'Atxfer', Channel: channel, Context: 'phones', Exten: '102' });
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      await me.hangUp();
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'answered', 'held', 'ended'],
  },
  {
    name: 'attended transfer by me taken back',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      const channel = await channelOf('101');
      await manage({ Action: 'Atxfer', Channel: channel, Context: 'phones', Exten: '102' });
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      await manage({ Action: 'CancelAtxfer', Channel: channel });
      await silent(colleague);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'held', 'resumed', 'ended'],
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
  ...fetchingScenes,
];
