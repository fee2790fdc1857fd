import type { AgentWrite } from '../../../preload/contract.ts';
import { assertNever } from '../../state/assertNever.ts';

/** One thing of a write that can be edited, as a field holds it. */
export interface WriteField {
  readonly name: 'text' | 'name' | 'phones' | 'price' | 'till';
  /** `till` is Unix ms as a number; a price is whole units, '' for none; phones are one a line. */
  readonly value: string;
}

/** What of a write can be edited in place; empty when it is best done on its card. */
export function fieldsOf(write: AgentWrite): readonly WriteField[] {
  switch (write.kind) {
    case 'addNote':
      return [{ name: 'text', value: write.text }];
    case 'createTask':
      return [{ name: 'text', value: write.text }, till(write.completeTill)];
    case 'completeTask':
      return [{ name: 'text', value: write.resultText }];
    case 'assignTask':
      return [];
    case 'moveTask':
      return [till(write.completeTill)];
    case 'patchContact':
      return [
        ...(write.name === undefined ? [] : [{ name: 'name' as const, value: write.name }]),
        ...(write.phones === undefined
          ? []
          : [{ name: 'phones' as const, value: write.phones.after.join('\n') }]),
      ];
    case 'newContact':
      return [
        { name: 'name', value: write.name },
        { name: 'phones', value: write.phones.join('\n') },
      ];
    case 'createLead':
      return [
        { name: 'name', value: write.name },
        { name: 'price', value: String(write.price ?? '') },
      ];
    case 'patchLead':
      return [
        ...(write.name === undefined ? [] : [{ name: 'name' as const, value: write.name }]),
        ...(write.price === undefined ? [] : [{ name: 'price' as const, value: String(write.price) }]),
      ];
    default:
      return assertNever(write);
  }
}

/** The write with its fields as they were edited; null while one of them cannot be what it stands for. */
export function withFields(write: AgentWrite, fields: readonly WriteField[]): AgentWrite | null {
  const texts = new Map(fields.map(({ name, value }) => [name, value.trim()]));
  const text = texts.get('text') ?? '';
  const name = texts.get('name') ?? '';
  const phones = (texts.get('phones') ?? '')
    .split('\n')
    .map((phone) => phone.trim())
    .filter((phone) => phone !== '');
  const price = priceOf(texts.get('price') ?? '');
  const completeTill = Math.floor(Number(texts.get('till') ?? '') / 1000);
  if (texts.has('name') && name === '') return null;
  if (price === undefined || (texts.has('till') && !(completeTill > 0))) return null;
  switch (write.kind) {
    case 'addNote':
      return text === '' ? null : { ...write, text };
    case 'createTask':
      return text === '' ? null : { ...write, text, completeTill };
    case 'completeTask':
      return { ...write, resultText: text };
    case 'assignTask':
      return write;
    case 'moveTask':
      return { ...write, completeTill };
    case 'patchContact':
      return {
        ...write,
        ...(texts.has('name') ? { name } : {}),
        ...(write.phones === undefined ? {} : { phones: { ...write.phones, after: phones } }),
      };
    case 'newContact':
      return { ...write, name, phones };
    case 'createLead':
      return { ...write, name, price };
    case 'patchLead':
      return {
        ...write,
        ...(texts.has('name') ? { name } : {}),
        ...(texts.has('price') && price !== null ? { price } : {}),
      };
    default:
      return assertNever(write);
  }
}

const till = (seconds: number): WriteField => ({ name: 'till', value: String(seconds * 1000) });

/** Whole units; null for none, undefined for what is no price. */
function priceOf(text: string): number | null | undefined {
  if (text === '') return null;
  const price = Number(text.replaceAll(/\s/g, ''));
  return Number.isSafeInteger(price) && price >= 0 ? price : undefined;
}
