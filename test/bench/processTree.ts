import { readFileSync, readdirSync } from 'node:fs';

/** A process and all that descend from it, by what /proc says now (Linux). */
export function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readOrEmpty(`/proc/${name}/stat`) : '';
    // The name of a program stands in parentheses and may hold anything; the parent is the second word after it.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const found = [root];
  for (const known of found) {
    for (const [child, parent] of parents) if (parent === known) found.push(child);
  }
  return found;
}

/**
 * Memory of a process tree in bytes: the sum of PSS, in which a page shared by n processes counts one n-th for each
 * (proc(5), smaps_rollup).
 */
export function memoryOf(root: number): number {
  const kilobytes = processTree(root).map((pid) =>
    Number(/^Pss:\s+(\d+) kB$/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) * 1024;
}

/**
 * Memory in bytes that is one process's own, whoever else runs the same program: its anonymous pages (proc(5),
 * smaps_rollup).
 */
export const anonymousOf = (pid: number): number =>
  Number(/^Anonymous:\s+(\d+) kB$/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1_024;

/** A process may end while it is looked at. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
