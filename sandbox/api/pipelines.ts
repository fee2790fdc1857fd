import type { Answer } from '../answer.ts';
import { hal } from '../answer.ts';
import type { PipelineRecord } from '../model.ts';
import { notFound } from '../problem.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { selfLink } from './links.ts';

/** Pipelines with their stages, and loss reasons (facts 3.5). */
export const pipelineRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/leads/pipelines', handle: list },
  { method: 'GET', path: '/api/v4/leads/pipelines/:id', handle: read },
  { method: 'GET', path: '/api/v4/leads/loss_reasons', handle: lossReasons },
];

function list(context: ApiContext): Answer {
  const { pipelines } = context.account;
  return hal({
    _total_items: pipelines.length,
    ...selfLink(context, 'leads/pipelines'),
    _embedded: { pipelines: pipelines.map((one) => renderPipeline(context, one)) },
  });
}

function read(context: ApiContext): Answer {
  const found = context.account.pipelines.find((one) => one.id === Number(context.params['id']));
  return found ? hal(renderPipeline(context, found)) : notFound('GET', context.origin + context.path);
}

function renderPipeline(context: ApiContext, pipeline: PipelineRecord): object {
  const { statuses, ...columns } = pipeline;
  const account_id = context.account.account.id;
  const path = `leads/pipelines/${String(pipeline.id)}`;
  return {
    ...columns,
    account_id,
    ...selfLink(context, path),
    _embedded: {
      statuses: statuses.map((status) => ({
        ...status,
        pipeline_id: pipeline.id,
        account_id,
        ...selfLink(context, `${path}/statuses/${String(status.id)}`),
      })),
    },
  };
}

function lossReasons(context: ApiContext): Answer {
  const reasons = context.account.lossReasons;
  return hal({
    _total_items: reasons.length,
    _page: 1,
    _page_count: 1,
    ...selfLink(context, 'leads/loss_reasons'),
    _embedded: {
      loss_reasons: reasons.map((one) => ({
        ...one,
        ...selfLink(context, `leads/loss_reasons/${String(one.id)}`),
      })),
    },
  });
}
