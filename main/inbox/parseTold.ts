import type { RawData } from 'ws';
import type { Tell, tellSchema } from '../../webhooks/wire.ts';

/** A text frame of the relay's as a message; null for what is none. */
export function parseTold(data: RawData, schema: typeof tellSchema): Tell | null {
  let told: unknown;
  try {
    told = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '');
  } catch {
    return null;
  }
  const read = schema.safeParse(told);
  return read.success ? read.data : null;
}
