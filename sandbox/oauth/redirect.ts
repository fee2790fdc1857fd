import type { Settings } from '../options.ts';

/** Whether a sign-in may end at an address: https always, plain http as `loopbackRedirects` says (crm-api.md 1.3, UNCERTAIN). */
export const isRedirectTaken = ({ loopbackRedirects }: Settings, address: string): boolean =>
  loopbackRedirects === 'taken' || new URL(address).protocol !== 'http:';
