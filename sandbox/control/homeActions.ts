import type { MisbehaviourOrder } from '../misbehaviour.ts';
import type { Standing } from '../standing.ts';
import type { Sandbox } from '../sandbox.ts';

/** A button of the page at the root. */
export interface HomeAction {
  readonly key: string;
  readonly ru: string;
  readonly en: string;
  readonly run: (sandbox: Sandbox) => void;
}

const api = '/api/';

const misbehave =
  (order: MisbehaviourOrder) =>
  (sandbox: Sandbox): void => {
    sandbox.misbehave(order);
  };

const standing =
  (wanted: Standing) =>
  (sandbox: Sandbox): void => {
    for (const { subdomain } of sandbox.accounts) sandbox.setStanding(subdomain, wanted);
  };

/** What a newcomer can make go wrong without a command line; `behave` ends it. */
export const HOME_ACTIONS: readonly HomeAction[] = [
  {
    key: 'behave',
    ru: 'Вести себя хорошо',
    en: 'Behave again',
    run: (sandbox) => {
      sandbox.behave();
    },
  },
  {
    key: 'slow',
    ru: 'Отвечать 5 с',
    en: 'Slow: 5 s',
    run: misbehave({ what: 'delay', delayMs: 5_000, path: api, times: null }),
  },
  {
    key: 'tooMany',
    ru: 'Слишком часто (429), 3 раза',
    en: 'Too many requests (429), 3 times',
    run: misbehave({ what: '429', path: api, times: 3 }),
  },
  {
    key: 'broken',
    ru: 'Сервер сломан (502)',
    en: 'Server broken (502)',
    run: misbehave({ what: '502', path: api, times: null }),
  },
  {
    key: 'lapsed',
    ru: 'Тариф не оплачен (402)',
    en: 'Tariff lapsed (402)',
    run: misbehave({ what: '402', path: api, times: null }),
  },
  {
    key: 'forbidden',
    ru: 'Нет прав (403)',
    en: 'No rights (403)',
    run: misbehave({ what: '403', path: api, times: null }),
  },
  {
    key: 'blocked',
    ru: 'Адрес заблокирован (403, HTML)',
    en: 'Address blocked (403, HTML)',
    run: misbehave({ what: '403html', path: api, times: null }),
  },
  {
    key: 'lost',
    ru: 'Записать звонок и оборвать связь',
    en: 'Take the next call, then hang up on the client',
    run: misbehave({ what: 'dropAfter', method: 'POST', path: '/api/v4/calls' }),
  },
  {
    key: 'disabled',
    ru: 'Отключить интеграцию',
    en: 'Disable the integration',
    run: standing('disabled'),
  },
  { key: 'closed', ru: 'Закрыть аккаунты', en: 'Close the accounts', run: standing('closed') },
  { key: 'active', ru: 'Всё снова включить', en: 'Open everything again', run: standing('active') },
  {
    key: 'revoke',
    ru: 'Отозвать доступ',
    en: 'Revoke all tokens',
    run: (sandbox) => {
      for (const { subdomain } of sandbox.accounts) sandbox.revoke(subdomain);
    },
  },
];
