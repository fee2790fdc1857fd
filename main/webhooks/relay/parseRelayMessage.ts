import type { RawData } from 'ws';
import type { Tell, tellSchema } from '../../../webhooks/relayProtocol.ts';

/** A text frame of the relay's as a message; null for what is none. */
export function parseRelayMessage(data: RawData, schema: typeof tellSchema): Tell | null {
  let message: unknown;
  try {
    message = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '');
  } catch {
    return null;
  }
  const read = schema.safeParse(message);
  return read.success ? read.data : null;
}
