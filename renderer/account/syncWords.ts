import type { SyncState } from '../../preload/contract.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../../i18n/translate.ts';
import { assertNever } from '../state/assertNever.ts';
import { MINUTE } from '../state/now.ts';

/** Whole minutes, rounded up: who is told four minutes is not let down after three. */
export function timeLeft(t: Translate, ms: number): string {
  return ms < MINUTE ? t('sync.almostThere') : t('sync.minutesLeft', { count: Math.ceil(ms / MINUTE) });
}

/** What the copy of the contacts is at. @param now Unix ms */
export function syncWords(t: Translate, format: Format, sync: SyncState, now: number): string {
  const reason = t(`failure.${sync.failure ?? 'network'}`);
  switch (sync.phase) {
    case 'first':
      return t('sync.first', { count: sync.contacts });
    case 'catchUp':
      return t('sync.catchUp');
    case 'paused':
      return t('sync.paused', { count: sync.contacts });
    case 'waiting':
      return t('sync.waiting', { reason });
    case 'failed':
      return t('sync.failed', { reason });
    case 'idle':
      return sync.completedAt === null
        ? t('sync.never')
        : t('sync.idle', { count: sync.contacts, time: format.when(sync.completedAt, now) });
    default:
      return assertNever(sync.phase);
  }
}
