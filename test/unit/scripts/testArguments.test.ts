import { describe, expect, it } from 'vitest';
import { readTestArguments } from '../../../scripts/testArguments.ts';

const read = (...words: readonly string[]) =>
  readTestArguments(words, ['lint', 'build', 'unit', 'e2e'], ['unit', 'e2e']);
const all = { files: [], title: undefined, retry: undefined };

describe('npm test can run a part', () => {
  it('runs everything in its order when nothing is named, and the named checks in that order', () => {
    expect(read()).toEqual({ ...all, checks: ['lint', 'build', 'unit', 'e2e'] });
    expect(read('e2e', 'lint')).toEqual({ ...all, checks: ['lint', 'e2e'] });
  });

  it('takes parts of file names, a title and a number of tries', () => {
    expect(read('e2e', 'windows')).toEqual({ ...all, checks: ['e2e'], files: ['windows'] });
    expect(read('unit', 'calls/', 'relay')).toEqual({ ...all, checks: ['unit'], files: ['calls/', 'relay'] });
    expect(read('unit', '-t', 'a name')).toEqual({ ...all, checks: ['unit'], title: 'a name' });
    expect(read('unit', '-t', 'lint')).toEqual({ ...all, checks: ['unit'], title: 'lint' });
    expect(read('--retry', '0')).toMatchObject({ checks: ['lint', 'build', 'unit', 'e2e'], retry: '0' });
  });

  it.each([
    [['windows'], 'There is no check "windows"'],
    [['lint', 'windows'], 'There is no check "windows"'],
    [['-t', 'a name'], 'A title is looked for by unit, e2e'],
    [['--sideways'], "Unknown option '--sideways'"],
    [['unit', '-t'], "Option '-t, --title <value>' argument missing"],
  ])('says what is wrong with %j, and runs nothing', (words, sentence) => {
    expect(read(...words)).toContain(sentence);
  });
});
