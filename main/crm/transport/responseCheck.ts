import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import type { WireAnswer } from './httpExchange.ts';
import type { CrmFailure, CrmResult, ValidationProblem } from '../types/crmFailure.ts';
import { amount, listOf, orElse, readable, words as written } from '../resources/entityFields.ts';

/** The service's own words are kept for the agent, but an error page is not. */
const WORDS_LENGTH = 300;

/** A part that is not as it should be is left out: the others are read all the same. */
const text = z.string().optional().catch(undefined);

/** A list, of which what can be read; undefined where there is none. */
const listed = <S extends z.ZodType>(item: S) => listOf(item).optional().catch(undefined);

const problem = z.object({
  title: text,
  detail: text,
  hint: text,
  retry_after: amount.optional().catch(undefined),
  /** 244: no rights, or the subscription ended (crm-api.md 2.1, 6 #33). */
  code: z.union([z.number(), z.string()]).optional().catch(undefined),
  'validation-errors': listed(
    z.object({
      errors: readable(
        z.object({ code: orElse(written, ''), path: orElse(written, ''), detail: orElse(written, '') }),
      ),
    }),
  ),
  /** `POST /calls` answers 400 with its usual envelope and the errors in it (crm-api.md 4.1). */
  errors: listed(z.object({ title: text, detail: text })),
});
type Problem = z.infer<typeof problem>;

/** The failure a non-2xx answer is (crm-api.md 2.1), with the service's words; null for a 2xx. */
export function failureOf(answer: WireAnswer): CrmFailure | null {
  return answer.status >= 200 && answer.status < 300 ? null : readFailure(answer);
}

/** The JSON of a 2xx answer, null when there is none (204). A page instead of data is `malformed`. */
export function bodyJson({ status, text }: WireAnswer): CrmResult<unknown> {
  if (status === 204 || text === '') return ok(null);
  const json = parseJson(text);
  return json.ok ? json : fail(notData(text));
}

/** The body of a 2xx answer left as text, for a reader off the main thread; null for a 204. */
export function bodyText({ status, text }: WireAnswer): CrmResult<string | null> {
  if (status === 204 || text === '') return ok(null);
  return looksLikeHtml(text) ? fail(notData(text)) : ok(text);
}

function notData(text: string): CrmFailure {
  const words = looksLikeHtml(text) ? htmlTitle(text) : 'not JSON';
  return { kind: 'malformed', path: '', maySucceed: true, words };
}

/**
 * Only what the API itself says of a request is a refusal. A redirect, a portal's or proxy's page, a gateway's 4xx say
 * nothing of it: they are `server`, like a 5xx.
 */
function readFailure(answer: WireAnswer): CrmFailure {
  const { status, text: body } = answer;
  const json = parseJson(body);
  const parsed = json.ok ? problem.safeParse(json.value) : null;
  const said: Problem | null = parsed?.success === true ? parsed.data : null;
  // Never without a reason on the screen.
  const words = wordsOf(said, body) || `HTTP ${String(status)}`;
  if (status >= 500 || isInconclusive(status)) return { kind: 'server', status, maySucceed: true, words };
  if (!isApis(answer, said)) return notOfApi(answer, json.ok, words);
  switch (status) {
    case 400:
      return badRequest(said, words);
    case 401:
      return { kind: 'needsSignIn', words };
    case 402:
      return { kind: 'paymentRequired', words };
    case 403:
      return { kind: 'forbidden', words };
    case 404:
      return { kind: 'notFound', words };
    case 422:
      return validationOf(said, words) ?? { kind: 'rejected', status, words };
    case 429:
      return { kind: 'rateLimited', retryAfterMs: requestedPauseMs(answer.retryAfter, said), words };
    default:
      return { kind: 'rejected', status, words };
  }
}

/** Said by whoever stands between, or about the moment: too early, locked, in conflict, given up (crm-api.md 2.1 names none). */
const isInconclusive = (status: number): boolean =>
  status < 400 || [408, 409, 421, 423, 425, 451, 499].includes(status);

/**
 * Whether a refusal is the API's own word: its content types (crm-api.md 2), or its keys in an answer without
 * a type. A portal, a proxy or a gateway answers as it likes, and has decided nothing about a write.
 */
