/**
 * The text of a system's notification. On Linux the body is markup (the desktop notifications specification: `<b>`, `<a
 * href>`, `<img>`), and names in it are a stranger's; the title is plain text there. Windows and macOS take both as they are.
 */
export function noticeBody(text: string, platform: NodeJS.Platform): string {
  const plain = oneLine(text);
  if (platform !== 'linux') return plain;
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export const noticeTitle = (text: string): string => oneLine(text);

/** Without control characters and marks that turn what follows around; a notification has a few lines of room. */
function oneLine(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1).replace(/\p{Cs}$/u, '')}…`;
}

const LONGEST = 300;
