import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { createBriaCalls } from './briaCalls.ts';
import { type BriaFrame, briaRequest, readBriaCalls, readBriaFrame, xmlText } from './briaReader.ts';
import { keepConnected } from '../reconnect.ts';
import {
  type Controlled,
  type SourceThatCan,
  type DialFailure,
  type SourceContext,
  defineSource,
} from '../callSource.ts';
import { keepSourceState } from '../sourceStatus.ts';

/** The name is public and means this computer, so that Bria can have a certificate for it. */
const BRIA_URL = 'wss://cpclientapi.softphone.com:9002/counterpath/socketapi/v1/';

const settings = z.object({
  on: z.boolean().default(false),
  url: z
    .string()
    .trim()
    .max(300)
    .regex(/^wss?:\/\//)
    .refine((text) => URL.canParse(text))
    .default(BRIA_URL),
});

const ANSWER_MS = 5_000;
const STATUS_CALL = '<status>\r\n<type>call</type>\r\n</status>';

/** Bria's desktop API (docs/sources/bria.md): its calls, and dialling. */
export const briaKind = defineSource({
  name: 'bria',
  hasSecret: false,
  settings,
  isComplete: () => true,
  create: createBriaSource,
});

function createBriaSource({ url }: z.infer<typeof settings>, context: SourceContext): SourceThatCan<'bria'> {
  const { clock } = context;
  const place = new URL(url);
  const state = keepSourceState(context);
  const calls = createBriaCalls();
  let socket: WebSocket | null = null;
  let transactions = 0;
  const waiting = new Map<string, (answer: BriaFrame | null) => void>();

  function ask(path: string, xml: string): Promise<BriaFrame | null> {
    const open = socket;
    if (open === null || open.readyState !== WebSocket.OPEN) return Promise.resolve(null);
    const id = (transactions += 1);
    return new Promise((resolve) => {
      const cancel = clock.schedule(ANSWER_MS, () => waiting.get(String(id))?.(null));
      waiting.set(String(id), (answer) => {
        waiting.delete(String(id));
        cancel();
        resolve(answer);
      });
      open.send(briaRequest(path, id, xml));
    });
  }

  const isOk = (frame: BriaFrame | null): boolean => /^HTTP\/1\.\d 2/.test(frame?.start ?? '');

  async function command(path: string, xml: string): Controlled {
    const answer = await ask(path, xml);
    if (answer === null) return fail('notConnected');
    return isOk(answer) ? ok(null) : fail('refused');
  }
  const callCommand = (path: string, element: string, id: string, more = ''): Controlled =>
    command(path, `<${element}>\r\n<callId>${xmlText(id)}</callId>${more}\r\n</${element}>`);

  return {
    answer: (id) => callCommand('/answer', 'answerCall', id, '\r\n<withVideo>false</withVideo>'),
    hangUp: (id) => callCommand('/endCall', 'endCall', id),
    hold: (id, on) => callCommand(on ? '/hold' : '/resume', on ? 'holdCall' : 'resumeCall', id),
    // Of the whole phone: its interface knows no other.
    mute: (_id, on) =>
      command(
        '/audioProperties',
        `<audioProperties>\r\n<mute>${on ? 'enabled' : 'disabled'}</mute>\r\n</audioProperties>`,
      ),
    transfer: (id, to) =>
      callCommand('/transferCall', 'transferCall', id, `\r\n<target>${xmlText(to)}</target>`),
    status: state.status,
    describe: () => ({ name: 'bria', where: place.host }),
    start(report, signal) {
      state.connecting();
      const refresh = async (isAnew = false): Promise<void> => {
        const answer = await ask('/status', STATUS_CALL);
        if (answer === null) return;
        const listed = isOk(answer) ? readBriaCalls(answer.body) : null;
        if (listed === null) {
          state.failed(isOk(answer) ? 'protocol' : 'notAllowed', isOk(answer) ? '' : answer.start);
          return;
        }
        state.left(listed.filter(({ id, participants }) => id === '' || participants.length === 0).length);
        // Those that ended while it was not heard are told before it counts as heard.
        for (const one of calls.take(listed, isAnew))
          state.report(report, { source: 'bria', line: null, ...one });
        state.ready(isAnew ? 'toldAll' : undefined);
      };
      const lost = (why: string): void => {
        socket = null;
        for (const answer of waiting.values()) answer(null);
        if (!signal.aborted && state.status().reason !== 'notAllowed') state.failed('unreachable', why);
      };
      const line = {
        host: place.hostname.replace(/^\[|\]$/g, ''),
        port: portOf(place),
        tls: place.protocol === 'wss:',
      };
      return new Promise((decided) => {
        signal.addEventListener(
          'abort',
          () => {
            state.off();
            decided();
          },
          { once: true },
        );
        let why: string | null = null;
        void keepConnected(
          { ...line, clock, random: context.random, signal, isHopeless: () => false },
          {
            opened: (wire) => {
              why = null;
              const opened = new WebSocket(url, {
                createConnection: () => wire.socket,
                handshakeTimeout: ANSWER_MS,
                maxPayload: 1_000_000,
              });
              opened.on('open', () => {
                socket = opened;
                void refresh(true).then(decided);
              });
              opened.on('message', (data) => {
                const frame = readBriaFrame(asText(data));
                if (frame === null) {
                  state.left(1);
                  return;
                }
                if (frame.start.startsWith('POST /statusChange')) {
                  if (frame.body.includes('type="call"')) void refresh();
                  return;
                }
                waiting.get(frame.headers['transaction-id'] ?? '')?.(frame);
              });
              opened.on('error', (error: NodeJS.ErrnoException) => {
                why = error.code ?? error.message;
              });
              opened.on('close', () => {
                wire.close();
              });
            },
            closed: (whyLost) => {
              lost(whyLost ?? why ?? '');
              decided();
            },
          },
        );
      });
    },
    reconnect: () => socket?.terminate(),
    async dial(number): Promise<Result<null, DialFailure>> {
      const to = `<number>${xmlText(number)}</number>\r\n<displayName></displayName>`;
      const xml = `<dial type="audio">\r\n${to}\r\n<suppressMainWindow>true</suppressMainWindow>\r\n</dial>`;
      const answer = await ask('/call', xml);
      if (answer === null) return fail('notConnected');
      return isOk(answer) ? ok(null) : fail('refused');
    },
  };
}

function portOf({ protocol, port }: URL): number {
  return port === '' ? (protocol === 'wss:' ? 443 : 80) : Number(port);
}

function asText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as Buffer).toString('utf8');
}
