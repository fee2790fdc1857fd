import { z } from 'zod';
import { parseJson } from '../crm/transport/responseCheck.ts';
import type { MemoryRows } from '../journal/journal.ts';

/**
 * What an account wants of calls. In the journal's memory and not in settings.json: users' ids are the account's, and
 * go with it when it is removed.
 */
const saved = z.object({
  /** See `WhoLogs` of the outbox. */
  whoLogs: z.enum(['first', 'pbx', 'ringside']).catch('first'),
  /** Whom the CRM's web pages show an incoming call besides; nobody unless switched on. */
  colleagues: z
    .object({ on: z.boolean(), users: z.array(z.number().int().positive()) })
    .catch({ on: false, users: [] }),
});
type Telephony = z.infer<typeof saved>;

export interface TelephonySettings {
  get(account: string): Telephony;
  /** Saves at once; answers what holds now. */
  set(account: string, wanted: Telephony): Telephony;
}

const KEY = 'telephony';

export function createTelephonySettings(memory: MemoryRows): TelephonySettings {
  function read(account: string): Telephony {
    const text = memory.get(account, KEY);
    const json = text === null ? null : parseJson(text);
    const parsed = saved.safeParse(json?.ok === true ? json.value : {});
    return parsed.data ?? saved.parse({});
  }

  return {
    get: read,
    set(account, wanted) {
      memory.put(account, KEY, JSON.stringify(wanted));
      return wanted;
    },
  };
}
