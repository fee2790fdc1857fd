import { describe, expect, it } from 'vitest';
import { fitsWords } from '../../../../renderer/account/search/commands.ts';

describe('what can be done from the search', () => {
  it.each([
    ['Go to missed calls', 'mis', true],
    ['Go to missed calls', 'calls mis', true],
    ['Go to missed calls', '', true],
    ['Go to missed calls', 'issed', false],
    ['Перейти к пропущенным', 'ПРОП', true],
    ['New deal', 'new contact', false],
  ])('“%s” fits “%s”: %s', (words, text, fits) => {
    expect(fitsWords(words, text)).toBe(fits);
  });

  it('stands in no number’s way: whoever has it is the only line', () => {
    expect(fitsWords('Switch to 24 Hours', '24')).toBe(false);
    expect(fitsWords('New deal', '+1 202')).toBe(false);
  });
});
