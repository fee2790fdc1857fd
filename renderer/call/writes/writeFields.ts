import type { AgentWrite } from '../../../preload/contract.ts';

/** One thing of a write that can be edited, as a field holds it. */
export interface WriteField {
  readonly name: 'text' | 'name' | 'phones' | 'price' | 'till';
  /** `till` is Unix ms as a number; a price is whole units, '' for none; phones are one a line. */
  readonly value: string;
}

type Keys<W> = W extends unknown ? keyof W : never;
type ValueOf<K, W = AgentWrite> = W extends { readonly [P in K & string]?: infer V } ? V : never;

/** How what stands under a key of a write is edited. */
interface Editing<V> {
  readonly name: WriteField['name'];
  shown(value: V): string;
  /** Undefined for what it cannot be. */
  read(text: string, before: V, write: AgentWrite): V | undefined;
}

/** Whatever kind a write is of, these of its keys are edited so, in this order. */
const editing: { readonly [K in Keys<AgentWrite>]?: Editing<Exclude<ValueOf<K>, undefined>> } = {
  name: { name: 'name', shown: String, read: (text) => text || undefined },
  phones: {
    name: 'phones',
    shown: (phones) => ('after' in phones ? phones.after : phones).join('\n'),
    read(text, before) {
      const phones = text
        .split('\n')
        .map((phone) => phone.trim())
        .filter((phone) => phone !== '');
      return 'after' in before ? { ...before, after: phones } : phones;
    },
  },
  text: { name: 'text', shown: String, read: (text) => text || undefined },
  resultText: { name: 'text', shown: String, read: (text) => text },
  price: { name: 'price', shown: (price) => String(price ?? ''), read: readPrice },
  completeTill: {
    name: 'till',
    shown: (seconds) => String(seconds * 1000),
    read: (text) => (Number(text) >= 1000 ? Math.floor(Number(text) / 1000) : undefined),
  },
};

/** What of a write can be edited in place; empty when it is best done on its card. */
export function fieldsOf(write: AgentWrite): readonly WriteField[] {
  return edited(write).map((field) => ({ name: field.name, value: field.shown(field.value) }));
}

/** The write with its fields as they were edited; null while one of them cannot be what it stands for. */
export function withFields(write: AgentWrite, fields: readonly WriteField[]): AgentWrite | null {
  const values = edited(write).map((one) => {
    const text = fields.find(({ name }) => name === one.name)?.value.trim() ?? '';
    return [one.key, one.read(text, one.value, write)] as const;
  });
  if (values.some(([, value]) => value === undefined)) return null;
  return Object.assign({}, write, Object.fromEntries(values)) as AgentWrite;
}

/** The keys a write has that are edited, each with how and with what stands there. */
function edited(
  write: AgentWrite,
): readonly (Editing<unknown> & { readonly key: string; readonly value: unknown })[] {
  const stands: Readonly<Record<string, unknown>> = write;
  return Object.entries(editing as Readonly<Record<string, Editing<unknown>>>)
    .map(([key, how]) => ({ ...how, key, value: stands[key] }))
    .filter(({ value }) => value !== undefined);
}

/** Whole units. None is a price a new deal may have; a changed one stays as it was then. */
function readPrice(text: string, before: number | null, write: AgentWrite): number | null | undefined {
  if (text === '') return 'leadId' in write ? before : null;
  const price = Number(text.replaceAll(/\s/g, ''));
  return Number.isSafeInteger(price) && price >= 0 ? price : undefined;
}
