import { Suspense, useState, type ReactNode } from 'react';
import type { Call } from '../../../../preload/contract.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { Button } from '../../../ui/Button.tsx';
import type { Navigate } from '../../useNavigation.ts';
import { UnseenCallDialog } from './lazyUnseenCall.ts';
import type { UnseenAbout } from './unseenAbout.ts';
import css from './UnseenCall.module.css';

/** Logging a call Ringside did not see, from a card or the calls. */
export interface UnseenCallStep {
  readonly open: (about: UnseenAbout) => void;
  /** The dialog while it is open, and then what was done. */
  readonly shown: ReactNode;
}

/** @param onLogged where the call is shown then; without, a line leads to it */
export function useUnseenCall(navigate: Navigate, onLogged?: (call: Call) => void): UnseenCallStep {
  const { t } = useLanguage();
  const [about, setAbout] = useState<UnseenAbout | null>(null);
  const [logged, setLogged] = useState<Call | null>(null);
  const open = (call: Call): void => {
    setAbout(null);
    navigate.go({ view: 'calls', filter: 'all', card: { kind: 'call', id: call.id } });
  };
  return {
    open(what) {
      setLogged(null);
      setAbout(what);
    },
    shown: (
      <>
        {about === null ? null : (
          <Suspense>
            <UnseenCallDialog
              about={about}
              onLogged={(call) => {
                setAbout(null);
                if (call === null) return;
                if (onLogged === undefined) setLogged(call);
                else onLogged(call);
              }}
              onOpen={open}
              onClose={() => setAbout(null)}
            />
          </Suspense>
        )}
        {logged === null ? null : (
          <div className={css['seen']}>
            <output>{t('unseen.logged')}</output>
            <Button look="quiet" onClick={() => open(logged)}>
              {t('unseen.openLogged')}
            </Button>
          </div>
        )}
      </>
    ),
  };
}
