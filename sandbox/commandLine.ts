import { parseArgs } from 'node:util';
import type { SandboxOptions } from './options.ts';

/** How a sandbox in a process of its own was asked to be. */
export interface SandboxCommand {
  readonly port: number;
  readonly options: SandboxOptions;
}

/** The arguments in one line, for whoever got them wrong. */
export const USAGE =
  'usage: sandbox [--port 8787] [--file state.json] [--redirect-uri URI] [--seed N] [--grace on|off] [--contacts N]';

/** Reads the arguments after the program's name; a sentence when one is wrong. Port 0 lets the system choose. */
export function parseCommandLine(args: readonly string[]): SandboxCommand | string {
  let values: Partial<Record<'port' | 'file' | 'redirect-uri' | 'seed' | 'grace' | 'contacts', string>>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        file: { type: 'string' },
        'redirect-uri': { type: 'string' },
        seed: { type: 'string' },
        grace: { type: 'string' },
        contacts: { type: 'string' },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : 'wrong arguments';
  }
  const { file, grace = 'on', 'redirect-uri': redirectUri } = values;
  const port = wholeNumber(values.port ?? '8787');
  const seed = wholeNumber(values.seed ?? '1');
  const contacts = wholeNumber(values.contacts ?? '300');
  if (port === null || port > 65_535) return '--port must be a number from 0 to 65535';
  if (seed === null || contacts === null) return '--seed and --contacts must be whole numbers';
  if (grace !== 'on' && grace !== 'off') return '--grace must be on or off';
  if (redirectUri !== undefined && !URL.canParse(redirectUri)) return '--redirect-uri must be an address';
  return {
    port,
    options: {
      seed,
      contacts,
      grace: grace === 'on',
      tasks: true,
      ...(file !== undefined && { file }),
      ...(redirectUri !== undefined && { redirectUri }),
    },
  };
}

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/u.test(text) ? Number(text) : null);
