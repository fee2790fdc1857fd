/** The Asterisk Manager Interface's text: blocks of `Key: Value` lines, an empty line after each. */

/** One block. Keys as Asterisk writes them; of a repeated key the last one counts. */
export type AmiMessage = Readonly<Record<string, string>>;

export interface AmiReader {
  /** The blocks that are complete now; null when the stream is no AMI (a line without end). */
  push(bytes: Buffer): readonly AmiMessage[] | null;
  /** The interface's version as the greeting says it (`11.0.0` of Asterisk 22, `1.1` of 1.8); null before it. */
  version(): string | null;
  /** How many lines were no `Key: Value` since this was asked last; they are left, and their blocks are read. */
  takeUnread(): number;
}

const GREETING = 'Asterisk Call Manager/';
/** No block of Asterisk is longer; more is not Asterisk. */
const LONGEST = 1_000_000;

export function createAmiReader(): AmiReader {
  let rest = '';
  let version: string | null = null;
  let unread = 0;
  function parseBlock(block: string): AmiMessage {
    const fields: Record<string, string> = {};
    for (const line of block.split('\r\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trim();
      else if (line !== '') unread += 1;
    }
    return fields;
  }

  return {
    push(bytes) {
      // Blocks are ASCII but for names, and a name cut between two pieces is never one we read.
      rest += bytes.toString('utf8');
      if (version === null) {
        if (!rest.startsWith(GREETING.slice(0, rest.length))) return null;
        const end = rest.indexOf('\r\n');
        if (end < 0) return rest.length > 200 ? null : [];
        version = rest.slice(GREETING.length, end).trim();
        rest = rest.slice(end + 2);
      }
      const blocks = rest.split('\r\n\r\n');
      rest = blocks.pop() ?? '';
      return rest.length > LONGEST ? null : blocks.map(parseBlock);
    },
    version: () => version,
    takeUnread() {
      const count = unread;
      unread = 0;
      return count;
    },
  };
}

/**
 * True of an interface that tells no calls as Ringside hears them: `DialBegin` and `Linkedid` came with Asterisk 12, whose
 * version is 2.0. Before (Elastix, Issabel with Asterisk 11) it is 1.x.
 */
export function isTooOld(version: string): boolean {
  return /^[01](?:\.|$)/.test(version);
}

/** An action as text. A line break in a value would begin another header: it ends the value. */
export function amiAction(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(
    ([key, value]) => `${key}: ${value.replace(/[\r\n\0].*$/s, '')}\r\n`,
  );
  return `${lines.join('')}\r\n`;
}
