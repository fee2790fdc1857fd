import { parseArgs } from 'node:util';
import { DEFAULTS } from './options.ts';
import { proxyTrust } from './proxyTrust.ts';
import type { RelayOptions } from './options.ts';

/** The arguments in a few lines, for whoever got them wrong. */
export const USAGE = `usage: relay --data DIR [--port 8790] [--host 127.0.0.1] [--public-url https://relay.example.com]
  [--account ID]... [--callback http://127.0.0.1:47823/oauth/callback] [--keep-days 7] [--keep-mb 1024]
  [--duplicate-minutes 120] [--rate 5000] [--trust-proxy loopback]
environment: NATS_URL (several with commas), NATS_REPLICAS`;

const TEXTS = [
  'data',
  'port',
  'host',
  'public-url',
  'callback',
  'keep-days',
  'keep-mb',
  'duplicate-minutes',
  'rate',
  'trust-proxy',
] as const;
type Values = Partial<Record<(typeof TEXTS)[number], string>> & { readonly account?: readonly string[] };

/** Reads the arguments after the program's name, and what of the environment concerns a relay; a sentence when one is wrong. */
export function parseCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): RelayOptions | string {
  let values: Values;
  try {
    const options = {
      ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' as const }])),
      account: { type: 'string' as const, multiple: true },
    };
    ({ values } = parseArgs({ args: [...args], options }) as { values: Values });
  } catch (error) {
    return error instanceof Error ? error.message : 'wrong arguments';
  }
  const port = wholeNumber(values.port ?? '8790');
  const accounts = (values.account ?? []).map(wholeNumber);
  const keepDays = wholeNumber(values['keep-days'] ?? String(DEFAULTS.keepDays));
  const keepMegabytes = wholeNumber(values['keep-mb'] ?? String(DEFAULTS.keepMegabytes));
  const duplicateMinutes = wholeNumber(values['duplicate-minutes'] ?? String(DEFAULTS.duplicateMinutes));
  const rate = wholeNumber(values.rate ?? String(DEFAULTS.rate));
  const natsReplicas = wholeNumber(env['NATS_REPLICAS'] ?? '1');
  const callback = values.callback ?? DEFAULTS.callback;
  const publicUrl = values['public-url']?.replace(/\/+$/u, '') ?? null;
  if (!values.data) return '--data is missing: the folder to keep events in';
  if (port === null || port > 65_535) return '--port must be a number from 0 to 65535';
  if (accounts.some((one) => one === null || one === 0)) return '--account must be the number of an account';
  if (keepDays === null || keepDays < 1) return '--keep-days must be a whole number from 1';
  if (keepMegabytes === null || keepMegabytes < 8) return '--keep-mb must be a whole number from 8';
  if (duplicateMinutes === null || rate === null || rate < 1) {
    return '--duplicate-minutes and --rate must be whole numbers';
  }
  if (natsReplicas === null || natsReplicas < 1 || natsReplicas > 5) return 'NATS_REPLICAS must be 1 to 5';
  const trustProxy = values['trust-proxy'] ?? DEFAULTS.trustProxy;
  if (proxyTrust(trustProxy) === null) {
    return '--trust-proxy must be loopback, uniquelocal, addresses or ranges with commas, or how many proxies are in front';
  }
  if (!isLoopback(callback)) return '--callback must be like http://127.0.0.1:47823/oauth/callback';
  if (publicUrl !== null && !/^https?:\/\/[\w.:[\]-]+$/u.test(publicUrl)) {
    return '--public-url must be like https://relay.example.com';
  }
  return {
    ...DEFAULTS,
    data: values.data,
    port,
    host: values.host ?? DEFAULTS.host,
    publicUrl,
    accounts: accounts.flatMap((one) => one ?? []),
    callback,
    natsUrl: env['NATS_URL'] || null,
    natsReplicas,
    keepDays,
    keepMegabytes,
    duplicateMinutes,
    rate,
    trustProxy,
  };
}

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/u.test(text) ? Number(text) : null);

/** The sign-in's answer goes to the same computer and nowhere else. */
const isLoopback = (text: string): boolean =>
  /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d{4,5}(?:\/[\w.~/-]*)?$/u.test(text) && URL.canParse(text);
