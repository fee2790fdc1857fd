import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../../preload/contract.ts';
import { syncWords, timeLeft } from '../../../renderer/account/syncWords.ts';
import { createFormat } from '../../../renderer/i18n/format.ts';
import type { Language } from '../../../i18n/languages.ts';
import { speak } from '../../speech.ts';

const NOW = Date.UTC(2025, 10, 20, 9);
const halfway: SyncState = {
  phase: 'first',
  stored: 50_000,
  contacts: 50_000,
  completedAt: null,
  failure: null,
  first: { walked: 50_000, total: 100_000, timeLeftMs: 150_000 },
  skipped: 0,
};
const said = (language: Language, phase: SyncState['phase']): string =>
  syncWords(speak(language), createFormat(language), { ...halfway, phase }, NOW).replaceAll(/\s/gu, ' ');

describe('the first copy of 100,000 contacts', () => {
  it('says how many are here, and when it is paused, in both languages', () => {
    expect(said('en', 'first')).toBe('Copying contacts: 50,000 so far');
    expect(said('en', 'paused')).toBe('Copying paused at 50,000 contacts');
    expect(said('ru', 'first')).toBe('Копируем контакты: пока 50 000');
    expect(said('ru', 'paused')).toBe('Копирование на паузе: 50 000 контактов');
  });

  it.each([
    [59_000, 'less than a minute left', 'осталось меньше минуты'],
    [60_000, 'about 1 minute left', 'осталось около 1 минуты'],
    [61_000, 'about 2 minutes left', 'осталось около 2 минут'],
    [1_260_000, 'about 21 minutes left', 'осталось около 21 минуты'],
  ])('with %i ms to go says so in whole minutes, rounded up', (ms, en, ru) => {
    expect(timeLeft(speak('en'), ms)).toBe(en);
    expect(timeLeft(speak('ru'), ms)).toBe(ru);
  });
});
