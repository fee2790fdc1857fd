import { execFile } from 'node:child_process';

/** The names of all programs that run now, in small letters, without their folders: `microsip.exe`. Empty when the system does not say. */
export function runningPrograms(): Promise<readonly string[]> {
  const [program, args] =
    process.platform === 'win32'
      ? ['tasklist.exe', ['/FO', 'CSV', '/NH']]
      : // The whole line: under Wine a program of Windows is an argument.
        ['ps', ['-A', '-o', 'args=']];
  return new Promise((resolve) => {
    execFile(program, args, { windowsHide: true, maxBuffer: 8 * 2 ** 20 }, (_error, listed) => {
      resolve(namesIn(listed));
    });
  });
}

/** Every word that may be a program's name, whichever of the two lists it is. */
export function namesIn(listed: string): readonly string[] {
  const names = listed.split(/[\r\n]+/).flatMap((line) => {
    const quoted = /^"([^"]+)"/.exec(line)?.[1];
    if (quoted !== undefined) return [quoted];
    // Its path may have blanks: what stands behind the last separator of each word is looked at.
    return [...line.matchAll(/([^\\/\s"]+)(?=\s|"|$)/g)].map((match) => match[1] ?? '');
  });
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
