import type { LinksView } from '../../../preload/contract.ts';
import type { ClickToCall } from '../../clickToCall/clickToCall.ts';
import type { LinkScheme } from '../../phone/phoneLinks.ts';
import { ok } from '../../common/result.ts';
import type { Handlers } from '../answerRequest.ts';

interface ClickToCallDeps {
  readonly clickToCall: ClickToCall;
  readonly links: {
    view(): Promise<LinksView>;
    take(scheme: LinkScheme, on: boolean): Promise<void>;
  };
}

/** The number the pop offers to dial, and where such numbers come from. */
export function clickToCallHandlers({ clickToCall, links }: ClickToCallDeps): {
  readonly clickToCall: Handlers<'clickToCall'>;
  readonly links: Handlers<'links'>;
} {
  return {
    clickToCall: {
      get: () => ok({ prompt: clickToCall.current() }),
      dial: async ({ id }) => {
        const dialled = await clickToCall.dial(id);
        return ok(
          dialled.ok
            ? { outcome: 'dialled', via: dialled.value }
            : { outcome: 'failed', reason: dialled.error },
        );
      },
      dismiss: ({ id }) => {
        clickToCall.dismiss(id);
        return ok({});
      },
    },
    links: {
      get: async () => ok(await links.view()),
      take: async ({ scheme, on }) => {
        await links.take(scheme, on);
        return ok(await links.view());
      },
    },
  };
}
