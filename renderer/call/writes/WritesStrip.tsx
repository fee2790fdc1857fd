import { useEffect, useState } from 'react';
import { dueFormat } from '../../account/tasks/dueWords.ts';
import { useLanguage } from '../../i18n/language.ts';
import { accountStore } from '../../state/appInfo.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { createWritesStore } from '../../state/writesStore.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { WriteState } from './WriteState.tsx';
import css from './WritesStrip.module.css';
import { writeWords } from './writeWords.ts';

interface WritesStripProps {
  /** Which: those on their way, those the CRM refused, or all that one call's form holds. */
  readonly of: 'waiting' | 'failed' | { readonly callId: string };
  /** Opens the card a write is about; without it no card is offered. */
  readonly onOpen?: (card: { readonly kind: 'contact' | 'company' | 'lead'; readonly id: number }) => void;
}

/** Notes, tasks, contacts and deals that are not in the CRM yet, each with where it stands; nothing when all are. */
export function WritesStrip({ of, onOpen }: WritesStripProps) {
  const { t, locale } = useLanguage();
  const account = useStore(accountStore);
  const now = useNow(MINUTE) + (account?.clockAhead ?? 0);
  const { due } = dueFormat(locale, account?.timezone ?? null);
  const [store] = useState(() =>
    createWritesStore({
      read: () => window.api.writes.list({ undoneOnly: true }),
      on: (listener) => window.api.on('writes', listener),
    }),
  );
  useEffect(() => store.stop, [store]);
  const writes = (useStore(store)?.writes ?? []).filter(({ callId, state }) => {
    if (typeof of === 'object') return callId === of.callId;
    return (state === 'failed') === (of === 'failed');
  });
  if (writes.length === 0) return null;
  // Under a call's own heading, or the first of a list.
  const Heading = typeof of === 'object' ? 'h3' : 'h2';
  return (
    <section
      className={css['strip']}
      aria-label={t('write.list')}
      data-of={typeof of === 'object' ? 'call' : of}
    >
      <Heading>{t('write.list')}</Heading>
      <ul>
        {writes.map((write) => {
          const { about } = write;
          const words = writeWords(write.write, (at) => due(at, now));
          return (
            <li key={write.id}>
              <div className={css['what']}>
                <strong>{t(`write.what.${write.write.kind}`)}</strong>
                <span dir="auto">{words}</span>
                {about === null || onOpen === undefined ? null : (
                  <Button look="quiet" onClick={() => onOpen({ kind: about.entity, id: about.id })}>
                    {t('write.open')}
                  </Button>
                )}
              </div>
              <WriteState write={write} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
