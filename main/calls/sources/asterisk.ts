import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { type AmiMessage, amiAction, createAmiReader } from './amiMessages.ts';
import { type AsteriskReport, createAsteriskCalls } from './asteriskCalls.ts';
import { type Line, keepConnected } from './reconnecting.ts';
import { type CallSource, type DialFailure, type SourceContext, defineSource } from './source.ts';
import { keepSourceState } from './sourceState.ts';

const settings = z.object({
  on: z.boolean().default(false),
  host: z.string().trim().max(253).default(''),
  port: z.number().int().min(1).max(65_535).default(5038),
  tls: z.boolean().default(false),
  user: z.string().trim().max(80).default(''),
  /** The agent's own endpoint: only its legs are listened to. */
  extension: z
    .string()
    .trim()
    .max(40)
    .regex(/^[\w.-]*$/)
    .default(''),
  /** Dialplan context in which numbers are dialled. */
  context: z
    .string()
    .trim()
    .max(80)
    .regex(/^[\w.-]*$/)
    .default('from-internal'),
});

const ANSWER_MS = 5_000;
/** How long the agent's own phone rings for a call he asked for. */
const OWN_PHONE_MS = 30_000;
/** Nothing but these is asked for; a manager with `system` rights lets the server filter, others need `eventfilter`. */
const EVENTS = 'Event: (DialBegin|DialEnd|Hangup|NewConnectedLine|Hold|Unhold|Status|StatusComplete)';

/** Asterisk over its manager interface (docs/sources/asterisk.md): the calls of one extension. */
export const asteriskKind = defineSource({
  name: 'asterisk',
  hasSecret: true,
  settings,
  isComplete: ({ host, user, extension }) => host !== '' && user !== '' && extension !== '',
  create: createAsteriskSource,
});

function createAsteriskSource(asked: z.infer<typeof settings>, context: SourceContext): CallSource {
  const { host, port, tls, user, extension } = asked;
  const { clock, random } = context;
  const state = keepSourceState(context);
  const calls = createAsteriskCalls(extension);
  let line: Line | null = null;
  let reader = createAmiReader();
  let actions = 0;
  const waiting = new Map<string, (answer: AmiMessage | null) => void>();
  const channels = new Set<string>();

  /** Sends an action and waits for its response; null when none comes. */
  function ask(fields: Readonly<Record<string, string>>): Promise<AmiMessage | null> {
    const open = line;
    if (open === null) return Promise.resolve(null);
    const id = `ringside-${(actions += 1)}`;
    return new Promise((resolve) => {
      const cancel = clock.schedule(ANSWER_MS, () => waiting.get(id)?.(null));
      waiting.set(id, (answer) => {
        waiting.delete(id);
        cancel();
        resolve(answer);
      });
      open.write(amiAction({ ...fields, ActionID: id }));
    });
  }

  const refused = (): boolean => ['wrongPassword', 'noPassword'].includes(state.status().reason ?? '');

  /** Proves the password without sending it: MD5 over the server's challenge. */
  async function logIn(): Promise<boolean> {
    const secret = await context.secret();
    if (secret === null) {
      state.failed('noPassword');
      return false;
    }
    const challenge = await ask({ Action: 'Challenge', AuthType: 'MD5' });
    const text = challenge?.['Challenge'];
    if (text === undefined) return false;
    const key = createHash('md5')
      .update(text + secret)
      .digest('hex');
    const answer = await ask({ Action: 'Login', AuthType: 'MD5', Username: user, Key: key, Events: 'call' });
    if (answer === null) return false;
    if (answer['Response'] === 'Success') return true;
    // Tried again it would be refused again, and a switchboard's guard would lock the computer out.
    state.failed('wrongPassword', answer['Message'] ?? '');
    return false;
  }

  async function converse(opened: Line): Promise<void> {
    const loggedIn = await logIn();
    if (line !== opened) return;
    if (!loggedIn) {
      opened.close();
      return;
    }
    // Refused without `system` rights: then everything is sent, and what is not ours is ignored here.
    await ask({ Action: 'Filter', Operation: 'Add', Filter: EVENTS });
    channels.clear();
    await ask({ Action: 'Status' });
    if (line === opened) state.ready();
  }

  return {
    status: state.status,
    describe: () => ({ name: 'asterisk', where: `${user}@${host}:${port}` }),
    dialRingsOwnPhone: true,
    reconnect: () => line?.close(),
    start(report, signal) {
      state.connecting();
      signal.addEventListener('abort', state.off, { once: true });
      const tellAll = (reports: readonly AsteriskReport[]): void => {
        for (const one of reports) state.report(report, { source: 'asterisk', line: extension, ...one });
      };
      const take = (message: AmiMessage): void => {
        if (message['Response'] !== undefined) {
          waiting.get(message['ActionID'] ?? '')?.(message);
        } else if (message['Event'] === 'Status') {
          channels.add(message['Uniqueid'] ?? '');
        } else if (message['Event'] === 'StatusComplete') {
          tellAll(calls.stillThere(channels));
        } else {
          tellAll(calls.take(message));
        }
      };
      return keepConnected(
        { host, port, tls, clock, random, signal, isHopeless: refused },
        {
          opened(opened) {
            reader = createAmiReader();
            line = opened;
            void converse(opened);
          },
          data(bytes) {
            const messages = reader.push(bytes);
            if (messages === null) {
              state.failed('protocol');
              line?.close();
            } else for (const message of messages) take(message);
          },
          closed(why) {
            line = null;
            for (const answer of waiting.values()) answer(null);
            if (!refused() && state.status().reason !== 'protocol') state.failed('unreachable', why ?? '');
          },
        },
      );
    },
    async dial(number): Promise<Result<null, DialFailure>> {
      if (state.status().state !== 'ready') return fail('notConnected');
      const answer = await ask({
        Action: 'Originate',
        Channel: `PJSIP/${extension}`,
        Context: asked.context,
        Exten: number,
        Priority: '1',
        CallerID: `${number} <${number}>`,
        Timeout: String(OWN_PHONE_MS),
        Async: 'true',
      });
      if (answer === null) return fail('notConnected');
      return answer['Response'] === 'Success' ? ok(null) : fail('refused');
    },
  };
}
