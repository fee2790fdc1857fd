import { useRef, useState, type SyntheticEvent } from 'react';
import type { SignInWay } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { assertNever } from '../state/assertNever.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import {
  checkAddress,
  checkClientId,
  checkCode,
  checkRedirect,
  checkRegistered,
  checkRelay,
  checkSecret,
  checkToken,
  tokenEnd,
  type Check,
} from './checkTyped.ts';
import { crmNames, type CrmZone } from './crm.ts';
import { Steps } from './Steps.tsx';
import { WayPicker } from './WayPicker.tsx';
import css from './Welcome.module.css';

/** What was typed, checked. */
export type Typed =
  | { readonly way: 'browser' | 'relay'; readonly keys: Keys }
  | { readonly way: 'code'; readonly keys: Keys; readonly address: string; readonly code: string }
  | { readonly way: 'token'; readonly address: string; readonly token: string };

interface Keys {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

interface WayFormProps {
  readonly zone: CrmZone;
  readonly firstWay: SignInWay;
  readonly firstAddress: string;
  readonly onBack: () => void;
  readonly onSubmit: (typed: Typed) => void;
}

/** The loopback address main listens on unless the integration names another. */
const DEFAULT_REDIRECT = 'http://localhost:47823/oauth/callback';

type Name =
  'redirectUri' | 'relayUri' | 'registeredUri' | 'clientId' | 'clientSecret' | 'address' | 'code' | 'token';

const fieldsOf: Readonly<Record<SignInWay, readonly Name[]>> = {
  browser: ['redirectUri', 'clientId', 'clientSecret'],
  relay: ['relayUri', 'clientId', 'clientSecret'],
  code: ['address', 'clientId', 'clientSecret', 'registeredUri', 'code'],
  token: ['address', 'token'],
};

/** Explains a way into the CRM and asks for what it needs; a wrong field says so beside itself. */
export function WayForm({ zone, firstWay, firstAddress, onBack, onSubmit }: WayFormProps) {
  const { t, format } = useLanguage();
  const [way, setWay] = useState(firstWay);
  const [texts, setTexts] = useState<Readonly<Record<Name, string>>>({
    redirectUri: DEFAULT_REDIRECT,
    relayUri: '',
    registeredUri: DEFAULT_REDIRECT,
    clientId: '',
    clientSecret: '',
    address: firstAddress,
    code: '',
    token: '',
  });
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const form = useRef<HTMLFormElement>(null);
  const crm = crmNames[zone];

  const checks: Readonly<Record<Name, Check>> = {
    redirectUri: checkRedirect,
    relayUri: checkRelay,
    registeredUri: checkRegistered,
    clientId: checkClientId,
    clientSecret: checkSecret,
    address: checkAddress(zone),
    code: checkCode,
    token: checkToken,
  };
  const end = way === 'token' ? tokenEnd(texts.token) : null;

  const labels: Readonly<Record<Name, string>> = {
    redirectUri: t('welcome.redirectUri'),
    relayUri: t('way.relayUri'),
    registeredUri: t('way.registeredUri'),
    clientId: t('welcome.clientId'),
    clientSecret: t('welcome.clientSecret'),
    address: t('way.address'),
    code: t('way.code.label'),
    token: t('way.token.label'),
  };
  const hints: Readonly<Partial<Record<Name, string>>> = {
    redirectUri: t('welcome.redirectHint'),
    relayUri: t('way.relayHint'),
    registeredUri: t('welcome.redirectHint'),
    clientSecret: t('welcome.secretHint'),
    address: t('way.addressHint', { example: `demo.${zone}` }),
    token: end === null ? t('way.token.hint') : t('way.tokenEnds', { date: format.date(end) }),
  };

  const check = (name: Name): string | null => checks[name](texts[name], t);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const faults = fieldsOf[way].flatMap((name) => {
      const fault = check(name);
      return fault === null ? [] : ([[name, fault]] as const);
    });
    setWrong(Object.fromEntries(faults));
    const [first] = faults;
    if (first === undefined) onSubmit(typedOf(way, texts));
    else form.current?.querySelector<HTMLInputElement>(`[name="${first[0]}"]`)?.focus();
  };
  const firstWrong = fieldsOf[way].find((name) => wrong[name] !== undefined);

  return (
    <form ref={form} className={css['form']} noValidate onSubmit={submit}>
      <div className={css['column']}>
        <h2>{t(zone === 'amocrm.ru' ? 'welcome.amocrm' : 'welcome.kommo')}</h2>
        <WayPicker
          way={way}
          onPick={(picked) => {
            setWay(picked);
            setWrong({});
          }}
        />
        <Steps way={way} crm={crm} />
      </div>
      <div className={css['column']}>
        {fieldsOf[way].map((name) => (
          <Field
            key={name}
            name={name}
            label={labels[name]}
            {...(hints[name] === undefined ? {} : { hint: hints[name] })}
            {...(wrong[name] === undefined ? {} : { error: wrong[name], isAlert: name === firstWrong })}
            value={texts[name]}
            type={name === 'clientSecret' || name === 'token' ? 'password' : 'text'}
            required
            maxLength={name === 'token' ? 16_384 : name === 'code' ? 4000 : 400}
            autoComplete="off"
            spellCheck={false}
            onText={(text) => {
              setTexts((before) => ({ ...before, [name]: text }));
              // What was wrong is looked at again as it is corrected.
              if (wrong[name] !== undefined && checks[name](text, t) === null) {
                setWrong(({ [name]: _corrected, ...others }) => others);
              }
            }}
            onBlur={({ relatedTarget }) => {
              // A sentence that appears now would move the button away from under the mouse.
              if (relatedTarget instanceof HTMLButtonElement) return;
              const fault = texts[name].trim() === '' ? null : check(name);
              if (fault !== null) setWrong((before) => ({ ...before, [name]: fault }));
            }}
          />
        ))}
        <div className={css['buttons']}>
          <Button type="submit" look="main">
            {t(way === 'browser' || way === 'relay' ? 'welcome.continue' : 'way.signIn')}
          </Button>
          <Button onClick={onBack}>{t('action.back')}</Button>
        </div>
      </div>
    </form>
  );
}

function typedOf(way: SignInWay, texts: Readonly<Record<Name, string>>): Typed {
  const trimmed = (name: Name): string => texts[name].trim();
  const keys = (redirect: Name): Keys => ({
    clientId: trimmed('clientId'),
    clientSecret: trimmed('clientSecret'),
    redirectUri: trimmed(redirect),
  });
  switch (way) {
    case 'browser':
      return { way, keys: keys('redirectUri') };
    case 'relay':
      return { way, keys: keys('relayUri') };
    case 'code':
      return { way, keys: keys('registeredUri'), address: trimmed('address'), code: trimmed('code') };
    case 'token':
      return { way, address: trimmed('address'), token: trimmed('token') };
    default:
      return assertNever(way);
  }
}
