import type { LinkHandlers } from './linkHandlers.ts';

interface TelLinksOutDeps {
  readonly holderOf: LinkHandlers['holderOf'];
  /** The program that had `tel:` links before Ringside took them; null when none had or it is not known. */
  readonly before: () => string | null;
  readonly platform: NodeJS.Platform;
  /** Hands a link to the system. */
  readonly openTel: (url: string) => Promise<boolean>;
  /** Starts a program without a shell. */
  readonly run: (program: string, args: readonly string[]) => Promise<boolean>;
}

/**
 * The way out for a `tel:` link: to the system's handler and, where that is Ringside itself, to the program that was it
 * before. Ringside takes links for the softphone, not from it. False when nobody takes it.
 */
export function telLinksOut(deps: TelLinksOutDeps): (url: string) => Promise<boolean> {
  return async (url) => {
    const { state } = await deps.holderOf('tel');
    if (state !== 'ours') return deps.openTel(url);
    const before = deps.before();
    return before !== null && deps.platform === 'linux' && deps.run('gtk-launch', [before, url]);
  };
}
