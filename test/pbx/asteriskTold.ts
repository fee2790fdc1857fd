import type { AsteriskReport } from '../../main/calls/sources/asteriskCalls.ts';

/**
 * What was told, as scenes write it: without repetitions, and with each thing said once. That the caller waits on is left out:
 * whether his channel or the agent's goes first is Asterisk's to say.
 */
export function toldAs(reports: readonly AsteriskReport[]): readonly string[] {
  const lines: { readonly id: string | null; readonly text: string }[] = [];
  for (const { sourceCallId: id, kind, direction, rawNumber, reason } of reports) {
    if (kind === 'queued') continue;
    const begins = kind === 'ringing' || kind === 'dialing';
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
