import { describe, expect, it } from 'vitest';
import {
  checkReferer,
  platform,
  sandboxZone,
  zoneOfAccount,
  type ZoneInfo,
} from '../../../main/accounts/platformZones.ts';

const ru = platform('amocrm.ru');
const kommo = platform('kommo.com');
const sandbox = sandboxZone(8787);

describe('the allow-list of hosts that may get our code and secret', () => {
  const good: readonly (readonly [referer: string, zone: ZoneInfo, host: string, subdomain: string])[] = [
    ['demo.amocrm.ru', ru, 'demo.amocrm.ru', 'demo'],
    ['DEMO.AmoCRM.ru', ru, 'demo.amocrm.ru', 'demo'],
    ['new5f0c.amocrm.ru', ru, 'new5f0c.amocrm.ru', 'new5f0c'],
    ['a.amocrm.ru', ru, 'a.amocrm.ru', 'a'],
    ['my-company-2.kommo.com', kommo, 'my-company-2.kommo.com', 'my-company-2'],
    ['old.amocrm.com', kommo, 'old.amocrm.com', 'old'],
    ['romashka.localhost:8787', sandbox, 'romashka.localhost:8787', 'romashka'],
  ];
  it.each(good)('lets %s in', (referer, zone, host, subdomain) => {
    expect(checkReferer(referer, zone)).toEqual({ ok: true, value: { host, subdomain } });
  });

  const bad: readonly (readonly [referer: string, zone: ZoneInfo, why: string])[] = [
    ['', ru, 'nothing'],
    ['amocrm.ru', ru, 'the bare zone'],
    ['.amocrm.ru', ru, 'an empty label'],
    ['..amocrm.ru', ru, 'two empty labels'],
    ['www.amocrm.ru', ru, 'www'],
    ['WWW.amocrm.ru', ru, 'www in capitals'],
    ['a.b.amocrm.ru', ru, 'two labels'],
    ['demo..amocrm.ru', ru, 'an empty label within'],
    ['demo.amocrm.ru.', ru, 'a trailing dot'],
    ['demo.amocrm.ru.evil.example', ru, 'the zone as a prefix'],
    ['evil.example', ru, 'another host'],
    ['evilamocrm.ru', ru, 'the zone as a tail without a dot'],
    ['demo.amocrm.ru@evil.example', ru, 'userinfo before another host'],
    ['user@demo.amocrm.ru', ru, 'userinfo'],
    ['user:pass@demo.amocrm.ru', ru, 'userinfo with a password'],
    ['demo.amocrm.ru:443', ru, 'a port'],
    ['demo.amocrm.ru:8080', ru, 'another port'],
    ['demo.amocrm.ru/', ru, 'a path'],
    ['evil.example/.amocrm.ru', ru, 'a path that ends as the zone'],
    ['evil.example?.amocrm.ru', ru, 'a query that ends as the zone'],
    ['evil.example#.amocrm.ru', ru, 'a fragment that ends as the zone'],
    ['evil.example\\.amocrm.ru', ru, 'a backslash'],
    ['https://demo.amocrm.ru', ru, 'a scheme'],
    ['demo.kommo.com', ru, 'the other zone'],
    ['demo.amocrm.com', ru, 'the old name of the other zone'],
    ['demo.amocrm.ru', kommo, 'the other zone the other way round'],
    ['demo.localhost:8787', ru, 'the sandbox for a real sign-in'],
    ['xn--e1afmkfd.amocrm.ru', ru, 'punycode'],
    ['dеmo.amocrm.ru', ru, 'a Cyrillic look-alike in the label'],
    ['demo.аmocrm.ru', ru, 'a Cyrillic look-alike in the zone'],
    ['demo。amocrm.ru', ru, 'an ideographic full stop'],
    ['ｄemo.amocrm.ru', ru, 'full-width letters'],
    ['-demo.amocrm.ru', ru, 'a leading hyphen'],
    ['demo-.amocrm.ru', ru, 'a trailing hyphen'],
    ['de_mo.amocrm.ru', ru, 'an underscore'],
    ['de mo.amocrm.ru', ru, 'a blank'],
    [' demo.amocrm.ru', ru, 'a leading blank'],
    ['demo.amocrm.ru\n', ru, 'a line break'],
    ['demo%2eevil.amocrm.ru', ru, 'percent-encoding'],
    ['demo\u0000.amocrm.ru', ru, 'a NUL'],
    ['127.0.0.1', ru, 'an address'],
    ['[::1]', ru, 'an IPv6 address'],
    [`${'a'.repeat(64)}.amocrm.ru`, ru, 'a label too long'],
    [`${'a.'.repeat(200)}amocrm.ru`, ru, 'a name too long'],
    ['romashka.localhost', sandbox, 'the sandbox without its port'],
    ['romashka.localhost:8788', sandbox, 'the sandbox at another port'],
    ['romashka.localhost:87870', sandbox, 'the port as a prefix'],
    ['localhost:8787', sandbox, 'the bare sandbox'],
    ['127.0.0.1:8787', sandbox, 'the address of the sandbox'],
    ['demo.amocrm.ru', sandbox, 'a real account for the sandbox'],
  ];
  it.each(bad.map(([referer, zone, why]) => ({ referer, zone, why })))(
    'refuses $why',
    ({ referer, zone }) => {
      expect(checkReferer(referer, zone)).toEqual({ ok: false, error: 'foreignHost' });
    },
  );

  it('knows the sandbox of an account by the port of its host', () => {
    expect(zoneOfAccount({ zone: 'sandbox', host: 'romashka.localhost:8787' })).toEqual(sandbox);
    expect(zoneOfAccount({ zone: 'kommo.com', host: 'demo.kommo.com' })).toBe(kommo);
  });
});
