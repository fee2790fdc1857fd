import type { Translate } from '../../../i18n/translate.ts';

/** An account in the menu, and what waits in it. */
export interface TrayAccount {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  /** Callers who were missed and not called back. */
  readonly missed: number;
  /** What the CRM does not have yet. */
  readonly waiting: number;
  /** Calls that owe their result, where results are required. */
  readonly owed: number;
}

/** What the icon tells at a glance; `waits`: somebody waits to be called back, or something is not in the CRM yet. */
export type TrayState = 'idle' | 'call' | 'waits';

/** A call comes before what waits. */
export function trayState(
  accounts: readonly Pick<TrayAccount, 'missed' | 'waiting' | 'owed'>[],
  inCall: boolean,
): TrayState {
  if (inCall) return 'call';
  return accounts.some(({ missed, waiting, owed }) => missed > 0 || waiting > 0 || owed > 0)
    ? 'waits'
    : 'idle';
}

/** What the menu says of an account: its name, and what waits in it. */
export function trayLabel({ name, missed, waiting, owed }: TrayAccount, t: Translate): string {
  const counts = [
    missed > 0 ? t('tray.missed', { count: missed }) : '',
    owed > 0 ? t('tray.owed', { count: owed }) : '',
    waiting > 0 ? t('tray.waiting', { count: waiting }) : '',
  ];
  const said = counts.filter((text) => text !== '').join(', ');
  // An & alone would be taken for the mark of a shortcut.
  return `${name.replaceAll('&', '&&')}${said === '' ? '' : ` (${said})`}`;
}

/** What the icon says of all accounts together. */
export function trayTip(accounts: readonly TrayAccount[], t: Translate): string {
  const total = accounts.reduce((sum, { missed }) => sum + missed, 0);
  return total === 0 ? 'Ringside' : `Ringside: ${t('tray.missed', { count: total })}`;
}
