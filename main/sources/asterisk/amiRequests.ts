import { createHash } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import { type AmiMessage, amiAction, createAmiReader } from './amiReader.ts';
import type { Line } from '../reconnect.ts';

/** Questions to Asterisk's manager interface and their answers, over one connection after the other. */
export interface AmiConversation {
  opened(line: Line): void;
  closed(): void;
  /** What came: answers go to who asked, and the events are given back. Null when it is no AMI. */
  push(bytes: Buffer): readonly AmiMessage[] | null;
  /** The version in the greeting of this connection; null before it. */
  version(): string | null;
  /** How many lines could not be read since this was asked last. */
  takeUnread(): number;
  /** Sends an action and waits for its response; null when none comes. */
  ask(fields: Readonly<Record<string, string>>): Promise<AmiMessage | null>;
  /** Asks for a list (`Status`) and waits for all of it; null when it is refused or breaks off. */
  list(action: string): Promise<readonly AmiMessage[] | null>;
  /** Proves the password without sending it: MD5 over the server's challenge. */
  logIn(user: string, secret: string): Promise<AmiMessage | null>;
}

const ANSWER_MS = 5_000;
/** A large switchboard has thousands of channels. */
const LIST_MS = 20_000;

export function createAmiConversation(clock: Clock): AmiConversation {
  let line: Line | null = null;
  let reader = createAmiReader();
  let actions = 0;
  const waiting = new Map<string, (answer: AmiMessage | null) => void>();
  const lists = new Map<string, AmiMessage[]>();

  function wait(id: string, limit: number): Promise<AmiMessage | null> {
    return new Promise((resolve) => {
      const cancel = clock.schedule(limit, () => waiting.get(id)?.(null));
      waiting.set(id, (answer) => {
        waiting.delete(id);
        cancel();
        resolve(answer);
      });
    });
  }
  const nextId = (): string => `ringside-${(actions += 1)}`;

  function ask(fields: Readonly<Record<string, string>>, id = nextId()): Promise<AmiMessage | null> {
    if (line === null) return Promise.resolve(null);
    const answer = wait(id, ANSWER_MS);
    line.write(amiAction({ ...fields, ActionID: id }));
    return answer;
  }

  function take(message: AmiMessage): boolean {
    const id = message['ActionID'] ?? '';
    if (message['Response'] !== undefined) {
      waiting.get(id)?.(message);
      return false;
    }
    // Old ones do not say which question an entry answers; only one list is asked for at a time.
    const isStatus = /^Status(?:Complete)?$/.test(message['Event'] ?? '');
    const list = id === '' && isStatus ? ([...lists.keys()][0] ?? '') : id;
    if (!lists.has(list)) return !isStatus;
    if (message['EventList'] === 'Complete' || message['Event'] === 'StatusComplete')
      waiting.get(`${list} complete`)?.(message);
    else lists.get(list)?.push(message);
    return false;
  }

  return {
    opened(opened) {
      reader = createAmiReader();
      line = opened;
    },
    closed() {
      line = null;
      for (const answer of waiting.values()) answer(null);
    },
    push: (bytes) => reader.push(bytes)?.filter(take) ?? null,
    version: () => reader.version(),
    takeUnread: () => reader.takeUnread(),
    ask: (fields) => ask(fields),
    async list(action) {
      const id = nextId();
      const entries: AmiMessage[] = [];
      lists.set(id, entries);
      const complete = wait(`${id} complete`, LIST_MS);
      const answer = await ask({ Action: action }, id);
      // Refused: nothing follows.
      if (answer?.['Response'] !== 'Success') waiting.get(`${id} complete`)?.(null);
      const isComplete = (await complete) !== null;
      lists.delete(id);
      return isComplete ? entries : null;
    },
    async logIn(user, secret) {
      const challenge = await ask({ Action: 'Challenge', AuthType: 'MD5' });
      const text = challenge?.['Challenge'];
      if (text === undefined) return null;
      const key = createHash('md5')
        .update(text + secret)
        .digest('hex');
      return ask({ Action: 'Login', AuthType: 'MD5', Username: user, Key: key, Events: 'call' });
    },
  };
}
