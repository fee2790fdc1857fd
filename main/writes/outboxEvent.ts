import type { WriteEvent, WriteView } from '../../preload/contract.ts';

/** One per change of a row, after it is committed. */
export type OutboxEvent =
  | {
      readonly type: 'writeChanged';
      readonly account: string;
      readonly event: WriteEvent;
      /** As it stands, or of one that is no more, as it was. */
      readonly last: WriteView;
    }
  | { readonly type: 'callChanged'; readonly account: string; readonly callId: string }
  | {
      readonly type: 'contactCreated';
      readonly account: string;
      readonly contactId: number;
      readonly name: string;
      readonly phones: readonly string[];
      /** Their deal, where it was made with them. */
      readonly leadId: number | null;
    }
  | {
      readonly type: 'accountPaused';
      readonly account: string;
      readonly reason: 'rateLimited' | 'blocked' | 'needsSignIn' | 'paymentRequired';
      readonly until: number | null;
    };
