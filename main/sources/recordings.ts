import { remember } from './boundedMap.ts';

/** An address of the web that a browser can open, without a name or password in it. */
export function isWebAddress(text: string): boolean {
  if (/[\p{Cc}\s]/u.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/** The longest link of a recording. */
export const LONGEST_LINK = 1_000;

/** What a switchboard's settings may say of its recordings: nothing, or an address in which the file has its place. */
export const RECORDINGS_PATTERN = /^$|^https?:\/\/\S*\{(?:file|path)\}\S*$/u;

/**
 * The link of a recording, by the address that the settings have for all of them.
 *
 * @param template `{file}` stands for the file's name, `{path}` for the whole path without its first slash; '' for no links
 * @param file the file as the switchboard names it
 * @returns null where there is no link, or none that a browser could open
 */
export function recordingLink(template: string, file: string): string | null {
  const path = file.split(/[/\\]/u).filter((part) => part !== '' && part !== '.');
  const name = path.at(-1);
  if (template === '' || name === undefined || path.includes('..') || /\p{Surrogate}/u.test(file))
    return null;
  const whole = path.map(encodeURIComponent).join('/');
  const link = template.replaceAll(/\{(file|path)\}/gu, (_, part) =>
    part === 'file' ? encodeURIComponent(name) : whole,
  );
  return link.length <= LONGEST_LINK && isWebAddress(link) ? link : null;
}

/** More channels than an office records at one time. */
const MOST = 500;

/** The recordings a switchboard has begun, by the channels they belong to. */
export interface Recordings {
  /** A channel is recorded into a file; a later file of it takes the place of an earlier one. */
  began(channels: readonly (string | undefined)[], file: string): void;
  /** What to tell with the end of a call of these channels. */
  of(...channels: readonly string[]): { readonly recording?: string };
}

/** @param template as for `recordingLink` */
export function createRecordings(template: string): Recordings {
  const links = new Map<string, string>();
  return {
    began(channels, file) {
      const link = recordingLink(template, file);
      if (link === null) return;
      for (const channel of channels)
        if (channel !== undefined && channel !== '') remember(links, channel, link, MOST);
    },
    of(...channels) {
      const recording = channels.map((channel) => links.get(channel)).find((link) => link !== undefined);
      return recording === undefined ? {} : { recording };
    },
  };
}
