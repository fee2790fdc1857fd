import { createAmiReader } from '../../main/sources/asterisk/amiReader.ts';
import { createAsteriskCalls, type AsteriskReport } from '../../main/sources/asterisk/asteriskCalls.ts';
import { MY_DEVICES } from './sceneParts.ts';

/**
 * What was told, as scenes write it: without repetitions, and with each thing said once. That the caller waits on is left out:
 * whether their channel or the agent's goes first is Asterisk's to say.
 */
export function toldAs(reports: readonly AsteriskReport[]): readonly string[] {
  const lines: { readonly id: string | null; readonly text: string }[] = [];
  for (const { sourceCallId: id, kind, direction, rawNumber, reason } of reports) {
    if (kind === 'queued') continue;
    // A call that was fetched begins with its answer.
    const isFirst = !lines.some((line) => line.id === id);
    const begins = kind === 'ringing' || kind === 'dialing' || (kind === 'answered' && isFirst);
    const parts = begins
      ? [kind, direction, rawNumber]
      : kind === 'renumbered'
        ? [kind, rawNumber]
        : [kind, reason];
    const text = parts.filter((part) => part !== undefined && part !== null).join(' ');
    if (!lines.some((line) => line.id === id && line.text === text)) lines.push({ id, text });
  }
  return lines.map(({ text }) => text);
}

/** What a recording tells, read in pieces of this many bytes. */
export function replayed(bytes: Buffer, piece: number, devices = MY_DEVICES): readonly AsteriskReport[] {
  const reader = createAmiReader();
  reader.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  const calls = createAsteriskCalls(devices);
  const reports: AsteriskReport[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    for (const message of reader.push(bytes.subarray(at, at + piece)) ?? [])
      reports.push(...calls.take(message));
  }
  return reports;
}
