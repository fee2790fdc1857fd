import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { linkAmong, numberOfLink } from '../../../main/phone/phoneLinks.ts';

describe('a link that asks for a call', () => {
  it.each([
    ['tel:+79161234567', '+79161234567'],
    ['TEL:+7-916-123-45-67', '+79161234567'],
    ['tel:+7 (916) 123-45-67', '+79161234567'],
    ['tel:+7%20916%20123%2045%2067', '+79161234567'],
    ['tel:%2B79161234567', '+79161234567'],
    ['tel:8(800)555.35.35', '88005553535'],
    ['tel:101', '101'],
    ['tel:+79161234567;ext=12', '+79161234567'],
    ['tel:7042;phone-context=example.com', '7042'],
    ['tel://+79161234567', '+79161234567'],
    ['callto:+79161234567', '+79161234567'],
    ['callto://+79161234567/', '+79161234567'],
    ['callto:+79161234567?call', '+79161234567'],
    ['sip:+79161234567@pbx.example.com', '+79161234567'],
    ['sip:79161234567@pbx;transport=udp', '79161234567'],
    ['sips:101@10.0.0.1:5061', '101'],
    ['sip:79161234567', '79161234567'],
    ['sip:79161234567;user=phone@pbx', '79161234567'],
    ['ringside:+79161234567', '+79161234567'],
    ['ringside://dial/+79161234567', '+79161234567'],
    ['ringside:dial?number=%2B7 916 123-45-67', '+79161234567'],
    ['ringside://+79161234567/', '+79161234567'],
    // As pages have them: blanks that do not break, dashes of Word, marks of direction, digits of other scripts.
    ['tel:+7%C2%A0495%C2%A0123-45-67', '+74951234567'],
    ['tel:+7\u00a0495\u2011123\u201345\u201467', '+74951234567'],
    ['tel:%E2%80%AA+79161234567%E2%80%AC', '+79161234567'],
    ['tel:\u200b+7916\u200d1234567', '+79161234567'],
    ['tel:٠٩١٦١٢٣٤٥٦٧', '09161234567'],
    ['tel:＋７９１６１２３４５６７', '+79161234567'],
    // The zero in brackets, contexts, pauses, extensions: what follows is left out.
    ['tel:+44(0)2079460958', '+442079460958'],
    ['tel:+44 (0) 20 7946 0958', '+442079460958'],
    ['tel:+39(0)6 1234 5678', '+390612345678'],
    ['tel:1234567;phone-context=+7495', '+74951234567'],
    ['tel:79161234567;phone-context=+7', '+79161234567'],
    ['tel:+79161234567;isub=12;npdi;rn=+79160000000', '+79161234567'],
    ['tel:+74951234567,,123', '+74951234567'],
    ['tel:+74951234567,123%23', '+74951234567'],
    ['tel:+74951234567;123', '+74951234567'],
    ['tel:+74951234567p123', '+74951234567'],
    ['tel:+74951234567P123', '+74951234567'],
    ['tel:+74951234567w99#', '+74951234567'],
    ['tel:+74951234567%20ext.%2012', '+74951234567'],
    ['tel:+74951234567x12', '+74951234567'],
    ['callto:79161234567+type=phone', '79161234567'],
  ])('%s is a call to %s', (link, number) => {
    expect(numberOfLink(link)).toBe(number);
  });

  it.each([
    // Feature codes: forwarding all calls, hiding one's number, wiping a phone.
    'tel:*21*+79169999999%23',
    'tel:**21*79169999999#',
    'tel:%2306%23',
    'tel:*2767*3855%23',
    'tel:+7916*1234567',
    'sip:*72@pbx',
    'ringside:dial?number=*21',
    // Several numbers, tones that are none behind one.
    'tel:+79161234567#',
    'tel:*100%23',
    'tel:+79161234567,+79169999999',
    'tel:,,1234',
    'tel:+79161234567+79169999999',
    'tel:+79161234567;tel:+79169999999,1',
    // Not a number at all.
    'tel:',
    'tel:1',
    'tel:+',
    'tel:++79161234567',
    'tel:1-800-FLOWERS',
    'tel:javascript:alert(1)',
    'tel:' + '7'.repeat(21),
    'tel:' + '7'.repeat(5_000),
    'tel:+7916‮7654321',
    'callto:ivan.petrov',
    'callto:echo123',
    'sip:ivan@example.com',
    'sip:pbx.example.com',
    'sip:10.0.0.1',
    'sip:@pbx',
    'sip:anonymous@anonymous.invalid',
    // Passwords, second addresses, headers.
    'sip:101:secret@pbx',
    'sip:101@pbx@evil.example',
    'sip:101@pbx?Replaces=abc?x',
    'tel:101@evil.example',
    'callto:101@evil.example',
    // Shells, options, paths, markup.
    'tel:$(calc.exe)',
    'tel:`id`',
    'tel:79161234567|calc',
    'tel:79161234567 & calc.exe',
    'tel:79161234567"; rm -rf ~; "',
    "tel:79161234567' or '1'='1",
    'tel:--version',
    'tel:--inspect=0.0.0.0:9229',
    'tel:/hangupall',
    'tel:..\\..\\windows\\system32\\calc.exe',
    'tel:<script>alert(1)</script>',
    'tel:{number}',
    // Encoded to slip through: line ends, NUL, twice, broken, beyond ASCII.
    'tel:79161234567%0d%0aAction: Originate',
    'tel:7916%001234567',
    'tel:%252B79161234567',
    'tel:79161234567%',
    'tel:%E0%A4%A',
    'tel:%F0%9F%93%9E',
    'tel:79161234567%22',
    // Ringside's own scheme does one thing.
    'ringside:',
    'ringside:dial',
    'ringside:dial?number=',
    'ringside:dial?number=101&then=102',
    'ringside:dial?number=101&via=command&command=calc.exe',
    'ringside:settings',
    'ringside://oauth/callback?code=abc&state=def',
    'ringside:eval?code=1',
    'ringside:dial/101/../../x',
    'ringside:answer?number=101',
    'ringside:+79161234567?atOnce=true',
    // Other schemes, and what only looks like one of ours.
    'http://127.0.0.1:47824/v1/hook/x/ringing?number=1',
    'file:///etc/passwd',
    'javascript:tel:101',
    'teleport:79161234567',
    'tel79161234567',
    'view-source:tel:79161234567',
    '--tel:79161234567',
    '79161234567',
    '',
  ])('%j does nothing', (link) => {
    expect(numberOfLink(link)).toBeNull();
  });

  it('whatever a link holds, a number is digits with perhaps a plus', () => {
    const links = fc
      .tuple(
        fc.constantFrom('tel:', 'callto:', 'sip:', 'sips://', 'ringside:', 'ringside:dial?number='),
        fc.string({ unit: 'binary' }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(links, (link) => {
        expect(numberOfLink(link) ?? '+70').toMatch(/^\+?\d{2,20}$/);
      }),
      { numRuns: runs(2_000) },
    );
  });
});

describe('a link among the words a program was started with', () => {
  it.each([
    [['/opt/Ringside/ringside', 'tel:101'], 'tel:101'],
    [['electron', '/src', '--lang=ru', '--', 'ringside:101'], 'ringside:101'],
    [['ringside'], null],
    [['ringside', 'tel:101', 'tel:102'], null],
    [['ringside', '--x=tel:101'], null],
    [['ringside', 'http://example.com/tel:101'], null],
  ])('%j', (words, link) => {
    expect(linkAmong(words)).toBe(link);
  });
});
