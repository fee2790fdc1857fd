import type { SearchHit } from '../mirror.ts';

/** What main and the search worker say to each other. Both ends are ours and come from one build. */
export type ToSearch =
  | {
      readonly type: 'find';
      readonly request: number;
      readonly account: string;
      readonly text: string;
      readonly limit: number;
    }
  /** The mirror's file is about to be deleted: let go of it. */
  | { readonly type: 'release' }
  | { readonly type: 'close' };

export type FromSearch = {
  readonly type: 'found';
  readonly request: number;
  readonly hits: readonly SearchHit[];
};

/** How the worker is started. */
export interface SearchStart {
  readonly file: string;
}
