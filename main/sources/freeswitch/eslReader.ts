/**
 * FreeSWITCH's event socket: blocks of `Key: value` lines, an empty line, then as many bytes of body as
 * `Content-Length` says.
 */
export interface EslMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface EslReader {
  /** The messages that are complete now; null when the stream is no event socket. */
  push(bytes: Buffer): readonly EslMessage[] | null;
}

/** No event is longer; more is not FreeSWITCH. */
const LONGEST = 2_000_000;

export function createEslReader(): EslReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(bytes) {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const messages: EslMessage[] = [];
      for (;;) {
        const end = rest.indexOf('\n\n');
        if (end < 0) return rest.length > LONGEST ? null : messages;
        const headers = parseHeaders(rest.toString('utf8', 0, end));
        if (headers['Content-Type'] === undefined) return null;
        const length = Number(headers['Content-Length'] ?? '0');
        if (!Number.isInteger(length) || length < 0 || length > LONGEST) return null;
        if (rest.length < end + 2 + length) return messages;
        messages.push({ headers, body: rest.toString('utf8', end + 2, end + 2 + length) });
        rest = rest.subarray(end + 2 + length);
      }
    },
  };
}

/** A command as text. It ends at an empty line, and a line break begins a header of it: what has one is cut there. */
export function eslCommand(command: string): string {
  return `${command.replace(/[\r\n\0].*$/su, '')}\n\n`;
}

function parseHeaders(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon)] = line.slice(colon + 1).trim();
  }
  return headers;
}
