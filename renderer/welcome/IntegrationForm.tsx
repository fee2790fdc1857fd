import { useState } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useFocusOnOpen } from '../ui/useFocusOnOpen.ts';
import type { CrmZone } from './Choice.tsx';
import css from './Welcome.module.css';

/** What a private integration is known by. */
interface Integration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

interface IntegrationFormProps {
  readonly zone: CrmZone;
  readonly onBack: () => void;
  readonly onSubmit: (integration: Integration) => void;
}

/** The loopback address main listens on unless the integration names another. */
const DEFAULT_REDIRECT = 'http://127.0.0.1:47823/oauth/callback';

const crmNames: Readonly<Record<CrmZone, string>> = { 'amocrm.ru': 'amoCRM', 'kommo.com': 'Kommo' };

/** Asks for the private integration's keys and says where they come from. */
export function IntegrationForm({ zone, onBack, onSubmit }: IntegrationFormProps) {
  const { t } = useLanguage();
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [redirectUri, setRedirectUri] = useState(DEFAULT_REDIRECT);
  const field = useFocusOnOpen<HTMLInputElement>();
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({
          clientId: clientId.trim(),
          clientSecret: clientSecret.trim(),
          redirectUri: redirectUri.trim(),
        });
      }}
    >
      <h2>{t(zone === 'amocrm.ru' ? 'welcome.amocrm' : 'welcome.kommo')}</h2>
      <p>{t('welcome.steps')}</p>
      <ol className={css['steps']}>
        <li>{t('welcome.step1', { crm: crmNames[zone] })}</li>
        <li>{t('welcome.step2')}</li>
        <li>{t('welcome.step3')}</li>
      </ol>
      <Field
        label={t('welcome.redirectUri')}
        hint={t('welcome.redirectHint')}
        value={redirectUri}
        onText={setRedirectUri}
        type="url"
        required
        maxLength={400}
        spellCheck={false}
      />
      <Field
        label={t('welcome.clientId')}
        value={clientId}
        onText={setClientId}
        required
        ref={field}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
      />
      <Field
        label={t('welcome.clientSecret')}
        hint={t('welcome.secretHint')}
        type="password"
        value={clientSecret}
        onText={setClientSecret}
        required
        maxLength={400}
        autoComplete="off"
      />
      <div className={css['buttons']}>
        <Button type="submit" look="main">
          {t('welcome.continue')}
        </Button>
        <Button onClick={onBack}>{t('action.back')}</Button>
      </div>
    </form>
  );
}
