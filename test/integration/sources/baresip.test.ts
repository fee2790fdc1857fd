import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createDialer } from '../../../main/clickToCall/dialer.ts';
import type { Report } from '../../../main/calls/tracking/callEvent.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { baresipKind } from '../../../main/sources/baresip/baresipSource.ts';
import type { CallSource } from '../../../main/sources/callSource.ts';
import type { CallRow } from '../../../main/journal/callRows.ts';
import { startBaresip, type BaresipPhone } from '../../phones/baresipPhone.ts';
import { eventually } from '../../phones/eventually.ts';
import { sippCalls } from '../../phones/sippCaller.ts';
import { contactOrCompany } from '../../unit/mirror/mirrorFile.ts';
import { createCallsUnderTest, type CallsUnderTest } from '../calls/callsUnderTest.ts';
import { openSource, until } from './openSource.ts';

/** Real SIP calls over loopback: from a caller's phone to the agent's baresip, and into the journal. */
const IVAN = '+79161234567';
const OLGA = '+79161112233';
let agent: BaresipPhone;
let ivan: BaresipPhone;
let olga: BaresipPhone;
let ringing: CallsUnderTest;
let source: CallSource;
let end: AbortController;
const report: Report = (event, reportedAt) => {
  ringing.controller.report(event, reportedAt);
};

beforeAll(async () => {
  [agent, ivan, olga] = await Promise.all([
    startBaresip({ user: 'agent' }),
    startBaresip({ user: IVAN }),
    startBaresip({ user: OLGA }),
  ]);
});
afterAll(async () => {
  await Promise.all([agent, ivan, olga].map((phone) => phone.stop()));
});
beforeEach(async () => {
  ringing = createCallsUnderTest();
  ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [IVAN], { name: 'Ivan' })] });
  end = new AbortController();
  source = openSource(
    baresipKind,
    { port: agent.ctrlPort, domain: `127.0.0.1:${ivan.sipPort}` },
    {
      clock: ringing.clock,
      trackReachability: (heard) => ringing.controller.sourceReachable('baresip', heard),
    },
  );
  await source.start(report, end.signal);
  await until(source, { state: 'ready' });
});
afterEach(() => {
  end.abort();
  ringing.close();
});

const rows = (): readonly CallRow[] => ringing.journal.calls.since('a', 0).toReversed();
const popState = (): string | undefined => ringing.shown.at(-1)?.calls[0]?.call.state;
const logged = (...reasons: readonly CallRow['endReason'][]): Promise<void> =>
  eventually(`the journal has ${reasons.join(', ')}`, () => {
    const told = rows().map(({ endReason }) => endReason);
    return told.length === reasons.length && reasons.every((reason, at) => told[at] === reason);
  });

describe('a real phone', () => {
  it('rings: the name is on the pop; answered and ended: completed in the journal', async () => {
    await ivan.dial(agent.address);
    await eventually('the pop is up', () => popState() === 'ringing');
    expect(ringing.shown.at(-1)?.calls[0]).toMatchObject({
      call: { direction: 'inbound', source: 'baresip', number: { e164: IVAN } },
      caller: { certainty: 'certain', matches: [{ name: 'Ivan' }] },
    });
    await agent.answer();
    await eventually('it is answered', () => popState() === 'talking');
    await ivan.hangUp();
    await logged('completed');
    expect(rows()[0]).toMatchObject({ line: `agent@127.0.0.1:${agent.sipPort}`, direction: 'inbound' });
  });

  it('rings and the caller gives up: missed', async () => {
    await ivan.dial(agent.address);
    await eventually('the pop is up', () => popState() === 'ringing');
    await ivan.hangUp();
    await logged('missed');
    expect(rows()[0]?.answeredAt).toBeNull();
  });

  it('is refused by the agent: missed', async () => {
    await ivan.dial(agent.address);
    await eventually('the pop is up', () => popState() === 'ringing');
    await agent.hangUp();
    await logged('missed');
    expect(rows()[0]?.answeredAt).toBeNull();
  });

  it('calls out by itself: dialled, answered and ended', async () => {
    await agent.dial(`sip:${IVAN}@127.0.0.1:${ivan.sipPort}`);
    await eventually('his phone rings', () => ivan.isRinging());
    await eventually('the pop is up', () => popState() === 'dialing');
    await ivan.answer();
    await eventually('it is answered', () => popState() === 'talking');
    await agent.hangUp();
    await logged('completed');
    expect(rows()[0]).toMatchObject({ direction: 'outbound', e164: IVAN, callerName: 'Ivan' });
  });

  it('two callers at once are two calls, each with its own end', async () => {
    await ivan.dial(agent.address);
    await eventually('the first is up', () => rows().length === 1);
    await olga.dial(agent.address);
    await eventually('both are up', () => rows().length === 2);
    await ivan.hangUp();
    await olga.hangUp();
    await logged('missed', 'missed');
    expect(new Set(rows().map(({ e164 }) => e164))).toEqual(new Set([IVAN, OLGA]));
  });
});

