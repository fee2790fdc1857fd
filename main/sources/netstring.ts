/**
 * Netstrings (`5:hello,`) out of a stream in pieces of any size. Broken framing ends the stream: there is
 * no way to find the next beginning.
 */
export interface NetstringReader {
  /** The whole strings that are complete now; null when the stream is none. */
  push(bytes: Buffer): readonly string[] | null;
}

/** No event of a phone is longer; more is not a phone. */
const LONGEST = 1_000_000;

export function createNetstringReader(): NetstringReader {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(bytes) {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const texts: string[] = [];
      for (;;) {
        const colon = rest.subarray(0, 8).indexOf(0x3a);
        if (colon < 0) return rest.length >= 8 ? null : texts;
        const digits = rest.toString('latin1', 0, colon);
        if (!/^\d{1,7}$/.test(digits) || Number(digits) > LONGEST) return null;
        const end = colon + 1 + Number(digits);
        if (rest.length <= end) return texts;
        if (rest[end] !== 0x2c) return null;
        texts.push(rest.toString('utf8', colon + 1, end));
        rest = rest.subarray(end + 1);
      }
    },
  };
}

/**
 * A command for baresip's `ctrl_tcp`. baresip puts command and parameters into one line of its own, so that a line
 * break, or any control character, in a parameter would say something else there: they are left out.
 */
export function baresipCommand(command: string, params: string, token: string): string {
  return netstring(JSON.stringify({ command, params: params.replaceAll(/\p{Cc}/gu, ''), token }));
}

/** One netstring; its length counts UTF-8 bytes. */
function netstring(text: string): string {
  return `${Buffer.byteLength(text)}:${text},`;
}
