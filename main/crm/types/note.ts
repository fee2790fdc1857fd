import type { CallStatus, NewCall } from './call.ts';
import type { EntityRef } from './entity.ts';
import type { RequestOptions } from './requestOptions.ts';
import type { JsonBody } from '../transport/transport.ts';
import type { CrmResult } from './crmFailure.ts';
import type { Pages } from '../transport/pagination.ts';
export interface NotesQuery {
  readonly entity: 'contact' | 'company' | 'lead';
  /** Of one, of some, of all of the kind. */
  readonly entityId: number | readonly number[] | null;
  readonly types: readonly ('call_in' | 'call_out' | 'common')[];
  /** Unix seconds; filters may be ignored by the service, so check what comes back. */
  readonly updatedFrom?: number;
  /** A `next` link of an earlier page, as handed out. */
  readonly href?: string;
  readonly limit?: number;
}

export interface NotesPage {
  readonly notes: readonly CrmNote[];
  readonly next: string | null;
}

export interface CrmNote {
  readonly id: number;
  readonly entity_id: number;
  readonly note_type: string;
  readonly created_at: number;
  readonly updated_at: number;
  /** `params.uniq` of a call note, null otherwise. */
  readonly uniq: string | null;
  /** Text of the note, or the call's result text. */
  readonly text: string | null;
  readonly duration: number | null;
  /** `params.call_status` of a call note, 1 to 7 (crm-api.md 3.7); absent where none was given. */
  readonly status?: CallStatus | undefined;
  /** `params.phone` of a call note: the other party's number as whoever logged it wrote it. */
  readonly phone?: string | null | undefined;
  /** `params.source` of a call note: who logged it. */
  readonly source?: string | null | undefined;
  /** `params.link` of a call note: its recording, as whoever logged it wrote it. */
  readonly link?: string | null | undefined;
  readonly isPinned: boolean;
  readonly created_by?: number | undefined;
}

/** A `call_in` or `call_out` note as it stands. */
export interface CallNote {
  readonly id: number;
  readonly note_type: string;
  /** Whatever whoever logged it put there, recording and unknown keys too; without nulls, which are refused (crm-api.md 3.7). */
  readonly params: Readonly<Record<string, JsonBody>>;
}

export interface NewNote {
  readonly text: string;
  /** Unix seconds of the writing; without it the service takes its own time (crm-api.md 3.7). */
  readonly created_at?: number;
}

/** Notes of entities. */
export interface CrmNotes {
  /** Notes of one entity, or (entityId null) of all entities of the kind, newest first. */
  list(query: NotesQuery, options?: RequestOptions): Promise<CrmResult<NotesPage>>;
  /** The same, walked, and only what was asked for. */
  pages(query: NotesQuery, options?: RequestOptions): Pages<CrmNote>;
  /** `entityNotFound` when the entity is gone. */
  addText(
    target: EntityRef,
    note: string | NewNote,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
  /** Puts a call on exactly this entity as a `call_in`/`call_out` note (crm-api.md 3.7). */
  addCall(
    target: EntityRef,
    call: NewCall,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
  /** A call note with all it holds, to be sent back whole; null when it is not there. */
  getCall(target: EntityRef, noteId: number, options?: RequestOptions): Promise<CrmResult<CallNote | null>>;
  /** Changes a call note. `params` are all it shall hold: whether they merge is not known (crm-api.md 3.7). */
  patchCall(
    target: EntityRef,
    noteId: number,
    params: CallNote['params'],
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
}
