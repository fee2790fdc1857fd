import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../../../main/journal/journal.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { createPatience, LONGEST_WAIT_MS } from '../../../../main/journal/disk/lockRetry.ts';
import type { Patience } from '../../../../main/journal/disk/lockRetry.ts';
import { attempt } from '../../../../main/journal/journalError.ts';
import { fail } from '../../../../main/common/result.ts';
import { createFakeClock } from '../../fakeClock.ts';
import type { FakeClock } from '../../fakeClock.ts';
import { hold } from '../otherProgram.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

let folder: string;
let file: string;
let journal: Journal;
let clock: FakeClock;
let patience: Patience;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-patience-'));
  file = join(folder, 'journal.db');
  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
  journal.accounts.put(sampleAccount('a'));
  journal.calls.putFacts(sampleCall('a', 'c'));
  clock = createFakeClock();
  patience = createPatience({ disk: journal.disk, clock });
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const setNote = (note: string) => () => {
  const set = attempt(() => journal.calls.setNote('a', 'c', note));
  return set.ok ? set : fail({ code: set.error });
};
const note = (): string | undefined => journal.calls.get('a', 'c')?.note;

it('what can be written is answered at once', () => {
  expect(patience(setNote('now'))).toMatchObject({ ok: true });
});

describe('while another program holds the journal', () => {
  it('what agents ask waits without anybody being blocked, and is done in their order', async () => {
    const other = hold(file);
    const asked = ['a', 'ab', 'abc'].map((text) => patience(setNote(text)));
    await clock.advance(8_000);
    expect(note()).toBe('');
    other.letGo();
    const later = patience(setNote('abcd'));
    await clock.advance(100);
    expect(await Promise.all([...asked, later])).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    expect(note()).toBe('abcd');
    expect(patience(setNote('at once'))).toMatchObject({ ok: true });
  });

  it('they are told in the end that nothing was saved', async () => {
    const other = hold(file);
    const asked = patience(setNote('lost'));
    await clock.advance(LONGEST_WAIT_MS + 100);
    expect(await asked).toEqual({ ok: false, error: { code: 'journal' } });
    other.letGo();
    expect(note()).toBe('');
  });
});

it('any other failure is told at once', () => {
  expect(patience(() => fail({ code: 'tooLate' }))).toEqual({ ok: false, error: { code: 'tooLate' } });
});
