import type { Answer } from './answer.ts';
import type { RefusedItem, ValidationError } from './problem.ts';
import { badRequest, validationProblem } from './problem.ts';

/** One item of a batch: its keys, and the request id to echo (default: its place, as a text; crm-api.md 2.4). */
export interface BatchItem {
  readonly values: ReadonlyMap<string, unknown>;
  readonly requestId: string;
}

/** A batch that may be worked on, or the answer that refuses it. */
export type Batch = { readonly items: readonly BatchItem[] } | { readonly refusal: Answer };

/** The service takes 250 at most (crm-api.md 2.2). */
const LARGEST_BATCH = 250;

/** Reads the array a collection takes; checks every item before any is written. */
export function batchOf(
  body: unknown,
  check: (item: BatchItem) => readonly ValidationError[],
  largest = LARGEST_BATCH,
): Batch {
  if (body === undefined || body === null) return { refusal: badRequest('Request data can not be empty') };
  if (!Array.isArray(body)) return { refusal: badRequest('Request body must be an array') };
  if (body.length === 0) return { refusal: badRequest('Request data can not be empty') };
  if (body.length > largest) {
    return { refusal: badRequest(`No more than ${String(largest)} items per request`) };
  }
  return checked(body.map(itemOf), check);
}

/** Reads the one object that `PATCH /x/{id}` takes. */
export function singleOf(body: unknown, check: (item: BatchItem) => readonly ValidationError[]): Batch {
  if (body === undefined || body === null) return { refusal: badRequest('Request data can not be empty') };
  if (typeof body !== 'object' || Array.isArray(body)) {
    return { refusal: badRequest('Request body must be an object') };
  }
  return checked([itemOf(body, 0)], check);
}

function itemOf(value: unknown, index: number): BatchItem {
  const values = new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  );
  const requestId = values.get('request_id');
  const isGiven = typeof requestId === 'string' || typeof requestId === 'number';
  return { values, requestId: isGiven ? String(requestId) : String(index) };
}

function checked(items: readonly BatchItem[], check: (item: BatchItem) => readonly ValidationError[]): Batch {
  const refused: RefusedItem[] = items
    .map((item) => ({ request_id: item.requestId, errors: check(item) }))
    .filter((item) => item.errors.length > 0);
  return refused.length > 0 ? { refusal: validationProblem(refused) } : { items };
}
