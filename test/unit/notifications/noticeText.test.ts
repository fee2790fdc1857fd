import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { noticeBody, noticeTitle } from '../../../main/notifications/noticeText.ts';

describe('a name in a notification', () => {
  const hostile = '<a href="https://evil.example">Bank</a> & <img src=x>';

  it('is text, not markup, where the body is markup', () => {
    expect(noticeBody(hostile, 'linux')).toBe(
      '&lt;a href="https://evil.example"&gt;Bank&lt;/a&gt; &amp; &lt;img src=x&gt;',
    );
  });

  it.each(['win32', 'darwin'] as const)('stands as it is on %s, where nothing is markup', (platform) => {
    expect(noticeBody(hostile, platform)).toBe(hostile);
  });

  it('whatever it is, brings no tag and no entity of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('<>&;aquot#lgmp"/ =')) }), (text) => {
        const body = noticeBody(text, 'linux');
        expect(body).not.toMatch(/[<>]/u);
        expect(body.replaceAll(/&(?:amp|lt|gt);/gu, '')).not.toContain('&');
      }),
    );
  });

  it('cannot add lines, turn the text around or fill the screen', () => {
    expect(noticeTitle('Anna\r\n\u202emoc.live\u0000')).toBe('Anna moc.live');
    expect(noticeBody('x'.repeat(5_000), 'linux')).toHaveLength(300);
  });
});
