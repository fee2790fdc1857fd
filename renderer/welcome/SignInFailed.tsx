import type { SignInFailure } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import css from './Welcome.module.css';

interface SignInFailedProps {
  readonly failure: SignInFailure;
  /** The service's own words, or the port. */
  readonly words: string;
}

/** Why the sign-in did not work and what to do about it. */
export function SignInFailed({ failure, words }: SignInFailedProps) {
  const { t } = useLanguage();
  return (
    <div role="alert" className={css['failed']}>
      <p>{t(`signIn.${failure}`)}</p>
      {words === '' ? null : <p className={css['words']}>{clip(words, 300)}</p>}
    </div>
  );
}
