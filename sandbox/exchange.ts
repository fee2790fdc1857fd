import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import { httpDate } from './clock.ts';
import { PORTAL, badAnswer, withNextLink } from './badAnswers.ts';
import type { MisbehaviourOrder, Misbehaviours } from './misbehaviour.ts';
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
  if (order.delayMs !== undefined) await sleep(order.delayMs);
  const failure = badAnswer(order, { path: logged.path, retryAfterSeconds: input.retryAfterSeconds });
  if (failure) {
    if (order.when === 'after') input.produce();
    return send(input, failure);
  }
  const answer = input.produce();
  if (order.what === 'nextLink') return send(input, withNextLink(answer, order.href ?? ''));
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

const malformed = (answer: Answer): Answer => ({ ...answer, body: `${answer.body.slice(0, -1)},,"` });

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
