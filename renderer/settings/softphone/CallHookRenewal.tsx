import { useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** Another secret for the hook's addresses, for when somebody else may know the one there is. */
export function HookRenewal() {
  const { t } = useLanguage();
  const [isAsking, setIsAsking] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [ask, failure] = useAsk();
  return (
    <div className={css['copy']}>
      <p>{t('hook.renew.explain')}</p>
      <Button
        onClick={() => {
          setIsDone(false);
          setIsAsking(true);
        }}
      >
        {t('hook.renew')}
      </Button>
      <output className={css['copied']}>{isDone ? t('hook.renew.done') : null}</output>
      <FailureLine failure={failure} />
      {isAsking ? (
        <AskDialog
          title={t('hook.renew.title')}
          confirm={t('hook.renew')}
          isReady
          onConfirm={() => {
            setIsAsking(false);
            ask(window.api.settings.renewHookToken(), () => {
              setIsDone(true);
            });
          }}
          onClose={() => {
            setIsAsking(false);
          }}
        >
          <p>{t('hook.renew.warning')}</p>
        </AskDialog>
      ) : null}
    </div>
  );
}
