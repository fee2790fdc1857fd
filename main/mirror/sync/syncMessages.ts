import type { CrmResult } from '../../crm/types/crmFailure.ts';
import type { FetchedRecords, MirrorChange, SyncProgress } from '../mirror.ts';
import type { Applied, ChangeFact, WebhookFrame, StreamPosition } from '../changes/changeEvents.ts';
import type { FetchedPage } from './listWalk.ts';
import type { SyncAccount } from '../mirrorWriter.ts';

/** What main and the sync worker say to each other. Both ends are ours and come from one build. */

/** A contact Ringside has just created in the CRM. */
export interface CreatedContact {
  readonly contactId: number;
  readonly name: string;
  readonly phones: readonly string[];
}

export type ToWorker =
  | { readonly type: 'start'; readonly account: SyncAccount }
  | { readonly type: 'stop' | 'removeAccount'; readonly account: string; readonly ticket: number }
  | { readonly type: 'pause' | 'resume' | 'catchUpNow' | 'tryAgain'; readonly account: string }
  | { readonly type: 'pace'; readonly account: string; readonly everyMs: number }
  /** Events to store; answered by `applied` of the same ticket. */
  | {
      readonly type: 'webhook';
      readonly ticket: number;
      readonly account: string;
      readonly frame: WebhookFrame;
    }
  /** Answered by `streamPosition` of the same ticket, after everything said before. */
  | { readonly type: 'askNewsPlace'; readonly ticket: number; readonly account: string }
  | { readonly type: 'setStreamPosition'; readonly account: string; readonly place: StreamPosition }
  | { readonly type: 'created'; readonly account: string; readonly contact: CreatedContact }
  | { readonly type: 'remember'; readonly account: string; readonly fetched: FetchedRecords }
  /** Answers `fetchPage` of the same number. */
  | {
      readonly type: 'page';
      readonly request: number;
      readonly result: CrmResult<FetchedPage>;
    }
  | { readonly type: 'close' };

export type FromWorker =
  /** Tokens and the rate limiter live in main: the worker asks it for every page. */
  | { readonly type: 'fetchPage'; readonly request: number; readonly account: string; readonly href: string }
  | { readonly type: 'cancelPage'; readonly request: number }
  | { readonly type: 'progress'; readonly progress: SyncProgress }
  | { readonly type: 'changed'; readonly account: string; readonly change: MirrorChange }
  | {
      readonly type: 'facts';
      readonly account: string;
      readonly facts: readonly ChangeFact[];
      readonly from: FactSource;
    }
  /** Null: this account has no sync here. */
  | { readonly type: 'applied'; readonly ticket: number; readonly applied: Applied | null }
  | { readonly type: 'streamPosition'; readonly ticket: number; readonly place: StreamPosition | null }
  /** A stop or removal is through. */
  | { readonly type: 'done'; readonly ticket: number }
  /** The mirror's file is about to be deleted: let go of it. */
  | { readonly type: 'rebuilding' };

/** What told of a fact: a catch-up, a webhook, or an answer somebody asked the CRM for. */
export type FactSource = 'sync' | 'webhook' | 'answer';

/** How a worker is started. */
export interface WorkerStart {
  readonly file: string;
  readonly catchUpEveryMs: number;
}
