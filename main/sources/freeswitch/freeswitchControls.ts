import { fail, ok } from '../../common/result.ts';
import type { CALL_SOURCES, CallControlName } from '../../../preload/constants.ts';
import type { Controlled, SourceControls } from '../callSource.ts';

type Can = Extract<(typeof CALL_SOURCES)['freeswitch']['can'][number], CallControlName>;

interface ControlsDeps {
  /** The answer to a command; null when nobody is connected. */
  readonly api: (command: string) => Promise<string | null>;
  readonly legsOf: (id: string) => readonly string[];
  /** Dialplan context of extensions. */
  readonly context: string;
}

/** A channel's name as it may stand in a command. */
const LEG = /^[\w-]{1,64}$/;

/** What is done with calls over the event socket (call-sources.md 1.9): `uuid_...` commands on the agent's own leg. */
export function createFreeswitchControls({
  api,
  legsOf,
  context,
}: ControlsDeps): Required<Pick<SourceControls, Can>> {
  async function act(command: string): Controlled {
    const said = await api(command);
    if (said === null) return fail('notConnected');
    if (said.startsWith('+OK')) return ok(null);
    return fail(/no such channel|cannot locate|invalid (?:uu)?id/i.test(said) ? 'gone' : 'refused');
  }
  async function withLeg(id: string, command: (leg: string) => string): Controlled {
    const leg = legsOf(id).findLast((one) => LEG.test(one));
    return leg === undefined ? fail('gone') : act(command(leg));
  }

  return {
    async hangUp(id) {
      const legs = legsOf(id).filter((leg) => LEG.test(leg));
      if (legs.length === 0) return fail('gone');
      const done = await Promise.all(legs.map((leg) => act(`uuid_kill ${leg} NORMAL_CLEARING`)));
      return done.find(({ ok: isDone }) => isDone) ?? fail('gone');
    },
    hold: (id, on) => withLeg(id, (leg) => `uuid_hold ${on ? '' : 'off '}${leg}`),
    // `read` is what comes from the agent's phone.
    mute: (id, on) => withLeg(id, (leg) => `uuid_audio ${leg} ${on ? 'start read mute 1' : 'stop'}`),
    // Of the other leg: the agent's own ends with it.
    transfer: (id, to) => withLeg(id, (leg) => `uuid_transfer ${leg} -bleg ${to} XML ${context}`),
  };
}
