import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { createEslReader, type EslMessage } from './eslMessages.ts';
import {
  createFreeswitchCalls,
  DIALLED_VARIABLE,
  FREESWITCH_EVENTS,
  type FreeswitchReport,
} from './freeswitchCalls.ts';
import { type Line, keepConnected } from './reconnecting.ts';
import { type CallSource, type DialFailure, type SourceContext, defineSource } from './source.ts';
import { keepSourceState } from './sourceState.ts';

const word = z
  .string()
  .trim()
  .max(80)
  .regex(/^[\w.-]*$/);

const settings = z.object({
  on: z.boolean().default(false),
  host: z.string().trim().max(253).default(''),
  port: z.number().int().min(1).max(65_535).default(8021),
  /** The agent's own user: only its legs are listened to. */
  extension: word.default(''),
  /** Dialplan context in which numbers are dialled. */
  context: word.default('default'),
});

const ANSWER_MS = 5_000;

const eventBody = z.record(z.string(), z.string());
const channelList = z.object({ rows: z.array(z.object({ uuid: z.string() })).optional() });

/** FreeSWITCH over its event socket (docs/sources/freeswitch.md): the calls of one extension. */
export const freeswitchKind = defineSource({
  name: 'freeswitch',
  hasSecret: true,
  settings,
  isComplete: ({ host, extension }) => host !== '' && extension !== '',
  create: createFreeswitchSource,
});

function createFreeswitchSource(asked: z.infer<typeof settings>, context: SourceContext): CallSource {
  const { host, port, extension } = asked;
  const { clock, random } = context;
  const state = keepSourceState(context);
  const calls = createFreeswitchCalls(extension);
  let line: Line | null = null;
  let reader = createEslReader();
  /** Commands are answered in the order in which they were given. */
  const waiting: ((answer: EslMessage | null) => void)[] = [];

  function ask(command: string): Promise<EslMessage | null> {
    const open = line;
    if (open === null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const cancel = clock.schedule(ANSWER_MS, () => {
        // Answers would be taken for the wrong command from here on.
        open.close();
      });
      waiting.push((answer) => {
        cancel();
        resolve(answer);
      });
      open.write(`${command}\n\n`);
    });
  }

  const refused = (): boolean => ['wrongPassword', 'noPassword'].includes(state.status().reason ?? '');

  async function converse(
    opened: Line,
    report: (reports: readonly FreeswitchReport[]) => void,
  ): Promise<void> {
    const secret = await context.secret();
    if (line !== opened) return;
    if (secret === null || /[\r\n]/.test(secret)) {
      state.failed('noPassword');
      opened.close();
      return;
    }
    const answer = await ask(`auth ${secret}`);
    if (answer === null || line !== opened) return;
    if (answer.headers['Reply-Text']?.startsWith('+OK') !== true) {
      state.failed('wrongPassword');
      opened.close();
      return;
    }
    await ask(`event json ${FREESWITCH_EVENTS}`);
    const list = await ask('api show channels as json');
    const channels = channelList.safeParse(parseJson(list?.body ?? ''));
    if (channels.success) report(calls.stillThere(new Set(channels.data.rows?.map(({ uuid }) => uuid))));
    if (line === opened) state.ready();
  }

  return {
    status: state.status,
    describe: () => ({ name: 'freeswitch', where: `${host}:${port}` }),
    dialRingsOwnPhone: true,
    reconnect: () => line?.close(),
    start(report, signal) {
      state.connecting();
      signal.addEventListener('abort', state.off, { once: true });
      const tellAll = (reports: readonly FreeswitchReport[]): void => {
        for (const one of reports) state.report(report, { source: 'freeswitch', line: extension, ...one });
      };
      const take = (opened: Line | null, message: EslMessage): void => {
        switch (message.headers['Content-Type']) {
          case 'auth/request':
            if (opened !== null) void converse(opened, tellAll);
            break;
          case 'command/reply':
          case 'api/response':
            waiting.shift()?.(message);
            break;
          case 'text/rude-rejection':
            state.failed('notAllowed');
            break;
          case 'text/event-json': {
            const event = eventBody.safeParse(parseJson(message.body));
            if (event.success) tellAll(calls.take(event.data));
            break;
          }
          default:
            break;
        }
      };
      return keepConnected(
        { host, port, clock, random, signal, isHopeless: refused },
        {
          opened(opened) {
            reader = createEslReader();
            line = opened;
          },
          data(bytes) {
            const messages = reader.push(bytes);
            if (messages === null) {
              state.failed('protocol');
              line?.close();
            } else for (const message of messages) take(line, message);
          },
          closed(why) {
            line = null;
            for (const answer of waiting.splice(0)) answer(null);
            const { reason } = state.status();
            if (!refused() && reason !== 'protocol' && reason !== 'notAllowed')
              state.failed('unreachable', why ?? '');
          },
        },
      );
    },
    async dial(number): Promise<Result<null, DialFailure>> {
      if (state.status().state !== 'ready') return fail('notConnected');
      const variables = `origination_caller_id_number=${number},${DIALLED_VARIABLE}=${number}`;
      const answer = await ask(
        `bgapi originate {${variables}}user/${extension} ${number} XML ${asked.context}`,
      );
      if (answer === null) return fail('notConnected');
      return answer.headers['Reply-Text']?.startsWith('+OK') === true ? ok(null) : fail('refused');
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