function isApis({ contentType }: WireAnswer, said: Problem | null): boolean {
  if (said === null) return /application\/(?:problem|hal)\+json/iu.test(contentType);
  // The envelope of `POST /calls`, whose type is not known, and validation answers: nobody else writes them.
  if (said['validation-errors'] !== undefined || said.errors !== undefined) return true;
  if (contentType === '') return Object.values(said).some((part) => part !== undefined);
  return /application\/(?:problem|hal)\+json/iu.test(contentType);
}

/** The statuses that mean the same from anybody; all else is tried again. */
function notOfApi(answer: WireAnswer, isJson: boolean, words: string): CrmFailure {
  const { status } = answer;
  if (status === 401) return { kind: 'needsSignIn', words };
  if (status === 402) return { kind: 'paymentRequired', words };
  // nginx's HTML is about the address or account as a whole.
  if (status === 403)
    return isJson && answer.contentType === '' ? { kind: 'forbidden', words } : { kind: 'blocked', words };
  if (status === 429)
    return { kind: 'rateLimited', retryAfterMs: requestedPauseMs(answer.retryAfter, null), words };
  return { kind: 'server', status, maySucceed: true, words };
}

const NO_RIGHTS = '244';

function validationOf(said: Problem | null, words: string): CrmFailure | null {
  const groups = said?.['validation-errors'];
  if (groups === undefined) return null;
  const problems: ValidationProblem[] = groups.flatMap((group) => group.errors).slice(0, 50);
  // Where the code stands, beside the title or in an error, is not told: both are read.
  if (problems.some(({ code }) => code === NO_RIGHTS)) return { kind: 'forbidden', words };
  return { kind: 'validation', problems, words };
}

function badRequest(said: Problem | null, words: string): CrmFailure {
  if (String(said?.code) === NO_RIGHTS) return { kind: 'forbidden', words };
  const invalid = validationOf(said, words);
  if (invalid !== null) return invalid;
  if (
    said?.errors?.some((error) =>
      /not found|не найден/iu.test(`${error.title ?? ''} ${error.detail ?? ''}`),
    ) === true
  ) {
    return { kind: 'entityNotFound', words };
  }
  return { kind: 'rejected', status: 400, words };
}

/** 0 when the service did not say how long: the limiter then takes a growing pause of its own. */
function requestedPauseMs(header: string | null, said: Problem | null): number {
  const seconds = header !== null && /^\d{1,6}$/u.test(header.trim()) ? Number(header) : said?.retry_after;
  return seconds === undefined || seconds <= 0 ? 0 : Math.round(seconds * 1000);
}

function wordsOf(said: Problem | null, text: string): string {
  if (said === null) return looksLikeHtml(text) ? htmlTitle(text) : '';
  const validation =
    said['validation-errors']?.flatMap((group) => group.errors.map((error) => error.detail)) ?? [];
  const errors = said.errors?.map((error) => error.detail ?? error.title ?? '') ?? [];
  const parts = [...validation, ...errors].filter((part) => part !== '');
  return capWords(parts.length > 0 ? parts.join(' ') : (said.hint ?? said.detail ?? said.title ?? ''));
}

/** Cuts the service's words to a length a window can show, and drops control characters. */
export function capWords(words: string): string {
  const clean = words.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return clean.length > WORDS_LENGTH ? `${clean.slice(0, WORDS_LENGTH - 1)}…` : clean;
}

/** Is this a page and not data? A portal's or proxy's page can come with any status. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body)/iu.test(text);
}

function htmlTitle(text: string): string {
  return capWords(/<title>([^<]{0,200})<\/title>/iu.exec(text)?.[1] ?? 'HTML page');
}

/** JSON or the fact that it is none. */
export function parseJson(text: string): Result<unknown, 'notJson'> {
  try {
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch {
    return fail('notJson');
  }
}

/** Checks an answer against its schema: unknown keys pass, a wrong type is `malformed` with the place named. */
export function checkAnswer<S extends z.ZodType>(schema: S, json: unknown): CrmResult<z.output<S>> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail({
    kind: 'malformed',
    path: issue?.path.map(String).join('.') ?? '',
    maySucceed: true,
    words: capWords(issue?.message ?? ''),
  });
}
