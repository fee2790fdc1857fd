import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { callEventOf, readBaresip } from './baresipEvents.ts';
import { readCallList } from './baresipCalls.ts';
import { baresipCommand, createNetstringReader } from '../netstring.ts';
import { type Line, keepConnected } from '../reconnect.ts';
import type { CallEvent, Report } from '../../calls/tracking/callEvent.ts';
import { type SourceThatCan, type DialFailure, type SourceContext, defineSource } from '../callSource.ts';
import { createBaresipControls } from './baresipControls.ts';
import { keepSourceState } from '../sourceStatus.ts';

const settings = z.object({
  on: z.boolean().default(false),
  host: z.string().trim().max(253).default('127.0.0.1'),
  port: z.number().int().min(1).max(65_535).default(4444),
  /** Where numbers are dialled; empty: the domain of baresip's own account. */
  domain: z.string().trim().max(253).default(''),
});

/** How long the phone may take to answer a command. */
const ANSWER_MS = 5_000;

/** baresip over `ctrl_tcp` (docs/sources/baresip.md): calls in, out, answered, closed; dials. */
export const baresipKind = defineSource({
  name: 'baresip',
  hasSecret: false,
  settings,
  isComplete: ({ host }) => host !== '',
  create: createBaresipSource,
});

function createBaresipSource(
  { host, port, domain }: z.infer<typeof settings>,
  context: SourceContext,
): SourceThatCan<'baresip'> {
  const state = keepSourceState(context);
  let line: Line | null = null;
  let tokens = 0;
  let saidGoodbye = false;
  /** Nobody listened at its port since it was heard: the program was gone, and its calls with it. */
  let wasGone = false;
  const waiting = new Map<string, (answer: Result<string, DialFailure>) => void>();
  let tell: (event: Omit<CallEvent, 'at'>) => void = () => undefined;
  const controls = createBaresipControls({ ask, domain, tell: (event) => tell(event) });

  function answer(token: string, value: Result<string, DialFailure>): void {
    waiting.get(token)?.(value);
    waiting.delete(token);
  }

  /** Gives a command and waits for what the phone says to it. */
  function ask(command: string, params = ''): Promise<Result<string, DialFailure>> {
    const open = line;
    if (open === null) return Promise.resolve(fail('notConnected'));
    const token = `${command} ${(tokens += 1)}`;
    return new Promise((resolve) => {
      const cancel = context.clock.schedule(ANSWER_MS, () => {
        answer(token, fail('refused'));
      });
      waiting.set(token, (value) => {
        cancel();
        resolve(value);
      });
      open.write(baresipCommand(command, params, token));
    });
  }

  /** The calls the phone has: those that were going on before it was heard, and what is not among them has ended. */
  async function askForCalls(opened: Line, report: Report): Promise<void> {
    const [list, accounts] = await Promise.all([ask('listcalls'), ask('reginfo')]);
    if (line !== opened) return;
    const listed = list.ok ? readCallList(list.value, accounts.ok ? accounts.value : '') : null;
    // Before its calls are told: one with the same party would be taken for the one that died.
    if (wasGone) state.ready('restarted');
    wasGone = false;
    for (const event of listed?.events ?? []) {
      controls.eventReceived(event);
      state.report(report, event);
    }
    state.ready(listed?.isComplete === true ? 'toldAll' : undefined);
  }

  return {
    status: state.status,
    describe: () => ({ name: 'baresip', where: `${host}:${port}` }),
    start(report, signal) {
      state.connecting();
      tell = (event) => state.report(report, event);
      let reader = createNetstringReader();
      signal.addEventListener('abort', state.off, { once: true });
      const { clock, random } = context;
      return keepConnected(
        { host, port, clock, random, signal, isHopeless: () => false },
        {
          opened(opened) {
            reader = createNetstringReader();
            saidGoodbye = false;
            line = opened;
            void askForCalls(opened, report);
          },
          data(bytes) {
            const texts = reader.push(bytes);
            if (texts === null) {
              state.failed('protocol');
              line?.close();
              return;
            }
            for (const text of texts) {
              const { message, left } = readBaresip(text);
              state.left(left);
              if (message === null) continue;
              if ('response' in message) {
                answer(message.token ?? '', message.ok ? ok(message.data ?? '') : fail('refused'));
                continue;
              }
              if (message.type === 'EXIT') saidGoodbye = true;
              const event = callEventOf(message);
              if (event === null) continue;
              controls.eventReceived(event);
              state.report(report, event);
            }
          },
          closed(why) {
            line = null;
            for (const token of waiting.keys()) answer(token, fail('notConnected'));
            if (why === 'ECONNREFUSED') wasGone = true;
            if (state.status().reason === 'protocol') return;
            // It has one client only: whoever connects takes the line from us.
            if (why === null && !saidGoodbye) state.failed('taken');
            else state.failed('unreachable', why ?? '');
          },
        },
      );
    },
    ...controls.methods,
    reconnect: () => line?.close(),
    async dial(number) {
      const dialled = await ask('dial', domain === '' ? number : `sip:${number}@${domain}`);
      return dialled.ok ? ok(null) : dialled;
    },
  };
}
