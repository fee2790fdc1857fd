/** A list of records with an index by id and cached orders: pages of 100,000 contacts must not sort 100,000 contacts each. */
export interface Collection<T extends { id: number }> {
  /** All records by ascending id. */
  all(): readonly T[];
  get(id: number): T | undefined;
  add(record: T): void;
  /** To be called after a record was changed in place: forgets cached orders. */
  touch(): void;
  /** Grows with each add and touch; lets others cache by it. */
  revision(): number;
  /** All records ordered by a number of theirs, ties by id. */
  ordered(key: string, descending: boolean): readonly T[];
}

/** Builds a collection around `records` (any order). */
export function createCollection<T extends { id: number }>(records: readonly T[]): Collection<T> {
  const list = [...records].sort((a, b) => a.id - b.id);
  const byId = new Map(list.map((record) => [record.id, record]));
  const orders = new Map<string, readonly T[]>();
  let revision = 0;
  const touch = (): void => {
    revision += 1;
    orders.clear();
  };
  return {
    all: () => list,
    get: (id) => byId.get(id),
    add(record) {
      list.push(record);
      byId.set(record.id, record);
      touch();
    },
    touch,
    revision: () => revision,
    ordered(key, descending) {
      const name = `${key} ${descending ? 'desc' : 'asc'}`;
      const known = orders.get(name);
      if (known) return known;
      const sign = descending ? -1 : 1;
      const order = [...list].sort(
        (a, b) => sign * (numberAt(a, key) - numberAt(b, key)) || sign * (a.id - b.id),
      );
      orders.set(name, order);
      return order;
    },
  };
}

/** The number a record holds under a key, 0 if it holds none. */
function numberAt(record: object, key: string): number {
  const value: unknown = Reflect.get(record, key);
  return typeof value === 'number' ? value : 0;
}
