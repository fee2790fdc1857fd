import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Clock } from '../../common/clock.ts';
import type { Speech } from '../../common/language.ts';
import { ok } from '../../common/result.ts';
import { phonePlace, type PhonePlace } from '../../phone/phonePlace.ts';
import type { Handlers } from '../answerRequest.ts';

interface PhonePlaceDeps {
  /** The folder of the tables (scripts/places). */
  readonly places: (name: string) => string;
  readonly speech: Pick<Speech, 'language'>;
  readonly clock: Pick<Clock, 'now'>;
}

const unzipped = promisify(gunzip);
/** Whoever called is looked at again: the pop, the list, the card. */
const MOST_KEPT = 200;

/** What is known of numbers themselves. The tables are read for each new number and not kept: they are large, and calls are few. */
export function phonePlaceHandlers({ places, speech, clock }: PhonePlaceDeps): Handlers<'phonePlaces'> {
  const kept = new Map<string, Promise<PhonePlace | null>>();
  const read = async (name: string): Promise<Buffer | null> => {
    // No table for most countries in most languages.
    const packed = await readFile(places(name)).catch(() => null);
    return packed === null ? null : unzipped(packed);
  };
  return {
    async get({ e164 }) {
      const language = speech.language();
      const key = `${language} ${e164}`;
      const place = kept.get(key) ?? phonePlace({ e164, language, now: clock.now() }, read);
      kept.delete(key);
      kept.set(key, place);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return ok({ place: await place });
    },
  };
}
