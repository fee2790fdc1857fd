import { parseArgs } from 'node:util';
import type { SandboxOptions } from './options.ts';

/** How a sandbox in a process of its own was asked to be. */
export interface SandboxCommand {
  readonly port: number;
  readonly options: SandboxOptions;
}

/** The arguments in one line, for whoever got them wrong. */
export const USAGE =
  'usage: sandbox [--port 8787] [--file state.json] [--redirect-uri URI] [--seed N] [--grace on|off] [--contacts N] [--clock-skew SECONDS]';

const OPTIONS = {
  port: { type: 'string' },
  file: { type: 'string' },
  'redirect-uri': { type: 'string' },
  seed: { type: 'string' },
  grace: { type: 'string' },
  contacts: { type: 'string' },
  'clock-skew': { type: 'string' },
} as const;

/** Reads the arguments after the program's name; a sentence when one is wrong. Port 0 lets the system choose. */
export function parseCommandLine(args: readonly string[]): SandboxCommand | string {
  let values: Partial<Record<keyof typeof OPTIONS, string>>;
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
  if (!Number.isFinite(clockSkewSeconds)) return '--clock-skew must be a number of seconds';
  return {
    port,
    options: {
      seed,
      contacts,
      grace: grace === 'on',
      tasks: true,
      clockSkewSeconds,
      ...(file !== undefined && { file }),
      ...(redirectUri !== undefined && { redirectUri }),
    },
  };
}

/** `--clock-skew -720` as it is written; Node's parser wants `--clock-skew=-720`. */
const withNegatives = (args: readonly string[]): string[] =>
  args.flatMap((arg, index) => {
    if (/^-\d/u.test(arg) && args[index - 1] === '--clock-skew') return [];
    const next = args[index + 1] ?? '';
    return arg === '--clock-skew' && /^-\d/u.test(next) ? [`${arg}=${next}`] : [arg];
  });

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/u.test(text) ? Number(text) : null);
