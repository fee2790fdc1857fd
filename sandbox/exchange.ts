import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import { httpDate } from './clock.ts';
import type { Misbehaviour, MisbehaviourOrder, Misbehaviours } from './misbehaviour.ts';
import {
  badGrant,
  blocked,
  forbidden,
  paymentRequired,
  serverError,
  tooManyRequests,
  unauthorized,
} from './problem.ts';
import type { LoggedRequest, RequestLog } from './requestLog.ts';

/** What one exchange needs beside the request. */
export interface ExchangeInput {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: RequestLog;
  readonly logged: LoggedRequest;
  readonly misbehaviours: Misbehaviours;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Seconds a 429 says to wait; null when it does not say. */
  readonly retryAfterSeconds: number | null;
  /** Makes the real answer, with all it writes. */
  produce(): Answer;
}

/** Answers one request: the real answer, or what was ordered instead, before or after the write. */
export async function exchange(input: ExchangeInput): Promise<FastifyReply> {
  const { logged, misbehaviours } = input;
  const order = misbehaviours.take(logged.method, logged.path, logged.account);
  if (!order) return send(input, input.produce());
  if (order.what === 'delay') return delay(input, order);
  if (order.what === 'dropBefore') return drop(input);
  const failure = failureOf(order.what, input);
  if (failure) {
    if (order.when === 'after') input.produce();
    return send(input, failure);
  }
  const answer = input.produce();
  if (order.what === 'dropAfter') return drop(input);
  if (order.what === 'truncated') return truncate(input, answer);
  return send(input, order.what === 'malformed' ? malformed(answer) : PORTAL);
}

async function delay(input: ExchangeInput, order: MisbehaviourOrder): Promise<FastifyReply> {
  const delayMs = order.delayMs ?? 1_000;
  if (order.when !== 'after') await sleep(delayMs);
  const answer = input.produce();
  if (order.when === 'after') await sleep(delayMs);
  return send(input, answer);
}

/** The answer of an ordered failure, null for what is none. */
function failureOf(what: Misbehaviour, { logged, retryAfterSeconds }: ExchangeInput): Answer | null {
  if (what === '429') return tooManyRequests(retryAfterSeconds);
  if (what === '402') return paymentRequired();
  if (what === '403') return forbidden('Not enough rights');
  if (what === '403html') return blocked();
  if (what === '500' || what === '502' || what === '504') return serverError(SERVER_ERRORS[what]);
  if (what !== 'revoked') return null;
  return logged.path.startsWith('/oauth2/') ? badGrant('Token has been revoked') : unauthorized('en');
}

const SERVER_ERRORS = { '500': 500, '502': 502, '504': 504 } as const;

const malformed = (answer: Answer): Answer => ({ ...answer, body: `${answer.body.slice(0, -1)},,"` });

/** What a network with a sign-in page of its own puts in place of any answer. */
const PORTAL: Answer = {
  status: 200,
  contentType: 'text/html',
  body: '<!doctype html><title>Wi-Fi</title><p>Please sign in to this network</p>',
};

/** Sends an answer; a Buffer, because Fastify adds a charset to JSON texts and the service sends none. */
function send({ reply, log, logged }: ExchangeInput, answer: Answer): FastifyReply {
  log.answered(logged, answer.status);
  reply.code(answer.status);
  if (answer.headers) reply.headers(answer.headers);
  reply.header('x-request-id', String(logged.id));
  if (answer.contentType === null) return reply.send();
  reply.header('content-type', answer.contentType);
  return reply.send(Buffer.from(answer.body));
}

/** Closes the connection without a word. */
function drop({ request, reply, log, logged }: ExchangeInput): FastifyReply {
  log.dropped(logged);
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

/** Promises the whole body, sends half of it, closes. */
function truncate({ request, reply, log, logged, now }: ExchangeInput, answer: Answer): FastifyReply {
  log.dropped(logged);
  const bytes = Buffer.from(answer.body);
  reply.hijack();
  reply.raw.writeHead(answer.status, {
    'content-type': answer.contentType ?? 'text/plain',
    'content-length': bytes.length,
    date: httpDate(now()),
  });
  reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    request.raw.socket.destroy();
  });
  return reply;
}
