import { randomUUID } from 'node:crypto';
import type { LinksView } from '../../preload/contract.ts';
import { routeCall } from '../calls/callRouting.ts';
import { createDialOffers } from '../calls/dialOffer.ts';
import type { DialOffers } from '../calls/dialOffer.ts';
import type { Dialer } from '../calls/dialer.ts';
import { numberInText } from '../calls/numberInText.ts';
import { linkSchemes, numberOfLink } from '../calls/phoneLinks.ts';
import type { LinkScheme } from '../calls/phoneLinks.ts';
import { createRememberedChoices } from '../calls/rememberedChoices.ts';
import type { Clock } from '../clock.ts';
import type { Opening } from '../opening.ts';
import { readableKeys } from '../settings/accelerator.ts';
import type { IncomingLinks } from '../windows/incomingLinks.ts';
import { createDialShortcut, readsSelection, selectedTexts } from '../windows/selectedText.ts';
import type { SystemLinks } from '../windows/systemLinks.ts';
import type { CallRooms } from './callRooms.ts';
import type { CrmLines } from './crmLines.ts';

/** Numbers from outside: the system's links, and text selected anywhere. */
export interface OfferRoom {
  readonly offers: DialOffers;
  readonly links: {
    view(): Promise<LinksView>;
    take(scheme: LinkScheme, on: boolean): Promise<void>;
    set(settings: { readonly atOnce: boolean }): void;
  };
  /** The settings name another key. */
  readonly keysChanged: () => void;
}

interface OfferParts {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly calls: CallRooms;
  readonly dialer: Dialer;
  readonly systemLinks: SystemLinks;
  readonly incoming: IncomingLinks;
  readonly clock: Clock;
  readonly logError: (message: string, error: unknown) => void;
}

export function composeOfferRoom(parts: OfferParts): OfferRoom {
  const { opening, calls, systemLinks } = parts;
  const { list, registry, settingsFile } = opening;
  const choices = createRememberedChoices(opening.journal);
  const region = (): string => list.list()[0]?.region ?? 'RU';
  const settings = () => settingsFile.get().links;

  const offers = createDialOffers({
    find: (number) =>
      routeCall(number, null, list.list(), { mirror: parts.lines.mirror, choices })?.found ?? null,
    accountOf: (key) => list.get(key),
    dial: (number) => parts.dialer.dial(number),
    atOnce: () => settings().atOnce,
    shortcut: () => (shortcut.isOurs() ? readableKeys(settings().shortcut, process.platform) : null),
    surface: {
      tell: (offer) => {
        registry.tell('offer', { offer }, { kinds: ['pop'] });
      },
      show: () => {
        calls.popWindow.show();
      },
      leave: () => {
        if (calls.pop.snapshot().calls.length === 0) calls.popWindow.hide();
      },
    },
    clock: parts.clock,
    newId: randomUUID,
  });

  /** The same key shows what is selected and, pressed again, dials it. */
  async function pressed(): Promise<void> {
    const texts = await selectedTexts();
    const number = texts.map((text) => numberInText(text, region())).find((one) => one !== null) ?? null;
    const shown = offers.current();
    const isNew = number !== null && number !== shown?.number.e164 && number !== shown?.number.display;
    if (isNew) offers.offer(number);
    else if (shown !== null) await offers.dial(shown.id);
  }
  const shortcut = createDialShortcut(() => {
    void pressed().catch((error: unknown) => {
      parts.logError('reading the selection failed', error);
    });
  });
  shortcut.use(settings().shortcut);
  parts.incoming.hear((link) => {
    const number = numberOfLink(link);
    if (number !== null) offers.offer(number);
  });

  return {
    offers,
    links: {
      async view() {
        const schemes = await Promise.all(
          linkSchemes.map(async (scheme) => ({ scheme, ...(await systemLinks.holderOf(scheme)) })),
        );
        return {
          schemes,
          mayTake: systemLinks.mayTake,
          atOnce: settings().atOnce,
          shortcut: readableKeys(settings().shortcut, process.platform),
          isShortcutOurs: settings().shortcut === '' || shortcut.isOurs(),
          reads: readsSelection(),
        };
      },
      take: (scheme, on) => systemLinks.take(scheme, on),
      set(changed) {
        settingsFile.change({ links: { ...settings(), ...changed } });
      },
    },
    keysChanged() {
      shortcut.use(settings().shortcut);
    },
  };
}
