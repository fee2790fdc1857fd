import { describe, expect, it } from 'vitest';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { showsNow, treatmentOf } from '../../../main/pop/popRules.ts';
import { usualSettings } from '../../../main/settings/settingsFile.ts';

const defaults = usualSettings().pop;
const treated = (raw: string, settings = {}): string =>
  treatmentOf(parsePhoneNumber(raw, { region: 'RU' }), 'RU', { ...defaults, ...settings });

describe('for whom the pop shows', () => {
  it('by default customers and withheld numbers pop, colleagues are listed, codes are nothing', () => {
    expect(treated('+79161234567')).toBe('pop');
    expect(treated('anonymous')).toBe('pop');
    expect(treated('101')).toBe('list');
    expect(treated('*72')).toBe('ignore');
  });

  it('is as the agent says for each kind', () => {
    expect(treated('101', { internal: 'pop' })).toBe('pop');
    expect(treated('101', { internal: 'ignore' })).toBe('ignore');
    expect(treated('*72', { featureCodes: 'list' })).toBe('list');
    expect(treated('anonymous', { anonymous: 'list' })).toBe('list');
  });

  it('is never for a number that must not pop, however it is written', () => {
    const silentNumbers = ['8 (916) 123-45-67', '900'];
    for (const raw of ['+79161234567', '9161234567', 'sip:89161234567@pbx']) {
      expect(treated(raw, { silentNumbers })).toBe('list');
    }
    expect(treated('+79161234568', { silentNumbers })).toBe('pop');
    expect(treated('900', { silentNumbers, internal: 'pop' })).toBe('list');
    expect(treated('anonymous', { silentNumbers: ['', 'nobody'] })).toBe('pop');
  });
});

describe('when the pop shows', () => {
  const at = (
    direction: 'inbound' | 'outbound',
    state: 'ringing' | 'dialing' | 'talking' | 'ended',
    changes = {},
  ) => showsNow({ direction, state }, { ...defaults, ...changes }, false);

  it('with the ring, with the answer, or never, incoming and outgoing apart', () => {
    expect(at('inbound', 'ringing')).toBe(true);
    expect(at('inbound', 'ringing', { incoming: 'answer' })).toBe(false);
    expect(at('inbound', 'talking', { incoming: 'answer' })).toBe(true);
    expect(at('inbound', 'talking', { incoming: 'off' })).toBe(false);
    expect(at('outbound', 'dialing', { incoming: 'off' })).toBe(true);
    expect(at('outbound', 'dialing', { outgoing: 'answer' })).toBe(false);
    expect(at('outbound', 'talking', { outgoing: 'answer' })).toBe(true);
    expect(at('outbound', 'talking', { outgoing: 'off' })).toBe(false);
  });

  it('is never in the quiet hours, and never for a call that is over', () => {
    expect(showsNow({ direction: 'inbound', state: 'ringing' }, defaults, true)).toBe(false);
    expect(at('inbound', 'ended')).toBe(false);
  });
});
