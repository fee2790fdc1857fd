import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { createAmiConversation } from './amiRequests.ts';
import { isTooOld, type AmiMessage } from './amiReader.ts';
import { type AsteriskReport, createAsteriskCalls } from './asteriskCalls.ts';
import { withBrowserPhones } from './asteriskChannels.ts';
import { watchAsterisk, type AsteriskWatch } from './asteriskHealthCheck.ts';
import { NAMES_PATTERN, namesOf } from '../switchboardNumbers.ts';
import { RECORDINGS_PATTERN } from '../recordings.ts';
import { type Line, keepConnected } from '../reconnect.ts';
import { type SourceThatCan, type DialFailure, type SourceContext, defineSource } from '../callSource.ts';
import { createAsteriskControls } from './asteriskControls.ts';
import { keepSourceState } from '../sourceStatus.ts';

const settings = z.object({
  on: z.boolean().default(false),
  host: z.string().trim().max(253).default(''),
  port: z.number().int().min(1).max(65_535).default(5038),
  tls: z.boolean().default(false),
  user: z.string().trim().max(80).default(''),
  /** The agent's own endpoints, set apart by commas: only their legs are listened to. The first one that is there dials. */
  extension: z.string().trim().max(200).regex(NAMES_PATTERN).default(''),
  /** Dialplan context in which numbers are dialled. */
  context: z
    .string()
    .trim()
    .max(80)
    .regex(/^[\w.-]*$/)
    .default('from-internal'),
  /** The file in which it keeps its call records, as this computer reads it: what was missed while Ringside was off; '' for none. */
  callRecords: z.string().trim().max(300).default(''),
  /** Where its recordings are fetched, with `{file}` or `{path}`; '' for nowhere. */
  recordings: z.string().trim().max(300).regex(RECORDINGS_PATTERN).default(''),
});

/** How long the agent's own phone rings for a call they asked for. */
const OWN_PHONE_MS = 30_000;
/** What cannot tell anything is looked at again after this. */
const AGAIN_MS = 60_000;
/** Nothing but these is asked for; a manager with `system` rights lets the server filter, others need `eventfilter`. */
const EVENTS =
  'Event: (DialBegin|DialEnd|Hangup|NewConnectedLine|Hold|Unhold|UnParkedCall|MixMonitorStart|Status|StatusComplete)';
/** Channel technologies of phones, the likeliest first. */
const TECHNOLOGIES = ['PJSIP', 'SIP', 'SCCP', 'IAX2'] as const;

/** Asterisk over its manager interface (docs/sources/asterisk.md): the calls of one agent. */
export const asteriskKind = defineSource({
  name: 'asterisk',
  hasSecret: true,
  settings,
  isComplete: ({ host, user, extension }) => host !== '' && user !== '' && namesOf(extension).length > 0,
  create: createAsteriskSource,
});

