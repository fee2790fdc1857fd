import type { AmiMessage } from './amiReader.ts';
import { dialledOf, namesOf } from '../switchboardNumbers.ts';

/** What the names and fields of Asterisk's channels say. */

/** A phone's channel: technology, endpoint, and a number of Asterisk's own in hex. */
const PHONE_CHANNEL = /^(?:PJSIP|SIP|IAX2|SCCP|Skinny)\/(.+)-[0-9a-f]+(?:<\w+>)?$/i;
/** What MikoPBX adds to the name of a person's browser phone. */
const BROWSER_PHONE = '-WS';

/** The agent's devices. */
export interface OwnEndpoints {
  readonly names: readonly string[];
  /** The agent's name of this channel's endpoint, as the settings have it; null when it is another's, or no phone's. */
  readonly of: (channel: string | undefined) => string | null;
  /** True for a number that is the agent's own. */
  readonly has: (number: string) => boolean;
}

/** @param list names as in `PJSIP/101`, set apart by commas; the browser phone `101-WS` belongs to `101` */
export function ownEndpoints(list: string): OwnEndpoints {
  const names = namesOf(list);
  const own = new Map(names.map((name) => [name + BROWSER_PHONE, name]));
  for (const name of names) own.set(name, name);
  return {
    names,
    of: (channel) => own.get(PHONE_CHANNEL.exec(channel ?? '')?.[1] ?? '') ?? null,
    has: (number) => own.has(number),
  };
}

/** All endpoints these names may mean, each with its browser phone. */
export const withBrowserPhones = (names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap((name) => [name, name + BROWSER_PHONE])),
];

/** `Local/...` channels are the ends of a pipe inside the switchboard: nobody's phone. */
export const isLocal = (channel: string | undefined): boolean => /^Local\//i.test(channel ?? '');

/** The channel that dials; undefined where none does, because a program asked for the call (Originate). */
export function diallerOf(message: AmiMessage): string | undefined {
  const channel = message['Channel'];
  return channel === '' || channel === '<none>' ? undefined : channel;
}

/** The number in a dial string: `79161234567@operator`, `operator/79161234567`; '' in one that only names an endpoint. */
function explicitNumber(dialString: string | undefined): string {
  const text = dialString ?? '';
  if (!/[@/]/.test(text)) return '';
  return text
    .slice(text.lastIndexOf('/') + 1)
    .replace(/^sips?:/i, '')
    .replace(/@.*$/, '');
}

/**
 * The number a phone or a click-to-call dials: as it was typed, else as it goes out. An endpoint's own caller id, which a
 * trunk may have, comes last.
 */
export function dialledNumber(m: AmiMessage, own: OwnEndpoints): string {
  const { DialString: dialString } = m;
  return dialledOf([m['Exten'], explicitNumber(dialString), m['DestCallerIDNum'], dialString], own.has);
}

/** Fewer digits are no customer's number: a program that asks for a call may give its own as the caller. */
const FEWEST_DIGITS = 7;

/** Whom a program wants called, as far as the ring it asked for says; '' when it does not. */
export function askedNumber(m: AmiMessage, own: OwnEndpoints): string {
  const said = [
    m['DestConnectedLineNum'],
    m['DestCallerIDNum'],
    m['CallerIDNum'],
    explicitNumber(m['DialString']),
  ];
  return dialledOf(
    said.filter((text) => (text?.match(/\d/g)?.length ?? 0) >= FEWEST_DIGITS),
    own.has,
  );
}
