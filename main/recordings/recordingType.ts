/** What a recording's bytes are. */

const starts = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(text, 'latin1').every((sign, index) => bytes[at + index] === sign);

/** The type a player takes them as, by how they begin; null for what begins like none. */
export function soundType(bytes: Uint8Array): string | null {
  if (starts(bytes, 'RIFF') && starts(bytes, 'WAVE', 8)) return 'audio/wav';
  if (starts(bytes, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) return 'audio/mpeg';
  if (starts(bytes, 'OggS')) return 'audio/ogg';
  if (starts(bytes, 'fLaC')) return 'audio/flac';
  if (starts(bytes, 'ftyp', 4)) return 'audio/mp4';
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return 'audio/webm';
  return null;
}

/** Whether a server may call a recording so: sound, a film's sound, or that it does not know. */
export function mayBeSound(contentType: string | undefined): boolean {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return (
    type === '' ||
    /^(?:audio|video)\//u.test(type) ||
    ['application/octet-stream', 'binary/octet-stream', 'application/ogg', 'application/mp4'].includes(type)
  );
}
