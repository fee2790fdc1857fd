import { beforeEach, expect, it } from 'vitest';
import { telLinksOut } from '../../../main/setup/telLinkFallback.ts';

let done: string[];
beforeEach(() => {
  done = [];
});
const opening = (
  state: 'ours' | 'other' | 'none',
  before: string | null = null,
  platform: NodeJS.Platform = 'linux',
  starts = true,
): Promise<boolean> =>
  telLinksOut({
    holderOf: async () => ({ state, holder: null }),
    before: () => before,
    platform,
    openTel: async (url) => done.push(`system ${url}`) > 0,
    run: async (program, args) => done.push([program, ...args].join(' ')) > 0 && starts,
  })('tel:+79161234567');

it('goes to the system where another program has the links, or none', async () => {
  expect(await opening('other')).toBe(true);
  expect(await opening('none')).toBe(true);
  expect(done).toEqual(['system tel:+79161234567', 'system tel:+79161234567']);
});

it('goes to the program that had the links before Ringside took them, and never back to Ringside', async () => {
  expect(await opening('ours', 'linphone.desktop')).toBe(true);
  expect(done).toEqual(['gtk-launch linphone.desktop tel:+79161234567']);
});

it('is refused, not dialled in a circle, where that program is gone, unknown or cannot be started', async () => {
  expect(await opening('ours')).toBe(false);
  expect(await opening('ours', 'linphone.desktop', 'win32')).toBe(false);
  expect(done).toEqual([]);
  expect(await opening('ours', 'gone.desktop', 'linux', false)).toBe(false);
});
