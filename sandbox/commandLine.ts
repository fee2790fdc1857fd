import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Domain } from './domain.ts';
import type { SandboxOptions } from './options.ts';

/** How a sandbox in a process of its own was asked to be. */
export interface SandboxCommand {
  readonly port: number;
  readonly options: SandboxOptions;
  /** Where the authority of its certificate is kept; null: plain HTTP. */
  readonly caFolder: string | null;
}

/** The arguments in one line, for whoever got them wrong. */
export const USAGE =
  'usage: sandbox [--port 8787] [--file state.json] [--redirect-uri URI] [--seed N] [--grace on|off] [--contacts N] [--clock-skew SECONDS] [--domain localhost|amocrm.ru|kommo.com] [--tls [--ca-dir FOLDER]]';

const OPTIONS = {
  port: { type: 'string' },
  file: { type: 'string' },
  'redirect-uri': { type: 'string' },
  seed: { type: 'string' },
  grace: { type: 'string' },
  contacts: { type: 'string' },
  'clock-skew': { type: 'string' },
  domain: { type: 'string' },
  tls: { type: 'boolean' },
  'ca-dir': { type: 'string' },
} as const;

/** Reads the arguments after the program's name; a sentence when one is wrong. Port 0 lets the system choose. */
export function parseCommandLine(args: readonly string[]): SandboxCommand | string {
  let values: Partial<Record<Exclude<keyof typeof OPTIONS, 'tls'>, string>> & { readonly tls?: boolean };
  try {
    ({ values } = parseArgs({ args: withNegatives(args), options: OPTIONS }));
  } catch (error) {
    return error instanceof Error ? error.message : 'wrong arguments';
  }
  const { file, grace = 'on', 'redirect-uri': redirectUri } = values;
  const port = wholeNumber(values.port ?? '8787');
  const seed = wholeNumber(values.seed ?? '1');
  const contacts = wholeNumber(values.contacts ?? '300');
  const clockSkewSeconds = Number(values['clock-skew'] ?? '0');
  if (port === null || port > 65_535) return '--port must be a number from 0 to 65535';
  if (seed === null || contacts === null) return '--seed and --contacts must be whole numbers';
  if (grace !== 'on' && grace !== 'off') return '--grace must be on or off';
  if (redirectUri !== undefined && !URL.canParse(redirectUri)) return '--redirect-uri must be an address';
  const domain = DOMAINS.find((one) => one === (values.domain ?? 'localhost'));
  if (domain === undefined) return `--domain must be one of ${DOMAINS.join(', ')}`;
  if (!Number.isFinite(clockSkewSeconds)) return '--clock-skew must be a number of seconds';
  return {
    port,
    caFolder: values.tls === true ? (values['ca-dir'] ?? defaultCaFolder()) : null,
    options: {
      seed,
      contacts,
      grace: grace === 'on',
      tasks: true,
      clockSkewSeconds,
      domain,
      ...(file !== undefined && { file }),
      ...(redirectUri !== undefined && { redirectUri }),
    },
  };
}

const DOMAINS: readonly Domain[] = ['localhost', 'amocrm.ru', 'kommo.com'];

/** Beside other things of this user that can be made anew. */
const defaultCaFolder = (): string =>
  path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'ringside-sandbox');

/** `--clock-skew -720` as it is written; Node's parser wants `--clock-skew=-720`. */
const withNegatives = (args: readonly string[]): string[] =>
  args.flatMap((arg, index) => {
    if (/^-\d/u.test(arg) && args[index - 1] === '--clock-skew') return [];
    const next = args[index + 1] ?? '';
    return arg === '--clock-skew' && /^-\d/u.test(next) ? [`${arg}=${next}`] : [arg];
  });

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/u.test(text) ? Number(text) : null);
