import type { OutboxCounts } from '../journal/journal.ts';
import type { AccountState, SourceView, SyncState, Zone } from '../../preload/contract.ts';
import { shownSettings } from './shownSettings.ts';
import type { Mask } from './maskPersonalData.ts';

/** What there is to tell of one account: never which one it is. */
export interface AccountFacts {
  readonly zone: Zone;
  readonly state: AccountState;
  readonly way: string;
  readonly sessionOnly: boolean;
  readonly sync: Pick<SyncState, 'phase' | 'failure' | 'completedAt' | 'skipped'>;
  readonly outbox: OutboxCounts;
  /** Rows of the mirror. */
  readonly mirror: { readonly contacts: number; readonly companies: number; readonly leads: number };
}

export interface DiagnosticFacts {
  /** Unix ms. */
  readonly at: number;
  /** Names and versions, in the order they are shown. */
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: object;
  readonly accounts: readonly AccountFacts[];
  readonly sources: readonly Pick<
    SourceView,
    'name' | 'state' | 'reason' | 'words' | 'lastEvent' | 'unread'
  >[];
  /** The end of main.log. */
  readonly log: string;
  /** Where the person's files are: shown as `~`. */
  readonly home: string;
}

/** When and how grave, as the log's library writes it. */
const LOG_START = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\] \[\w{1,10}\]/;

/**
 * The text an agent gives to whoever helps them. Facts are written out of closed sets of words and counts; whatever is free
 * text (the log, the words of a telephone system) goes through the mask.
 */
export function diagnosticsText(facts: DiagnosticFacts, mask: Mask): string {
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Versions', Object.entries(facts.versions).map(([name, version]) => `${name}: ${version}`)],
    ['Settings', shownSettings(facts.settings)],
    ['Accounts', facts.accounts.flatMap((account, index) => accountLines(account, index + 1))],
    ['Call sources', facts.sources.map((source) => sourceLine(source, mask))],
    ['End of main.log', logLines(facts, mask)],
  ];
  const head = `Ringside diagnostics, ${time(facts.at)}. Numbers, addresses, names and secrets are masked.`;
  const sections = parts.map(
    ([title, lines]) => `== ${title} ==\n${lines.length === 0 ? '(none)' : lines.join('\n')}`,
  );
  return `${[head, ...sections].join('\n\n')}\n`;
}

function accountLines(account: AccountFacts, place: number): readonly string[] {
  const { zone, state, way, sessionOnly, sync, outbox, mirror } = account;
  const synced = sync.completedAt === null ? 'never' : time(sync.completedAt);
  return [
    `${place}. ${zone}: ${state}, signed in by ${way}${sessionOnly ? ', for this session only' : ''}`,
    `   sync: ${sync.phase}, failure ${sync.failure ?? 'none'}, complete ${synced}, skipped ${sync.skipped}`,
    `   outbox: ${outbox.pending} pending, ${outbox.inFlight} in flight, ${outbox.dead} dead, ${outbox.done} done`,
    `   mirror: ${mirror.contacts} contacts, ${mirror.companies} companies, ${mirror.leads} leads`,
  ];
}

function sourceLine(source: DiagnosticFacts['sources'][number], mask: Mask): string {
  const { name, state, reason, words, lastEvent, unread } = source;
  const why = reason === null ? '' : ` (${reason})`;
  const said = words === '' ? '' : `, said: ${mask(words)}`;
  const lastReport = lastEvent === null ? 'nothing yet' : `${lastEvent.kind} ${time(lastEvent.at)}`;
  const left = unread === 0 ? '' : `, could not read: ${unread}`;
  return `${name}: ${state}${why}${said}, last heard: ${lastReport}${left}`;
}

function logLines({ log, home }: DiagnosticFacts, mask: Mask): readonly string[] {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const start = LOG_START.exec(line)?.[0] ?? '';
    const rest = line.slice(start.length);
    return start + mask(home.length > 1 ? rest.replaceAll(home, '~') : rest);
  });
}

const time = (at: number): string => new Date(at).toISOString();
