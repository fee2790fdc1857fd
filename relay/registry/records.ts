/** A few small texts under keys that all relays share: who may post, who may listen. */
export interface RecordStore {
  /** Everything there is. */
  all(): Promise<ReadonlyMap<string, string>>;
  /** One of them; null when there is none. */
  get(key: string): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
  /** Puts `value` only where `expected` is (null: where nothing is); false when it is not. */
  replace(key: string, expected: string | null, value: string): Promise<boolean>;
  /** Calls `listener` with what other relays put, from now on. */
  watch(listener: (key: string, value: string) => void): Promise<void>;
}
