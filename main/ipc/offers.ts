import type { LinksView } from '../../preload/contract.ts';
import type { DialOffers } from '../calls/dialOffer.ts';
import type { LinkScheme } from '../calls/phoneLinks.ts';
import { ok } from '../result.ts';
import type { Handlers } from './handle.ts';

interface OfferDeps {
  readonly offers: DialOffers;
  readonly links: {
    view(): Promise<LinksView>;
    take(scheme: LinkScheme, on: boolean): Promise<void>;
    set(settings: { readonly atOnce: boolean }): void;
  };
}

/** The number the pop offers to dial, and where such numbers come from. */
export function offerHandlers({ offers, links }: OfferDeps): {
  readonly offers: Handlers<'offers'>;
  readonly links: Handlers<'links'>;
} {
  return {
    offers: {
      get: () => ok({ offer: offers.current() }),
      dial: async ({ id }) => {
        const dialled = await offers.dial(id);
        return ok(
          dialled.ok
            ? { outcome: 'dialled', via: dialled.value }
            : { outcome: 'failed', reason: dialled.error },
        );
      },
      dismiss: ({ id }) => {
        offers.dismiss(id);
        return ok({});
      },
    },
    links: {
      get: async () => ok(await links.view()),
      take: async ({ scheme, on }) => {
        await links.take(scheme, on);
        return ok(await links.view());
      },
      set: async (settings) => {
        links.set(settings);
        return ok(await links.view());
      },
    },
  };
}
