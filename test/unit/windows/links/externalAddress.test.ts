import { describe, expect, it } from 'vitest';
import { externalAddress } from '../../../../main/windows/links/externalAddress.ts';

const trusted: ReadonlySet<string> = new Set(['www.kommo.com', 'northwind.kommo.com', 'localhost:8787']);
const open = (url: string): string | null => externalAddress(url, (host) => trusted.has(host));

const hostile = [
  '',
  ' ',
  'northwind.kommo.com',
  '//northwind.kommo.com/leads',
  '/leads/detail/1',
  'http://northwind.kommo.com/',
  'HTTP://NORTHWIND.KOMMO.COM/',
  'ftp://northwind.kommo.com/',
  'ws://northwind.kommo.com/',
  'wss://northwind.kommo.com/',
  'file:///etc/passwd',
  'file://northwind.kommo.com/share/run.exe',
  '\\\\northwind.kommo.com\\share\\run.exe',
  'smb://northwind.kommo.com/share',
  'javascript:alert(1)',
  'javascript://northwind.kommo.com/%0aalert(1)',
  'JaVaScRiPt:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://northwind.kommo.com/1b9d6bcd',
  'about:blank',
  'chrome://settings',
  'app://ringside/account/index.html',
  'ms-settings:privacy',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x&crumb=location:\\\\evil.example\\share',
  'tel:+442079460000',
  'mailto:a@b.example',
  'steam://run/1',
  'https://evil.example/',
  'https://northwind.kommo.com.evil.example/',
  'https://evil.example/northwind.kommo.com',
  'https://evil.example#northwind.kommo.com',
  'https://evil.example?northwind.kommo.com',
  'https://evil.example\\@northwind.kommo.com/',
  'https://northwind.kommo.com@evil.example/',
  'https://user@northwind.kommo.com/',
  'https://user:word@northwind.kommo.com/',
  'https://northwind.kommo.com:8443/',
  'https://northwind.kommo.com./',
  'https://evilnorthwind.kommo.com/',
  'https://kommo.com/',
  'https://nоrthwind.kommo.com/', // a Cyrillic о
  'https://northwind.kommo.com%2eevil.example/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://localhost:8787/',
  'http://localhost:8788/',
  'http://localhost:8787.evil.example/',
  'http://localhost.evil.example:8787/',
  'http://2130706433:8787/',
  'https://',
  'https:///',
  'https:// northwind.kommo.com/',
  'jar:https://northwind.kommo.com/a.jar!/x',
  'view-source:https://northwind.kommo.com/',
] as const;

describe('the gate to the system’s browser (Electron’s checklist, item 15)', () => {
  it(`refuses each of ${hostile.length} hostile addresses`, () => {
    expect(hostile.length).toBeGreaterThanOrEqual(40);
    expect(hostile.filter((url) => open(url) !== null)).toEqual([]);
  });

  it('opens the CRM’s own pages, and the demo’s without TLS', () => {
    expect(open('https://northwind.kommo.com/leads/detail/1?tab=2#x')).toBe(
      'https://northwind.kommo.com/leads/detail/1?tab=2#x',
    );
    expect(open('http://localhost:8787/leads')).toBe('http://localhost:8787/leads');
  });

  it('opens what it judged: the address as the parser wrote it', () => {
    expect(open('  HTTPS:\\\\Northwind.Kommo.com\\a b\n')).toBe('https://northwind.kommo.com/a%20b');
  });
});
