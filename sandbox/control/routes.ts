import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTypeOf } from '../entityType.ts';
import { parsePhpQuery, textAt } from '../phpQuery.ts';
import type { Sandbox } from '../sandbox.ts';
import { entriesOf, integerAt, stringAt } from '../validation.ts';
import { HOME_ACTIONS } from './homeActions.ts';
import { keysPage } from '../oauth/keysPage.ts';
import { STANDINGS } from '../standing.ts';
import { homePage } from './homePage.ts';
import { isControlRequest } from './guard.ts';
import { PBX_BUTTONS } from './pbx.ts';
import { parseOrder } from './parseOrder.ts';
import { createRinger } from './ringer.ts';

type Handle = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** The sandbox's own controls on the www host, below `/_sandbox/`, and its page at `/`. They are not part of the service. */
export function controlRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  const ringer = createRinger();
  const control = (method: 'GET' | 'POST' | 'DELETE', url: string, handle: Handle): void => {
    app.route({
      method,
      url,
      handler: (request, reply) =>
        isControlRequest(request)
          ? handle(request, reply)
          : reply.code(403).send({ error: 'only for this computer, on localhost' }),
    });
  };
  const queryOf = (request: FastifyRequest, key: string): string | undefined =>
    textAt(parsePhpQuery(request.url.split('?')[1] ?? ''), key);

  control('GET', '/', (_request, reply) =>
    reply
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      .type('text/html')
      .header('cache-control', 'no-store')
      .send(homePage(sandbox, ringer)),
  );
  control('POST', '/_sandbox/ring', async (request, reply) => {
    const form = entriesOf(request.body);
    const number = stringAt(form, 'number');
    const pbx = PBX_BUTTONS.find(({ event }) => event === stringAt(form, 'event'));
    if (pbx) {
      const call = { phone: number, direction: pbx.direction, duration: 42 };
      for (const { subdomain } of sandbox.accounts) sandbox.pbxLogs(subdomain, call);
      return reply.redirect('/', 303);
    }
    await ringer.ring(stringAt(form, 'hook'), stringAt(form, 'event'), number);
    // 303: a reload of the page shall not ring again.
    return reply.redirect('/', 303);
  });
  control('POST', '/_sandbox/act', (request, reply) => {
    const key = stringAt(entriesOf(request.body), 'act');
    const action = HOME_ACTIONS.find((one) => one.key === key);
    if (!action) return reply.code(400).send({ error: '"act" must be one of the buttons of the page' });
    action.run(sandbox);
    // 303: a reload of the page shall not press the button again.
    return reply.redirect('/', 303);
  });
  control('POST', '/_sandbox/bin', (request, reply) => {
    const values = entriesOf(request.body);
    const type = entityTypeOf(values.get('type'));
    const move = values.get('restore') === true ? 'restore' : 'bin';
    const isMoved =
      type !== undefined &&
      sandbox[move](stringAt(values, 'account'), { type, id: integerAt(values, 'id', 0) });
    return isMoved ? reply.code(204).send() : reply.code(404).send({ error: 'there is no such entity' });
  });
  control('POST', '/_sandbox/pbx', (request, reply) => {
    const values = entriesOf(request.body);
    const isLogged = sandbox.pbxLogs(stringAt(values, 'account'), {
      phone: stringAt(values, 'phone'),
      direction: values.get('direction') === 'outbound' ? 'outbound' : 'inbound',
      duration: integerAt(values, 'duration', 0),
    });
    return isLogged ? reply.code(204).send() : reply.code(404).send({ error: 'nobody has this number' });
  });
  control('GET', '/_sandbox/deliveries', () => ({ deliveries: sandbox.deliveries() }));
  control('POST', '/_sandbox/misbehave', (request, reply) => {
    const order = parseOrder(request.body);
    if (typeof order === 'string') return reply.code(400).send({ error: order });
    sandbox.misbehave(order);
    return { ordered: order };
  });
  control('DELETE', '/_sandbox/misbehave', (_request, reply) => {
    sandbox.behave();
    return reply.code(204).send();
  });
  control('POST', '/_sandbox/revoke', (request, reply) => {
    const subdomain = stringAt(entriesOf(request.body), 'account');
    if (!sandbox.accounts.some((one) => one.subdomain === subdomain)) {
      return reply.code(400).send({ error: '"account" must be a subdomain' });
    }
    sandbox.revoke(subdomain);
    return reply.code(204).send();
  });
  const done = (reply: FastifyReply, isDone: boolean, why: string): unknown =>
    isDone ? reply.code(204).send() : reply.code(400).send({ error: why });
  control('POST', '/_sandbox/standing', (request, reply) => {
    const values = entriesOf(request.body);
    const standing = STANDINGS.find((one) => one === values.get('standing'));
    const isDone = standing !== undefined && sandbox.setStanding(stringAt(values, 'account'), standing);
    return done(reply, isDone, `"account" a subdomain, "standing" one of ${STANDINGS.join(', ')}`);
  });
  control('POST', '/_sandbox/rename', (request, reply) => {
    const values = entriesOf(request.body);
    const isDone = sandbox.rename(stringAt(values, 'account'), stringAt(values, 'subdomain'));
    return done(reply, isDone, '"account" a subdomain, "subdomain" a free one');
  });
  control('GET', '/_sandbox/clock', () => clockOf(sandbox));
  control('POST', '/_sandbox/clock', (request, reply) => {
    const seconds = entriesOf(request.body).get('skewSeconds');
    if (typeof seconds !== 'number' || !Number.isFinite(seconds) || Math.abs(seconds) > LONGEST_SKEW) {
      return reply.code(400).send({ error: '"skewSeconds" must be a number of seconds, ten years at most' });
    }
    sandbox.clock.setSkew(seconds);
    return clockOf(sandbox);
  });
  control('GET', '/_sandbox/keys', (request, reply) => {
    const days = Number(queryOf(request, 'days') ?? '');
    const answer = keysPage(sandbox, queryOf(request, 'account') ?? '', days > 0 ? days : null);
    return reply
      .code(answer.status)
      .headers({ ...answer.headers })
      .type('text/html')
      .send(answer.body);
  });
  control('GET', '/_sandbox/log', () => ({ requests: sandbox.log() }));
  control('GET', '/_sandbox/calls', (request) => ({
    calls: sandbox.calls(queryOf(request, 'account'), { history: queryOf(request, 'history') === '1' }),
  }));
  control('GET', '/_sandbox/accounts', () => ({ accounts: sandbox.accounts }));
}

/** Seconds. */
const LONGEST_SKEW = 10 * 365 * 86_400;

/** The service's clock as the control shows it. */
const clockOf = ({ clock }: Sandbox): object => ({
  skewSeconds: clock.skewSeconds(),
  now: new Date(clock.now()).toISOString(),
});
