/**
 * Bria's desktop API (call-sources.md 1.5): text frames in the form of HTTP, CRLF, with an XML body.
 * Its answers are small and of fixed shape; what is needed of them is read by name, and nothing else.
 */
export interface BriaFrame {
  /** `HTTP/1.1 200 OK` or `POST /statusChange`. */
  readonly start: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface BriaCall {
  readonly id: string;
  readonly held: boolean;
  readonly participants: readonly BriaParticipant[];
}

export interface BriaParticipant {
  readonly number: string;
  readonly state: 'Ringing' | 'Connecting' | 'Connected' | 'Ended' | 'Failed' | 'other';
}

/** One frame; null when it is none. */
export function readBriaFrame(text: string): BriaFrame | null {
  const end = text.indexOf('\r\n\r\n');
  const head = (end < 0 ? text : text.slice(0, end)).split('\r\n');
  const start = head[0] ?? '';
  if (!/^(?:HTTP\/1\.\d \d{3}|(?:GET|POST) \/)/.test(start)) return null;
  const headers: Record<string, string> = {};
  for (const line of head.slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { start, headers, body: end < 0 ? '' : text.slice(end + 4) };
}

/** A request as Bria wants it. @param path `/status` and so on @param xml its body without the XML line */
export function briaRequest(path: string, id: number, xml: string): string {
  const body = `<?xml version="1.0" encoding="utf-8" ?>\r\n${xml}`;
  return [
    `GET ${path}`,
    'User-Agent: Ringside',
    `Transaction-ID: ${id}`,
    'Content-Type: application/xml',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** The calls of a `<status type="call">`; null when the body is something else. */
export function readBriaCalls(body: string): readonly BriaCall[] | null {
  if (!/<status\s(?:[^>]*\s)?type\s*=\s*["']call["']/.test(body)) return null;
  return elements(body, 'call').map((call) => ({
    id: textOf(call, 'id'),
    held: !['', 'none', 'notHeld'].includes(textOf(call, 'holdStatus')),
    participants: elements(call, 'participant').map((participant) => ({
      number: textOf(participant, 'number'),
      state: stateOf(textOf(participant, 'state')),
    })),
  }));
}

/** Text made fit for XML, which has no place for control characters. */
export function xmlText(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '').replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}

function stateOf(text: string): BriaParticipant['state'] {
  switch (text) {
    case 'Ringing':
    case 'Connecting':
    case 'Connected':
    case 'Ended':
    case 'Failed':
      return text;
    default:
      return 'other';
  }
}

/** The insides of every element of this name. They do not nest in themselves. */
function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^]*?)</${name}>`, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

function textOf(xml: string, name: string): string {
  return (elements(xml, name)[0] ?? '')
    .trim()
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
