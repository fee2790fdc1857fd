import { useEffect } from 'react';
import { Phone, X } from 'lucide-react';
import type { ClickToCallPrompt } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { Button } from '../ui/Button.tsx';
import { AccountFace, Face } from '../ui/Face.tsx';
import { faceOf } from '../ui/faces.ts';
import { accountColour } from '../ui/givenColours.ts';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import head from './CallHead.module.css';
import foot from './PopFoot.module.css';
import identity from './Identity.module.css';
import css from './Pop.module.css';

/** A number from a link or a selection, whose it is, and the one key that dials it. */
export function ClickToCallView({ prompt }: { readonly prompt: ClickToCallPrompt }) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const { id, number, caller, account } = prompt;
  const [match] = caller.matches;
  const isOne = match !== undefined && caller.certainty === 'certain';
  const dial = (): void => ask(window.api.clickToCall.dial({ id }));
  const dismiss = (): void => ask(window.api.clickToCall.dismiss({ id }));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      // A button with the keyboard takes Enter itself.
      const isOnButton = document.activeElement instanceof HTMLButtonElement;
      if (event.key === 'Enter' && !isOnButton) ask(window.api.clickToCall.dial({ id }));
      else if (event.key === 'Escape') ask(window.api.clickToCall.dismiss({ id }));
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [ask, id]);
  return (
    <>
      <header className={head['head']} {...(account === null ? {} : accountColour(account.colour))}>
        {account === null ? null : <AccountFace name={account.name} colour={account.colour} />}
        <p className={head['account']} dir="auto">
          {account === null ? '' : clip(account.name)}
        </p>
        <p className={head['state']} data-state="dialing">
          <Icon of={Phone} size={14} />
          {t('offer.title')}
        </p>
        <button
          type="button"
          className={head['hide']}
          aria-label={t('action.hide')}
          title={t('action.hide')}
          onClick={dismiss}
        >
          <Icon of={X} />
        </button>
      </header>
      <section className={identity['identity']}>
        <Face of={isOne ? faceOf(match) : { kind: 'unknown' }} size={44} />
        <div className={identity['words']}>
          <h1 className={identity['name']} dir="auto">
            {isOne ? clip(match.name) : clip(number.display, 60)}
          </h1>
          <p className={identity['company']} dir="auto">
            {isOne ? clip(match.company ?? '') : ''}
          </p>
          <p className={identity['number']}>
            <span dir="ltr">{isOne ? clip(number.display, 60) : ''}</span>
            {caller.certainty === 'several' ? t('caller.several', { count: caller.matches.length }) : null}
            {caller.certainty === 'unknown' ? t('caller.unknown') : null}
          </p>
        </div>
      </section>
      <div className={css['body']}>
        {prompt.failure === null ? null : <p role="alert">{t(`card.dial.${prompt.failure}`)}</p>}
        <div>
          <Button look="main" keyHint="Enter" onClick={dial}>
            {t('offer.dial')}
          </Button>
        </div>
        <FailureLine failure={failure} />
      </div>
      <footer className={foot['foot']}>
        {prompt.shortcut === null ? t('offer.keys') : t('offer.keysAnywhere', { shortcut: prompt.shortcut })}
      </footer>
    </>
  );
}
