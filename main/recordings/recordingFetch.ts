import { lookup } from 'node:dns';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Clock } from '../common/clock.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { Network } from '../network/systemNetwork.ts';
import { addressKind, isPlain, literalAddress, recordingUrl, type AddressKind } from './recordingAddress.ts';
import { mayBeSound, soundType } from './recordingType.ts';

/** Why a recording could not be read: not asked at all, not there (404, 410), refused (401, 403), no sound, too large, or nobody answered. */
export type FetchFailure = 'notAsked' | 'gone' | 'denied' | 'notSound' | 'tooLarge' | 'unreachable';

export interface Recording {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** A type that players know. */
  readonly type: string;
}

export type FetchRecording = (
  link: string,
  plainOrigin: string | null,
) => Promise<Result<Recording, FetchFailure>>;

interface FetchDeps {
  readonly network: Pick<Network, 'agentFor'>;
  readonly clock: Pick<Clock, 'schedule'>;
  /** Resolves names, and judges what they mean; for tests, which have this computer alone. */
  readonly resolve?: typeof lookup;
  readonly kindOf?: (address: string) => AddressKind;
  /** Certificates to trust besides the system's; for tests. */
  readonly ca?: string;
}

/** An hour and more of speech. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** Until the first byte, and in all. */
const ANSWER_MS = 20_000;
const WHOLE_MS = 180_000;
const MOST_REDIRECTS = 5;

export function createRecordingFetch({
  network,
  clock,
  resolve = lookup,
  kindOf = addressKind,
  ca,
}: FetchDeps): FetchRecording {
  /** Connects to an address that may be asked, and to no other the name may mean a moment later. */
  const guarded =
    (isAllowed: (kind: AddressKind) => boolean, reached: (kind: AddressKind) => void): LookupFunction =>
    (hostname, options, callback) => {
      resolve(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return callback(error, '', 4);
        const allowed = addresses.filter(({ address }) => isAllowed(kindOf(address)));
        const [first] = allowed;
        if (first === undefined) return callback(new Error(REFUSED), '', 4);
        reached(kindOf(first.address));
        return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
      });
    };

  return async (link, plainOrigin) => {
    let url = recordingUrl(link, plainOrigin);
    /** An address of the office was reached so far: a redirect may stay there, and never leads there from outside. */
    let mayBeOffice = true;
    for (let hops = 0; url !== null && hops <= MOST_REDIRECTS; hops += 1) {
      const plain = isPlain(url, plainOrigin);
      const isAllowed = (kind: AddressKind): boolean =>
        plain || kind === 'public' || (kind === 'office' && mayBeOffice);
      const literal = literalAddress(url);
      if (literal !== null && !isAllowed(kindOf(literal))) return fail('notAsked');
      let reached: AddressKind = literal === null ? 'public' : kindOf(literal);
      const agent = plain ? undefined : await network.agentFor(url);
      const options = {
        method: 'GET',
        // Nothing that says who asks: no cookie, no token, no referrer.
        headers: { accept: 'audio/*, video/*;q=0.5', 'user-agent': 'Ringside' },
        lookup: plain
          ? HERE
          : guarded(isAllowed, (kind) => {
              reached = kind;
            }),
        // Never a connection that was opened under other rules.
        agent: agent ?? false,
        ...(ca === undefined ? {} : { ca }),
      };
      const answer = await ask(url, options);
      if (!answer.ok) return answer;
      const { response, end } = answer.value;
      const { statusCode = 0 } = response;
      if (statusCode >= 300 && statusCode < 400 && response.headers.location !== undefined) {
        end();
        mayBeOffice &&= reached === 'office';
        const { location } = response.headers;
        url = URL.canParse(location, url.href)
          ? recordingUrl(new URL(location, url).href, plainOrigin)
          : null;
        continue;
      }
      const problem = problemOf(response);
      if (problem !== null) {
        end();
        return fail(problem);
      }
      return read(response, end);
    }
    return fail('notAsked');
  };

  /** Asks once; the answer's head. */
  function ask(
    url: URL,
    options: object,
  ): Promise<Result<{ response: IncomingMessage; end: () => void }, FetchFailure>> {
    return new Promise((resolved) => {
      const send = url.protocol === 'http:' ? plainRequest : tlsRequest;
      const request = send(url, options);
      const end = (): void => {
        cancelWhole();
        cancelAnswer();
        request.destroy();
      };
      const cancelWhole = clock.schedule(WHOLE_MS, () => request.destroy(new Error('too slow')));
      const cancelAnswer = clock.schedule(ANSWER_MS, () => request.destroy(new Error('no answer')));
      request.on('error', (error) => {
        end();
        resolved(fail(error.message === REFUSED ? 'notAsked' : 'unreachable'));
      });
      request.on('response', (response) => {
        cancelAnswer();
        resolved(ok({ response, end }));
      });
      request.end();
    });
  }
}

/** The demo's server listens on this computer; not every system knows names below `localhost`. */
const HERE: LookupFunction = (_hostname, options, callback) => {
  const here = { address: '127.0.0.1', family: 4 };
  return options.all === true ? callback(null, [here]) : callback(null, here.address, here.family);
};

const REFUSED = 'this address is not asked';

function problemOf({ statusCode = 0, headers }: IncomingMessage): FetchFailure | null {
  if (statusCode === 404 || statusCode === 410) return 'gone';
  if (statusCode === 401 || statusCode === 403) return 'denied';
  if (statusCode !== 200) return 'unreachable';
  // Where one has to sign in, the page that says so is no recording.
  if (!mayBeSound(headers['content-type']))
    return headers['content-type']?.includes('html') === true ? 'denied' : 'notSound';
  return Number(headers['content-length'] ?? 0) > MOST_BYTES ? 'tooLarge' : null;
}

async function read(response: IncomingMessage, end: () => void): Promise<Result<Recording, FetchFailure>> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of response) {
      const bytes = piece as Buffer;
      size += bytes.length;
      if (size > MOST_BYTES) return fail('tooLarge');
      pieces.push(bytes);
    }
  } catch {
    return fail('unreachable');
  } finally {
    end();
  }
  const bytes = new Uint8Array(Buffer.concat(pieces));
  const type = soundType(bytes);
  return type === null ? fail('notSound') : ok({ bytes, type });
}
