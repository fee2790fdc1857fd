/** The Asterisk Manager Interface's text: blocks of `Key: Value` lines, an empty line after each. */

/** One block. Keys as Asterisk writes them; of a repeated key the last one counts. */
export type AmiMessage = Readonly<Record<string, string>>;

export interface AmiReader {
  /** The blocks that are complete now; null when the stream is no AMI (a line without end). */
  push(bytes: Buffer): readonly AmiMessage[] | null;
}

const GREETING = 'Asterisk Call Manager/';
/** No block of Asterisk is longer; more is not Asterisk. */
const LONGEST = 1_000_000;

export function createAmiReader(): AmiReader {
  let rest = '';
  let greeted = false;
  return {
    push(bytes) {
      // Blocks are ASCII but for names, and a name cut between two pieces is never one we read.
      rest += bytes.toString('utf8');
      if (!greeted) {
        if (!rest.startsWith(GREETING.slice(0, rest.length))) return null;
        const end = rest.indexOf('\r\n');
        if (end < 0) return rest.length > 200 ? null : [];
        greeted = true;
        rest = rest.slice(end + 2);
      }
      const blocks = rest.split('\r\n\r\n');
      rest = blocks.pop() ?? '';
      return rest.length > LONGEST ? null : blocks.map(parseBlock);
    },
  };
}

function parseBlock(block: string): AmiMessage {
  const fields: Record<string, string> = {};
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trim();
  }
  return fields;
}

/** An action as text. A line break in a value would begin another header: it ends the value. */
export function amiAction(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(
    ([key, value]) => `${key}: ${value.replace(/[\r\n].*$/s, '')}\r\n`,
  );
  return `${lines.join('')}\r\n`;
}
