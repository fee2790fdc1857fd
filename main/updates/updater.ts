import type { Result } from '../common/result.ts';

/** A version the feed offers. */
export interface Release {
  readonly version: string;
  /** What the publisher signs of it (releaseSignature.ts). */
  readonly signed: string;
  /** Base64; null where the feed has none. */
  readonly signature: string | null;
}

/** Why an update did not come. `refused`: it is not what the publisher signed; `badFeed`: the feed makes no sense. */
export type UpdateFailure = 'unreachable' | 'refused' | 'badFeed';

/** What fetches and installs: electron-updater in the app (feedUpdater.ts). */
export interface Updater {
  /** The newer version this computer is to have now, null for none: there is no newer one, or its stage has not come. */
  check(): Promise<Result<Release | null, UpdateFailure>>;
  /**
   * Fetches what `check` found and compares it with its hash.
   *
   * @param signal ends it early, which answers `aborted`
   * @param progress told how much is here, 0 to 100
   */
  download(
    signal: AbortSignal,
    progress: (percent: number) => void,
  ): Promise<Result<null, UpdateFailure | 'aborted'>>;
  /** Installs what was fetched; false when that did not start. With `restart` the app ends and comes back. */
  install(restart: boolean): boolean;
}
