import type { CallEvent } from '../../calls/tracking/callEvent.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { CALL_SOURCES, CallControlName } from '../../../preload/constants.ts';
import type { Controlled, DialFailure, SourceControls } from '../callSource.ts';
import { remember } from '../boundedMap.ts';

type Event = Omit<CallEvent, 'at'>;
type Can = Extract<(typeof CALL_SOURCES)['baresip']['can'][number], CallControlName>;

/**
 * What is done with calls on baresip (call-sources.md 1.7). Its commands are about its current call: the one that is meant is
 * made that first, and nothing comes between, because commands are given one after the other.
 */
export interface BaresipControls {
  readonly methods: Required<Pick<SourceControls, Can>>;
  /** An event of a call went by: whom it was with, and that it ended. */
  eventReceived(event: Event): void;
}

interface ControlsDeps {
  readonly ask: (command: string, params?: string) => Promise<Result<string, DialFailure>>;
  /** Where extensions are; '' for the domain of the account the call is on. */
  readonly domain: string;
  readonly tell: (event: Event) => void;
}

const MOST_CALLS = 50;
/** A Call-ID as a parameter of a command: nothing that could begin another. */
const PLAIN_ID = /^[\w.@:+~!%*`'-]{1,200}$/;

export function createBaresipControls({ ask, domain, tell }: ControlsDeps): BaresipControls {
  const known = new Map<string, Event>();
  let last: Promise<unknown> = Promise.resolve();

  /** Makes a call the current one and does something with it, after what was asked before. */
  function withCall(id: string, work: (call: Event) => Controlled): Controlled {
    const done = last.then(async (): Controlled => {
      const call = known.get(id);
      if (call === undefined || !PLAIN_ID.test(id)) return fail('gone');
      const found = await ask('callfind', id);
      if (!found.ok) return fail(found.error === 'notConnected' ? 'notConnected' : 'gone');
      return work(call);
    });
    last = done.catch(() => undefined);
    return done;
  }
  const press = async (command: string, params = ''): Controlled => {
    const pressed = await ask(command, params);
    if (pressed.ok) return ok(null);
    return fail(pressed.error === 'notConnected' ? 'notConnected' : 'refused');
  };

  return {
    eventReceived(event) {
      const id = event.sourceCallId;
      if (id === null) return;
      if (event.kind === 'ended') known.delete(id);
      else
        remember(
          known,
          id,
          { ...known.get(id), ...event, line: event.line ?? known.get(id)?.line ?? null },
          MOST_CALLS,
        );
    },
    methods: {
      answer: (id) => withCall(id, () => press('accept')),
      hangUp: (id) => withCall(id, () => press('hangup')),
      hold: (id, on) =>
        withCall(id, async (call) => {
          const pressed = await press(on ? 'hold' : 'resume');
          // It tells of the other side's hold alone.
          if (pressed.ok) tell({ ...call, kind: on ? 'held' : 'resumed' });
          return pressed;
        }),
      mute: (id, on) =>
        withCall(id, async () => {
          // The command goes to and fro and says where it went: a microphone muted on the phone itself is found out here.
          for (let tries = 0; tries < 2; tries += 1) {
            const said = await ask('mute');
            if (!said.ok) return fail(said.error === 'notConnected' ? 'notConnected' : 'refused');
            if (/un-?muted/i.test(said.value) !== on) return ok(null);
          }
          return fail('refused');
        }),
      transfer: (id, to) =>
        withCall(id, (call) => {
          const home = domain === '' ? (call.line ?? '').replace(/^[^@]*@?/, '') : domain;
          return press('transfer', home === '' ? to : `sip:${to}@${home}`);
        }),
    },
  };
}
