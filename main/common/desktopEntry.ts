/**
 * Program and arguments as a desktop entry's `Exec` has them (Desktop Entry 1.5): each quoted, and then every backslash
 * doubled, because the value is a string with escapes of its own.
 */
export function execLine(command: readonly string[]): string {
  return command
    .map((word) => `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`)
    .join(' ')
    .replaceAll('\\', '\\\\');
}