function createAsteriskSource(
  asked: z.infer<typeof settings>,
  context: SourceContext,
): SourceThatCan<'asterisk'> {
  const { host, port, tls, user, extension } = asked;
  const { clock, random } = context;
  const state = keepSourceState(context);
  const names = namesOf(extension);
  const calls = createAsteriskCalls(extension, asked.recordings);
  const ami = createAmiConversation(clock);
  const controls = createAsteriskControls({
    ask: (fields) => ami.ask(fields),
    channelsOf: (id) => calls.channelsOf(id),
    context: asked.context,
  });
  let line: Line | null = null;
  let watch: AsteriskWatch | null = null;
  let cancelAgain: () => void = () => undefined;
  /** It was seen that this user is told of no calls; said until one is told of. */
  let isBlind = false;

  const reason = () => state.status().reason;
  const refused = (): boolean => reason() === 'wrongPassword' || reason() === 'noPassword';
  /** Connected, and still it could tell nothing. */
  const isMute = (): boolean => reason() === 'noCallEvents' || reason() === 'unknownExtension';

  async function logIn(): Promise<boolean> {
    const secret = await context.secret();
    if (secret === null) {
      state.failed('noPassword');
      return false;
    }
    const answer = await ami.logIn(user, secret);
    if (answer === null) return false;
    if (answer['Response'] === 'Success') return true;
    // Tried again it would be refused again, and a switchboard's guard would lock the computer out.
    state.failed('wrongPassword', answer['Message'] ?? '');
    return false;
  }

  /** How a device of the agent's is, with its technology: `NOT_INUSE`, `UNAVAILABLE`. Null when the user may not ask. */
  async function deviceState(name: string): Promise<{ device: string; state: string } | null> {
    let last = { device: `PJSIP/${name}`, state: 'INVALID' };
    for (const technology of TECHNOLOGIES) {
      const device = `${technology}/${name}`;
      const answer = await ami.ask({ Action: 'Getvar', Variable: `DEVICE_STATE(${device})` });
      const found = answer?.['Response'] === 'Success' ? answer['Value'] : undefined;
      if (found === undefined || found === '') return null;
      last = { device, state: found };
      if (found !== 'INVALID') return last;
    }
    return { device: `PJSIP/${name}`, state: last.state };
  }

  /** False only where Asterisk says so of every name. */
  async function knowsAgent(): Promise<boolean> {
    for (const name of withBrowserPhones(names)) {
      const found = await deviceState(name);
      if (found === null || found.state !== 'INVALID') return true;
    }
    return false;
  }

  async function converse(
    opened: Line,
    tellAll: (reports: readonly AsteriskReport[]) => void,
  ): Promise<void> {
    const loggedIn = await logIn();
    if (line !== opened) return;
    if (!loggedIn) {
      opened.close();
      return;
    }
    // Refused without `system` rights: then everything is sent, and what is not ours is ignored here.
    await ami.ask({ Action: 'Filter', Operation: 'Add', Filter: EVENTS });
    calls.listing();
    const channels = await ami.list('Status');
    if (line !== opened) return;
    if (channels !== null) tellAll(calls.listed(channels));
    watch = watchAsterisk({ clock, list: () => ami.list('Status'), isBlind: foundBlind });
    const isKnown = await knowsAgent();
    await controls.learn();
    if (line !== opened) return;
    if (isKnown && !isBlind) state.ready(channels === null ? undefined : 'toldAll');
    else {
      state.failed(isKnown ? 'noCallEvents' : 'unknownExtension', isKnown ? '' : extension);
      lookAgain(opened);
    }
  }

  function foundBlind(): void {
    if (line === null || isMute()) return;
    isBlind = true;
    state.failed('noCallEvents');
    lookAgain(line);
  }

  /** Rights and endpoints are put right on the switchboard, which does not tell: asked anew now and then. */
  function lookAgain(opened: Line): void {
    cancelAgain = clock.schedule(AGAIN_MS, () => {
      opened.close();
    });
  }

  function handleEvent(message: AmiMessage): void {
    // `Call` with a capital letter is the answer to a question.
    if (message['Privilege']?.startsWith('call') !== true) return;
    watch?.messageReceived();
    isBlind = false;
    if (reason() === 'noCallEvents') provenReady();
  }

  /** MixMonitor writes a file: which one, the channel knows. */
  async function askForRecording(message: AmiMessage): Promise<void> {
    const channel = message['Channel'];
    if (asked.recordings === '' || channel === undefined) return;
    const answer = await ami.ask({ Action: 'Getvar', Channel: channel, Variable: 'MIXMONITOR_FILENAME' });
    calls.recorded(message, answer?.['Value'] ?? '');
  }

  function provenReady(): void {
    cancelAgain();
    state.ready();
  }

  return {
    status: state.status,
    describe: () => ({ name: 'asterisk', where: `${user}@${host}:${port}` }),
    ...controls.methods,
    lacks: controls.lacks,
    dialRingsOwnPhone: true,
    reconnect: () => line?.close(),
    start(report, signal) {
      state.connecting();
      signal.addEventListener(
        'abort',
        () => {
          watch?.stop();
          cancelAgain();
          state.off();
        },
        { once: true },
      );
      const tellAll = (reports: readonly AsteriskReport[]): void => {
        for (const one of reports) state.report(report, { source: 'asterisk', ...one });
      };
      const take = (message: AmiMessage): void => {
        handleEvent(message);
        if (message['Event'] === 'MixMonitorStart') void askForRecording(message);
        const reports = calls.take(message);
        tellAll(reports);
        if (reports.length > 0 && isMute()) provenReady();
      };
      return keepConnected(
        { host, port, tls, clock, random, signal, isHopeless: refused },
        {
          opened(opened) {
            ami.opened(opened);
            line = opened;
            void converse(opened, tellAll);
          },
          data(bytes) {
            const events = ami.push(bytes);
            const version = ami.version();
            if (events === null || (version !== null && isTooOld(version))) {
              if (events === null) state.failed('protocol');
              else state.failed('tooOld', `Asterisk Call Manager/${version ?? ''}`);
              line?.close();
            } else for (const event of events) take(event);
            state.left(ami.takeUnread());
          },
          closed(why) {
            line = null;
            watch?.stop();
            cancelAgain();
            ami.closed();
            const isSaid = why === null && (reason() === 'protocol' || reason() === 'tooOld' || isMute());
            if (!refused() && !isSaid) state.failed('unreachable', why ?? '');
          },
        },
      );
    },
    async dial(number): Promise<Result<null, DialFailure>> {
      if (state.status().state !== 'ready') return fail('notConnected');
      const answer = await ami.ask({
        Action: 'Originate',
        Channel: await deviceToDial(),
        Context: asked.context,
        Exten: number,
        Priority: '1',
        // The agent's phone shows whom it calls. No `CallerID`: that would be presented to the customer, as their own number.
        Variable: `CONNECTEDLINE(num,i)=${number}`,
        Timeout: String(OWN_PHONE_MS),
        Async: 'true',
      });
      if (answer === null) return fail('notConnected');
      return answer['Response'] === 'Success' ? ok(null) : fail('refused');
    },
  };

  /** The first device that is there, else the first of all. */
  async function deviceToDial(): Promise<string> {
    let first: string | null = null;
    for (const name of withBrowserPhones(names)) {
      const found = await deviceState(name);
      if (found === null) break;
      if (found.state === 'INVALID') continue;
      first ??= found.device;
      if (found.state !== 'UNAVAILABLE') return found.device;
    }
    return first ?? `PJSIP/${names[0] ?? ''}`;
  }
}
