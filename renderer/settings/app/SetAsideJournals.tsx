import { useCallback, useEffect, useState } from 'react';
import type { SetAsideJournal } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** At least one: what is there is never shown as nothing. */
const megabytes = (bytes: number): number => Math.max(1, Math.round(bytes / 2 ** 20));

/** Broken journals and daily copies, and the way back for what is unsent in them; nothing where there are none. */
export function SetAside() {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const [ask, failure] = useAsk();
  const [journals, setJournals] = useState<readonly SetAsideJournal[]>([]);
  const [restored, setRecovered] = useState<{ readonly calls: number; readonly writes: number } | null>(null);
  const read = useCallback(() => {
    ask(window.api.storage.setAside(), (answer) => setJournals(answer.journals));
  }, [ask]);
  useEffect(read, [read]);
  const said = (taken: { readonly calls: number; readonly writes: number }): string =>
    taken.calls + taken.writes === 0 ? t('aside.nothing') : t('aside.brought', taken);
  if (journals.length === 0) return null;
  return (
    <section className={css['source']} aria-labelledby="set-aside">
      <h3 id="set-aside">{t('aside.title')}</h3>
      <p className={css['quiet']}>{t('aside.what')}</p>
      <ul className={css['journals']}>
        {journals.map(({ name, isCopy, bytes, at, recoveredAt, unsent }) => (
          <li key={name}>
            <p>
              {t(isCopy ? 'aside.copyOf' : 'aside.of', { time: format.when(at, now) })}{' '}
              <code dir="ltr">{name}</code>{' '}
              <span className={css['quiet']}>{t('aside.size', { megabytes: megabytes(bytes) })}</span>
            </p>
            {isCopy ? null : <p>{unsent === null ? t('aside.unreadable') : t('aside.holds', unsent)}</p>}
            {recoveredAt === null ? (
              <Button
                aria-label={`${t('aside.recoverUnsent')}: ${name}`}
                disabled={!isCopy && unsent === null}
                onClick={() =>
                  ask(window.api.storage.recoverUnsent({ name }), (taken) => {
                    setRecovered(taken);
                    read();
                  })
                }
              >
                {t('aside.recoverUnsent')}
              </Button>
            ) : (
              <p className={css['quiet']}>{t('aside.done', { time: format.when(recoveredAt, now) })}</p>
            )}
          </li>
        ))}
      </ul>
      <output className={css['quiet']}>{restored === null ? null : said(restored)}</output>
      <FailureLine failure={failure} />
    </section>
  );
}
