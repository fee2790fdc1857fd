import { expect, it } from 'vitest';
import { mayBeAdded } from '../../../renderer/call/match/isTheirs.ts';

const number = (e164: string | null) => ({ raw: e164 ?? '101', display: e164 ?? '101', e164 });

it('a number is offered to a card that was not found by it', () => {
  expect(mayBeAdded(number('+79161234567'), { phone: '+7 916 765-43-21' })).toBe(true);
  expect(mayBeAdded(number('+79161234567'), { phone: '' })).toBe(true);
});

it('nothing is offered where they have it, in whatever spelling, nor of colleagues and withheld callers', () => {
  expect(mayBeAdded(number('+79161234567'), { phone: '8 (916) 123-45-67' })).toBe(false);
  expect(mayBeAdded(number(null), { phone: '+7 916 765-43-21' })).toBe(false);
});
