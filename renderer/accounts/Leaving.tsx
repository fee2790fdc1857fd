import { useCallback, useEffect, useState } from 'react';
import type { Account, AccountRemoval } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { useAsk } from '../state/ask.ts';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';
import css from './AccountCare.module.css';

/** Signing out, exporting and removing; what would be lost is said before, and must be exported first. */
export function Leaving({ account }: { readonly account: Account }) {
  const { t, format } = useLanguage();
  const [ask, failure] = useAsk();
  const [removal, setRemoval] = useState<AccountRemoval | null>(null);
  const [saved, setSaved] = useState<{ readonly path: string; readonly calls: number } | null>(null);
  const [isSure, setIsSure] = useState(false);
  const { key } = account;
  const now = useNow(MINUTE);

  const look = useCallback(() => {
    ask(window.api.accounts.removal({ account: key }), setRemoval);
  }, [ask, key]);
  useEffect(() => {
    look();
    // A result was given, or reached the CRM.
    return window.api.on('calls', look);
  }, [look]);

  return (
    <>
      {account.state === 'signedOut' ? null : (
        <div className={css['leave']}>
          <p>{t('care.signOutText')}</p>
          <Button onClick={() => ask(window.api.accounts.signOut({ account: key }))}>
            {t('care.signOut')}
          </Button>
        </div>
      )}
      {removal === null ? null : (
        <div className={css['leave']}>
          <p>
            {t('care.removeText', { calls: removal.calls })}{' '}
            {removal.waiting > 0 ? <strong>{t('care.waiting', { waiting: removal.waiting })}</strong> : null}{' '}
            {removal.exportedAt === null
              ? null
              : t('care.exportedAt', { time: format.when(removal.exportedAt, now) })}
          </p>
          {isSure ? (
            <p className={css['sure']} role="alert">
              {t('care.removeSure', { name: account.name })}
            </p>
          ) : null}
          <p className={css['buttons']}>
            {isSure ? (
              <>
                <Button look="main" onClick={() => ask(window.api.accounts.remove({ account: key }))}>
                  {t('care.removeYes')}
                </Button>
                <Button onClick={() => setIsSure(false)}>{t('action.cancel')}</Button>
              </>
            ) : (
              <>
                <Button
                  onClick={() => {
                    ask(window.api.accounts.exportCalls({ account: key }), (file) => {
                      setSaved(file);
                      look();
                    });
                  }}
                >
                  {t('care.export')}
                </Button>
                <Button disabled={!removal.allowed} onClick={() => setIsSure(true)}>
                  {t('care.remove')}
                </Button>
              </>
            )}
          </p>
          <output>
            {saved === null ? null : t('care.exported', { calls: saved.calls, path: saved.path })}
            {saved === null || removal.waiting === 0 ? null : ` ${t('care.exportedWaiting')}`}
          </output>
        </div>
      )}
      <FailureLine failure={failure} />
    </>
  );
}
