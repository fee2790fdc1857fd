import { randomUUID } from 'node:crypto';
import type { LinksView } from '../../preload/contract.ts';
import { routeCall } from '../calls/matching/callRouting.ts';
import { createClickToCall } from '../clickToCall/clickToCall.ts';
import type { ClickToCall } from '../clickToCall/clickToCall.ts';
import type { Dialer } from '../clickToCall/dialer.ts';
import { numberInText } from '../phone/numberInText.ts';
import { linkSchemes, numberOfLink } from '../phone/phoneLinks.ts';
import type { LinkScheme } from '../phone/phoneLinks.ts';
import { createRememberedChoices } from '../calls/matching/rememberedChoices.ts';
import type { Clock } from '../common/clock.ts';
import type { Startup } from './startup.ts';
import { readableKeys } from '../settings/accelerator.ts';
import type { IncomingLinks } from '../windows/links/incomingLinks.ts';
import { createDialShortcut, readsSelection, selectedTexts } from '../windows/links/selectedText.ts';
import type { SystemLinks } from '../windows/links/systemLinks.ts';
import type { ComposedCalls } from './composeCalls.ts';
import type { CrmConnections } from './composeCrm.ts';

/** Numbers from outside: the system's links, and text selected anywhere. */
export interface ComposedClickToCall {
  readonly clickToCall: ClickToCall;
  readonly links: {
    view(): Promise<LinksView>;
    take(scheme: LinkScheme, on: boolean): Promise<void>;
  };
  /** The settings name another key. */
  readonly keysChanged: () => void;
}

interface ClickToCallParts {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly calls: ComposedCalls;
  readonly dialer: Dialer;
  readonly systemLinks: SystemLinks;
  readonly incoming: IncomingLinks;
  readonly clock: Clock;
  readonly logError: (message: string, error: unknown) => void;
}

export function composeClickToCall(parts: ClickToCallParts): ComposedClickToCall {
  const { opening, calls, systemLinks } = parts;
  const { list, registry, settingsFile, events } = opening;
  const choices = createRememberedChoices(opening.journal);
  const region = (): string => list.list()[0]?.region ?? 'RU';
  const settings = () => settingsFile.get().links;

  const shortcut = createDialShortcut(() => void events.emit('dialKeyPressed'));
  const clickToCall = createClickToCall({
    find: (number) =>
      routeCall(number, null, list.list(), { mirror: parts.crm.mirror, choices })?.found ?? null,
    accountOf: (key) => list.get(key),
    dial: (number) => parts.dialer.dial(number),
    atOnce: () => settings().atOnce,
    shortcut: () => (shortcut.isOurs() ? readableKeys(settings().shortcut, process.platform) : null),
    surface: {
      tell: (prompt) => {
        registry.tell('clickToCall', { prompt }, { kinds: ['pop'] });
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
    const shown = clickToCall.current();
    const isNew = number !== null && number !== shown?.number.e164 && number !== shown?.number.display;
    if (isNew) clickToCall.prompt(number);
    else if (shown !== null) await clickToCall.dial(shown.id);
  }
  events.on('dialKeyPressed', () => {
    void pressed().catch((error: unknown) => {
      parts.logError('reading the selection failed', error);
    });
  });
  shortcut.use(settings().shortcut);
  parts.incoming.hear((link) => {
    const number = numberOfLink(link);
    if (number !== null) clickToCall.prompt(number);
  });

  return {
    clickToCall,
    links: {
      async view() {
        const schemes = await Promise.all(
          linkSchemes.map(async (scheme) => ({ scheme, ...(await systemLinks.holderOf(scheme)) })),
        );
        return {
          schemes,
          mayTake: systemLinks.mayTake,
          shortcut: readableKeys(settings().shortcut, process.platform),
          isShortcutOurs: settings().shortcut === '' || shortcut.isOurs(),
          reads: readsSelection(),
        };
      },
      take: (scheme, on) => systemLinks.take(scheme, on),
    },
    keysChanged() {
      shortcut.use(settings().shortcut);
    },
  };
}
