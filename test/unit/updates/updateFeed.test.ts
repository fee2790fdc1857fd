import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedOf } from '../../../main/updates/updateFeed.ts';

let resources: string;
beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), 'ringside-feed-'));
});
afterEach(() => {
  rmSync(resources, { recursive: true });
});

const write = (url: string): void => {
  const text = `provider: generic\nurl: ${url}\nupdaterCacheDirName: ringside-updater\n`;
  writeFileSync(join(resources, 'app-update.yml'), text);
  writeFileSync(join(resources, 'update-key.pem'), 'KEY');
};
const feed = (more: Partial<Parameters<typeof feedOf>[0]> = {}) =>
  feedOf({ isPackaged: true, platform: 'win32', resources, appImage: undefined, ...more });

describe('where updates come from', () => {
  it('is nowhere for a working copy, and for a package that was built without a feed', () => {
    expect(feed({ isPackaged: false })).toEqual({ ok: false, error: 'unpackaged' });
    expect(feed()).toEqual({ ok: false, error: 'noFeed' });
  });

  it('is the feed built in with its key', () => {
    write('https://updates.example.com/ringside');
    expect(feed()).toEqual({
      ok: true,
      value: { url: 'https://updates.example.com/ringside', publicKey: 'KEY' },
    });
  });

  it('is no feed without a key: nobody could say whose files those are', () => {
    write('https://updates.example.com/');
    rmSync(join(resources, 'update-key.pem'));
    expect(feed()).toEqual({ ok: false, error: 'noFeed' });
  });

  it.each([
    'http://updates.example.com/',
    'ftp://updates.example.com/',
    'file:///tmp/',
    'updates',
    'http://127.0.0.1.evil.example/',
  ])('is no feed at %s', (url) => {
    write(url);
    expect(feed()).toEqual({ ok: false, error: 'noFeed' });
  });

  it('on Linux is for the AppImage alone: a deb is updated by the system', () => {
    write("'https://updates.example.com/'");
    expect(feed({ platform: 'linux' })).toEqual({ ok: false, error: 'bySystem' });
    expect(feed({ platform: 'linux', appImage: '/opt/Ringside.AppImage' }).ok).toBe(true);
  });
});
