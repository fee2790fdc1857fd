import type { KV } from '@nats-io/kv';
import type { RecordStore } from './records.ts';

/** Records in a key-value bucket of JetStream, shared by all relays. */
export function createNatsRecords(kv: KV): RecordStore {
  return {
    async all() {
      const keys: string[] = [];
      for await (const key of await kv.keys()) keys.push(key);
      const entries = await Promise.all(keys.map((key) => kv.get(key)));
      return new Map(entries.flatMap((entry) => (entry ? [[entry.key, entry.string()] as const] : [])));
    },
    async get(key) {
      const entry = await kv.get(key);
      return entry?.operation === 'PUT' ? entry.string() : null;
    },
    async put(key, value) {
      await kv.put(key, value);
    },
    async replace(key, expected, value) {
      const entry = expected === null ? null : await kv.get(key);
      if (expected !== null && entry?.string() !== expected) return false;
      try {
        await (entry ? kv.update(key, value, entry.revision) : kv.create(key, value));
        return true;
      } catch (error) {
        // Somebody was quicker; anything else is trouble.
        if (error instanceof Error && /wrong last sequence/iu.test(error.message)) return false;
        throw error;
      }
    },
    async watch(listener) {
      const changes = await kv.watch();
      void (async () => {
        for await (const entry of changes) {
          if (entry.operation === 'PUT') listener(entry.key, entry.string());
        }
      })();
    },
  };
}