describe('dialled from Ringside', () => {
  const dialer = () =>
    createDialer({
      settings: () => ({ via: 'auto', command: '' }),
      dialerOf: (name) => (name === 'baresip' ? source : null),
      run: async () => false,
      openTel: async () => false,
      parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
      expectDial: () => () => undefined,
      report,
      clock: ringing.clock,
      monotonic: () => 0,
    });

  it('is one call with the events that come back: answered and completed', async () => {
    expect(await dialer().dial('8 916 123-45-67')).toEqual({ ok: true, value: 'baresip' });
    await eventually('his phone rings', () => ivan.isRinging());
    await ivan.answer();
    await eventually('it is answered', () => popState() === 'talking');
    await ivan.hangUp();
    await logged('completed');
    expect(rows()[0]).toMatchObject({ direction: 'outbound', e164: IVAN, source: 'baresip' });
  });

  it('and refused there is busy', async () => {
    await dialer().dial(IVAN);
    await eventually('his phone rings', () => ivan.isRinging());
    await ivan.hangUp();
    await logged('busy');
    expect(rows()[0]?.answeredAt).toBeNull();
  });

  it('and given up is not answered', async () => {
    await dialer().dial(IVAN);
    await eventually('his phone rings', () => ivan.isRinging());
    await agent.hangUp();
    await logged('noAnswer');
    expect(rows()[0]?.answeredAt).toBeNull();
  });
});

describe('a phone that answers by itself', () => {
  it('takes fifty calls in a row, and each is logged once and completed', async () => {
    const auto = await startBaresip({ user: 'robot', answersItself: true });
    onTestFinished(() => auto.stop());
    const robot = openSource(baresipKind, { port: auto.ctrlPort }, { clock: ringing.clock });
    await robot.start(report, end.signal);
    const from = Array.from({ length: 50 }, (_, place) => `+7916500${String(place).padStart(4, '0')}`);
    await sippCalls({ target: `127.0.0.1:${auto.sipPort}`, user: 'robot', from, perSecond: 20, talkMs: 30 });
    await eventually('all are logged', () => rows().filter(({ state }) => state === 'ended').length === 50);
    expect(rows()).toHaveLength(50);
    expect(new Set(rows().map(({ e164 }) => e164))).toEqual(new Set(from));
    expect(new Set(rows().map(({ endReason }) => endReason))).toEqual(new Set(['completed']));
  });
});

describe('a phone that dies in a call', () => {
  const talk = async (): Promise<void> => {
    await ivan.dial(agent.address);
    await eventually('the pop is up', () => popState() === 'ringing');
    await agent.answer();
    await eventually('it is answered', () => popState() === 'talking');
    await ringing.clock.advance(30_000);
  };
  const popCall = () => ringing.shown.at(-1)?.calls[0]?.call;

  it('is not heard any more, says the pop; when it is there again, the call ended as it died', async () => {
    await talk();
    const died = ringing.clock.now();
    await agent.die();
    await eventually('the pop says so', () => popCall()?.unheard === true);
    expect(popCall()?.state).toBe('talking');
    // Nobody listens at its port.
    await ringing.clock.advance(1_000);
    await until(source, { reason: 'unreachable', words: 'ECONNREFUSED' });
    await agent.rise();
    await ringing.clock.advance(5_000);
    await logged('completed');
    expect(rows()[0]?.endedAt).toBe(died);
    expect(popCall()).toMatchObject({ state: 'ended', unheard: false });
    await ivan.hangUp();
  });

  it('and is only connected to anew says that it talks still, and its end is heard', async () => {
    await talk();
    source.reconnect?.();
    await eventually('it is lost', () => popCall()?.unheard === true);
    await ringing.clock.advance(1_000);
    await eventually('it is heard again', () => popCall()?.unheard === false);
    expect(popCall()?.state).toBe('talking');
    await ringing.clock.advance(30_000);
    await ivan.hangUp();
    await logged('completed');
    expect((rows()[0]?.endedAt ?? 0) - (rows()[0]?.answeredAt ?? 0)).toBe(61_000);
  });

  it('and lost a call meanwhile that its caller ended closes it', async () => {
    await talk();
    const other = openSource(baresipKind, { port: agent.ctrlPort });
    const stop = new AbortController();
    await other.start(() => undefined, stop.signal);
    await until(source, { reason: 'taken' });
    await ivan.hangUp();
    await eventually('he hung up', async () => !(await agent.hasCall()));
    stop.abort();
    await ringing.clock.advance(5_000);
    await eventually('it is closed', () => popState() === 'ended');
    expect(rows()).toHaveLength(1);
  });
});

describe('the connection', () => {
  it('taken by another program is said, and taken back', async () => {
    const heard: string[] = [];
    const other = openSource(baresipKind, { port: agent.ctrlPort });
    const stop = new AbortController();
    await other.start(({ kind }) => heard.push(kind), stop.signal);
    await until(source, { state: 'failed', reason: 'taken' });
    stop.abort();
    await ringing.clock.advance(15_000);
    await until(source, { state: 'ready' });
    expect(heard).toEqual([]);
  });

  it('to nobody is said, and made as soon as somebody is there', async () => {
    const lonely = openSource(baresipKind, { port: 1 });
    await lonely.start(() => undefined, end.signal);
    expect(lonely.status()).toMatchObject({ state: 'failed', reason: 'unreachable', words: 'ECONNREFUSED' });
  });
});
