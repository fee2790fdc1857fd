import type { SignInWay } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { StepPicture, type Scene } from './StepPicture.tsx';
import css from './Steps.module.css';

interface StepsProps {
  readonly way: SignInWay;
  /** What people call the platform. */
  readonly crm: string;
}

const scenes: Readonly<Record<SignInWay, readonly [Scene, Scene, Scene]>> = {
  browser: ['integrations', 'redirect', 'keys'],
  relay: ['redirect', 'relay', 'keys'],
  code: ['integrations', 'keys', 'code'],
  token: ['integrations', 'generate', 'paste'],
};

/** A way in, in three steps with a drawing each. */
export function Steps({ way, crm }: StepsProps) {
  const { t } = useLanguage();
  const [first, second, third] = scenes[way];
  const words = {
    browser: [t('way.browser.step1', { crm }), t('way.browser.step2'), t('way.browser.step3')],
    relay: [t('way.relay.step1', { crm }), t('way.relay.step2'), t('way.relay.step3')],
    code: [t('way.code.step1', { crm }), t('way.code.step2'), t('way.code.step3')],
    token: [t('way.token.step1', { crm }), t('way.token.step2'), t('way.token.step3')],
  }[way];
  return (
    <ol className={css['steps']}>
      {[first, second, third].map((scene, place) => (
        <li key={scene} className={css['step']}>
          <StepPicture scene={scene} />
          <p>
            <span className={css['number']} aria-hidden="true">
              {place + 1}
            </span>
            {words[place]}
          </p>
        </li>
      ))}
    </ol>
  );
}
