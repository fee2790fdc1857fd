import { fail, ok } from '../../common/result.ts';
import type { CALL_SOURCES, CallControlName } from '../../../preload/constants.ts';
import type { Controlled, SourceControls } from '../callSource.ts';
import type { AmiMessage } from './amiReader.ts';

type Can = Extract<(typeof CALL_SOURCES)['asterisk']['can'][number], CallControlName>;

/** What is done with calls over the manager interface (call-sources.md 1.8): always with the agent's own channels. */
export interface AsteriskControls {
  readonly methods: Required<Pick<SourceControls, Can>>;
  /** Asks which actions this user may use; after each log-in. */
  learn(): Promise<void>;
  readonly lacks: () => readonly CallControlName[];
}

interface ControlsDeps {
  readonly ask: (fields: Readonly<Record<string, string>>) => Promise<AmiMessage | null>;
  readonly channelsOf: (id: string) => readonly string[];
  /** Dialplan context of extensions. */
  readonly context: string;
}

/** The action each control needs: one that is missing in `ListCommands` is refused to this user, or its module is not there. */
const ACTIONS: Readonly<Record<Can, readonly string[]>> = {
  mute: ['MuteAudio'],
  park: ['Park', 'Getvar'],
  transfer: ['BlindTransfer'],
  consult: ['Atxfer', 'CancelAtxfer', 'Hangup'],
  hangUp: ['Hangup'],
};
const controlNames = Object.keys(ACTIONS) as Can[];
/** Refused by the phone itself: others of a group ring on. */
const CALL_REJECTED = '21';

export function createAsteriskControls({ ask, channelsOf, context }: ControlsDeps): AsteriskControls {
  let lacking: readonly Can[] = controlNames;

  async function act(fields: Readonly<Record<string, string>>): Controlled {
    const answer = await ask(fields);
    if (answer === null) return fail('notConnected');
    if (answer['Response'] === 'Success') return ok(null);
    return fail(/no such channel/i.test(answer['Message'] ?? '') ? 'gone' : 'refused');
  }
  async function withChannel(id: string, work: (channel: string) => Controlled): Controlled {
    const channel = channelsOf(id).at(-1);
    return channel === undefined ? fail('gone') : work(channel);
  }
  const hangUp = async (id: string, cause: Readonly<Record<string, string>> = {}): Controlled => {
    const channels = channelsOf(id);
    if (channels.length === 0) return fail('gone');
    const done = await Promise.all(channels.map((Channel) => act({ Action: 'Hangup', Channel, ...cause })));
    return done.find(({ ok: isDone }) => isDone) ?? done[0] ?? fail('gone');
  };

  return {
    lacks: () => lacking,
    async learn() {
      const listed = await ask({ Action: 'ListCommands' });
      const may = (action: string): boolean => listed?.[action] !== undefined;
      lacking = controlNames.filter((name) => !ACTIONS[name].every(may));
    },
    methods: {
      hangUp: (id) => hangUp(id, channelsOf(id).length > 1 ? { Cause: CALL_REJECTED } : {}),
      mute: (id, on) =>
        withChannel(id, (Channel) =>
          // `in` is what comes from the agent's phone.
          act({ Action: 'MuteAudio', Channel, Direction: 'in', State: on ? 'on' : 'off' }),
        ),
      transfer: (id, to) =>
        withChannel(id, (Channel) => act({ Action: 'BlindTransfer', Channel, Context: context, Exten: to })),
      park: (id) =>
        withChannel(id, async (own) => {
          const peer = await ask({ Action: 'Getvar', Channel: own, Variable: 'BRIDGEPEER' });
          if (peer === null) return fail('notConnected');
          const other = peer['Value'] ?? '';
          // With the agent's channel as the one that parks they hear where, and the caller comes back to them in the end.
          return other === ''
            ? fail('refused')
            : act({ Action: 'Park', Channel: other, TimeoutChannel: own, AnnounceChannel: own });
        }),
      consult: {
        begin: (id, to) =>
          withChannel(id, (Channel) => act({ Action: 'Atxfer', Channel, Context: context, Exten: to })),
        complete: (id) => hangUp(id),
        cancel: (id) => withChannel(id, (Channel) => act({ Action: 'CancelAtxfer', Channel })),
      },
    },
  };
}
