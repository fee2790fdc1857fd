import { useEffect, useState } from 'react';
import { dueFormat } from '../account/tasks/dueWords.ts';
import { useLanguage } from '../i18n/language.ts';
import { accountStore } from '../state/appInfo.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { createWritesStore } from '../state/writesStore.ts';
import { useStore } from '../state/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { WriteState } from './WriteState.tsx';
import css from './WritesStrip.module.css';
import { writeTarget, writeWords } from './writeWords.ts';

interface WritesStripProps {
  /** Only those the CRM refused; else those on their way. */
  readonly failedOnly: boolean;
  readonly onOpen: (card: { readonly kind: 'contact' | 'company' | 'lead'; readonly id: number }) => void;
}

/** Notes, tasks, contacts and deals that are not in the CRM yet, each with where it stands; nothing when all are. */
export function WritesStrip({ failedOnly, onOpen }: WritesStripProps) {
  const { t, language } = useLanguage();
  const now = useNow(MINUTE);
  const { due } = dueFormat(language, useStore(accountStore)?.timezone ?? null);
  const [store] = useState(() =>
    createWritesStore({
      read: () => window.api.writes.list({ undoneOnly: true }),
      on: (hear) => window.api.on('writes', hear),
    }),
  );
  useEffect(() => store.stop, [store]);
  const writes = (useStore(store)?.writes ?? []).filter(({ state }) => (state === 'failed') === failedOnly);
  if (writes.length === 0) return null;
  return (
    <section className={css['strip']} aria-label={t('write.list')}>
      <h3>{t('write.list')}</h3>
      <ul>
        {writes.map((write) => {
          const target = writeTarget(write.write);
          const words = writeWords(write.write, (at) => due(at, now));
          return (
            <li key={write.id}>
              <div className={css['what']}>
                <strong>{t(`write.what.${write.write.kind}`)}</strong>
                <span dir="auto">{words}</span>
                {target === null ? null : (
                  <Button look="quiet" onClick={() => onOpen(target)}>
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
