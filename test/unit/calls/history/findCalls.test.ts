import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallHistory, type CallHistory } from '../../../../main/calls/history/callHistory.ts';
import { createCallViews } from '../../../../main/calls/history/callViews.ts';
import { systemClock } from '../../../../main/common/clock.ts';
import { createJournal } from '../../../../main/journal/createJournal.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { openDatabase, type JournalDatabase } from '../../../../main/journal/journalDatabase.ts';
import { migrate } from '../../../../main/journal/migrate.ts';
import type { Language } from '../../../../i18n/languages.ts';
import { speak } from '../../../speech.ts';
import { sampleAccount, sampleCall } from '../../journal/sample.ts';

let folder: string;
let database: JournalDatabase;
let journal: Journal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-find-'));
  database = openDatabase(join(folder, 'journal.db'));
  migrate(database);
  journal = createJournal(database);
  journal.accounts.put(sampleAccount('a'));
  journal.accounts.put(sampleAccount('b', 1));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const historyIn = (language: Language): CallHistory =>
  createCallHistory(
    journal,
    createCallViews({ journal, clock: systemClock, emit: () => undefined }),
    speak(language),
  );

/** Ids that a search finds, newest first, however many requests that takes. */
function find(text: string, language: Language = 'en', limit = 100): readonly string[] {
  const history = historyIn(language);
  const found: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page = history.page('a', { filter: 'all', text, before: null, cursor, limit });
    if (!page.ok) throw new Error(page.error);
    found.push(...page.value.rows.map(({ id }) => id));
    cursor = page.value.next;
    if (cursor === null) return found;
  }
}

describe('a search in the calls', () => {
  beforeEach(() => {
    const put = (id: string, more: Parameters<typeof sampleCall>[2]): void =>
      journal.calls.putFacts(sampleCall('a', id, more));
    put('anna', { startedAt: 5_000, callerName: 'Анна Королёва', rawNumber: '8 916 123-45-67' });
    put('jose', {
      startedAt: 4_000,
      callerName: 'José Núñez',
      rawNumber: '+1 602 555 0162',
      e164: '+16025550162',
    });
    put('missed', {
      startedAt: 3_000,
      callerName: null,
      e164: '+442079460000',
      endReason: 'missed',
      answeredAt: null,
    });
    put('chosen', { startedAt: 2_000, callerName: null, e164: '+442079460001' });
    journal.calls.setChosen('a', 'chosen', {
      entity: 'contact',
      entityId: 7,
      leadId: null,
      name: 'Thomas Adams',
    });
    journal.calls.setNote('a', 'anna', 'Хочет доставку 15 числа');
    journal.calls.setResult('a', 'jose', 5);
    journal.calls.putFacts(sampleCall('b', 'others', { callerName: 'Анна Королёва', startedAt: 9_000 }));
  });

  it.each([
    ['a name', 'королева', ['anna']],
    ['a name without its accents', 'jose nunez', ['jose']],
    ['whom the agent chose', 'adams', ['chosen']],
    ['words of the note, in any order', 'числа доставку', ['anna']],
    ['a number in the note', '15', ['anna']],
    ['a part of the number', '555 01', ['jose']],
    ['the number as it is dialled in its country', '8 (916) 123', ['anna']],
    ['what came of it', 'wrong', ['jose']],
    ['calls that were missed', 'missed', ['missed']],
    ['a name and a result', 'núñez wrong', ['jose']],
    ['words that no one call has', 'adams wrong', []],
  ])('finds %s: %s', (_what, text, ids) => {
    expect(find(text)).toEqual(ids);
  });

  it('finds a result in the words of the agent, as lists and as keys say it', () => {
    expect(find('не тот', 'ru')).toEqual(['jose']);
    expect(find('пропущен', 'ru')).toEqual(['missed']);
    expect(find('wrong', 'ru')).toEqual([]);
  });

  it('goes through years of calls a stretch at a time and leaves none out', () => {
    database.transaction(() => {
      for (let index = 0; index < 1_700; index += 1) {
        const callerName = index % 400 === 7 ? 'Needle' : 'Hay';
        journal.calls.putFacts(sampleCall('a', `old${index}`, { startedAt: 1, callerName }));
      }
    });
    const first = historyIn('en').page('a', {
      filter: 'all',
      text: 'adams',
      before: null,
      cursor: null,
      limit: 9,
    });
    expect(first).toMatchObject({ ok: true, value: { total: null } });
    const needles = ['old7', 'old407', 'old807', 'old1207', 'old1607'].toSorted().toReversed();
    expect(find('needle')).toEqual(needles);
    expect(find('needle', 'en', 1)).toEqual(needles);
  });
});
