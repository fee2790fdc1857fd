import { describe, expect, it } from 'vitest';
import { accountOf } from '../../../webhooks/accountOf.ts';
import { parseWebhook } from '../../../webhooks/parseWebhook.ts';
import { BODIES, NOTES, body } from './bodies.ts';

/** `RINGSIDE_FUZZ=100000 npm test -- unit` for the whole (half a minute); each run of the tests takes the same beginning of it. */
const COUNT = Number(process.env['RINGSIDE_FUZZ'] ?? 3_000);

/** mulberry32: every run mutates the same. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SEEDS = [...Object.values(BODIES), ...Object.values(NOTES)];
const NASTY = [
  '__proto__',
  'constructor',
  'prototype',
  '[]',
  '[',
  ']',
  ']=',
  '%',
  '%5',
  '%5B',
  '%255B',
  '%00',
  '%ED%A0%80',
  '%FF',
  '&',
  '&&&&',
  '=',
  '+',
  '.',
  '\0',
  '\r\n',
  '9'.repeat(400),
  '4294967295',
  '-1',
  '1e9',
  '[a]'.repeat(50),
  'account[id]=7',
  'account%5Bid%5D=8',
  '{"UNIQ":{"a":[',
  '"',
  '😀',
  '[toString]',
  '[hasOwnProperty]=',
  '[length]=5',
];

function mutated(random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? '';
  let text = pick(SEEDS);
  for (let turns = 1 + below(6); turns > 0; turns -= 1) {
    const at = below(text.length);
    const end = at + below(40);
    switch (below(9)) {
      case 0:
        text = text.slice(0, at) + text.slice(end);
        break;
      case 1:
        text = text.slice(0, at) + pick(NASTY) + text.slice(at);
        break;
      case 2:
        text = text.slice(0, at) + pick(NASTY) + text.slice(end);
        break;
      case 3:
        text = text.slice(0, at) + String.fromCharCode(below(0x250)) + text.slice(at + 1);
        break;
      case 4:
        text = text.slice(0, at) + pick(SEEDS).slice(below(200));
        break;
      case 5: {
        const pairs = text.split('&');
        const one = pairs[below(pairs.length)] ?? '';
        text = [...pairs, ...Array.from({ length: below(30) }, () => one)].join('&');
        break;
      }
      case 6:
        text = text
          .split('&')
          .map((pair) => [random(), pair] as const)
          .sort(([a], [b]) => a - b)
          .map(([, pair]) => pair)
          .join('&');
        break;
      case 7:
        text = text.replaceAll(
          '%5B0%5D',
          pick(['%5B%5D', '%5B007%5D', '%5B4294967296%5D', '', '%5B__proto__%5D']),
        );
        break;
      default:
        text = text.slice(0, at) + text.slice(at, end).repeat(1 + below(20)) + text.slice(end);
    }
  }
  return text;
}

/** Characters in all texts and keys of a value. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.entries(value).reduce((sum, [key, inner]) => sum + key.length + sizeOf(inner), 8);
}

describe('a mutated body', () => {
  it(`is read without a crash, reaches no prototype, grows no larger than it was (${COUNT} of them)`, () => {
    const random = seeded(6);
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    const worst = { growth: 0, text: '' };
    for (let turn = 0; turn < COUNT; turn += 1) {
      const text = mutated(random);
      const read = parseWebhook(text);
      if (!read.ok) throw new Error(`refused: ${text.slice(0, 200)}`);
      // Relay and desktop must not take a body for two accounts.
      const named = accountOf(text);
      expect(read.body.account.id).toBe(named.kind === 'named' ? named.id : null);
      expect(read.body.notUnderstood.length).toBeLessThanOrEqual(100);
      const growth = sizeOf(read.body) / (text.length + 1_000);
      if (growth > worst.growth) Object.assign(worst, { growth, text });
    }
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
    if (worst.growth >= 20) throw new Error(`grew ${worst.growth} times: ${worst.text}`);
  });

  it.each([
    ['one key many times', 'a=1&'.repeat(50_000)],
    ['empty brackets', 'a[]=1&'.repeat(50_000)],
    ['brackets in brackets', `a${'[b]'.repeat(100_000)}=1`],
    ['brackets never closed', `a${'['.repeat(200_000)}=1`],
    [
      'numbers far apart',
      Array.from({ length: 20_000 }, (_, at) => `leads[add][${at * 99_991}][id]=1`).join('&'),
    ],
    ['many unknown keys', Array.from({ length: 50_000 }, (_, at) => `k${at}=1`).join('&')],
    [
      'many fields of one lead',
      Array.from({ length: 50_000 }, (_, at) => `leads[add][0][k${at}]=1`).join('&'),
    ],
    ['a long value', `leads[add][0][name]=${'%D0%98'.repeat(300_000)}`],
    ['percent signs', `leads[add][0][name]=${'%'.repeat(1_000_000)}`],
    [
      'JSON in JSON',
      body({ leads: { note: [{ note: { id: '1', note_type: '10', text: '['.repeat(500_000) } }] } }),
    ],
  ])('that is made to be slow is read all the same: %s', (_, text) => {
    const read = parseWebhook(text);
    expect(read.ok && sizeOf(read.body)).toBeLessThan(text.length * 20 + 1_000);
  });
});

describe('accountOf', () => {
  it.each([
    ['as it is sent', 'a=1&account%5Bid%5D=31000001&b=2', { kind: 'named', id: 31000001 }],
    ['plain brackets', 'account[id]=5', { kind: 'named', id: 5 }],
    ['every letter encoded', '%61%63%63%6F%75%6E%74%5b%69%64%5d=%35', { kind: 'named', id: 5 }],
    ['twice the same', 'account[id]=5&account%5bid%5d=5', { kind: 'named', id: 5 }],
    ['two accounts', 'account[id]=5&account%5bid%5d=6', { kind: 'unclear' }],
    ['no number', 'account[id]=5e3', { kind: 'unclear' }],
    ['a very long number', `account[id]=${'1'.repeat(10_000)}`, { kind: 'unclear' }],
    ['none', 'task[delete][0][id]=3', { kind: 'unnamed' }],
    ['only in a value', 'a=account[id]=5', { kind: 'unnamed' }],
    ['nothing', '', { kind: 'unnamed' }],
  ])('finds the account, %s', (_, text, found) => {
    expect(accountOf(text)).toEqual(found);
  });
});
