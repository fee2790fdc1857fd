import type { Answer } from '../../answer.ts';
import { hal } from '../../answer.ts';
import type { LossReasonRecord, PipelineRecord, StatusRecord } from '../../model.ts';
import { notFound } from '../../problem.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { selfLink } from '../entity/links.ts';

/** Pipelines with their stages, and loss reasons (crm-api.md 3.5). */
export const pipelineRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/leads/pipelines', handle: list },
  { method: 'GET', path: '/api/v4/leads/pipelines/:id', handle: read },
  { method: 'GET', path: '/api/v4/leads/pipelines/:id/statuses', handle: listStatuses },
  { method: 'GET', path: '/api/v4/leads/pipelines/:id/statuses/:statusId', handle: readStatus },
  { method: 'GET', path: '/api/v4/leads/loss_reasons', handle: lossReasons },
  { method: 'GET', path: '/api/v4/leads/loss_reasons/:id', handle: lossReason },
];

function list(context: ApiContext): Answer {
  const { pipelines } = context.account;
  return hal({
    _total_items: pipelines.length,
    ...selfLink(context, 'leads/pipelines'),
    _embedded: { pipelines: pipelines.map((one) => renderPipeline(context, one)) },
  });
}

const pipelineInPath = ({ account, params }: ApiContext): PipelineRecord | undefined =>
  account.pipelines.find((one) => one.id === Number(params['id']));

function read(context: ApiContext): Answer {
  const found = pipelineInPath(context);
  return found ? hal(renderPipeline(context, found)) : missing(context);
}

const missing = (context: ApiContext): Answer => notFound('GET', context.origin + context.path);

function listStatuses(context: ApiContext): Answer {
  const pipeline = pipelineInPath(context);
  if (!pipeline) return missing(context);
  return hal({
    _total_items: pipeline.statuses.length,
    ...selfLink(context, `leads/pipelines/${String(pipeline.id)}/statuses`),
    _embedded: { statuses: pipeline.statuses.map((one) => renderStatus(context, pipeline, one)) },
  });
}

function readStatus(context: ApiContext): Answer {
  const pipeline = pipelineInPath(context);
  const status = pipeline?.statuses.find((one) => one.id === Number(context.params['statusId']));
  return pipeline && status ? hal(renderStatus(context, pipeline, status)) : missing(context);
}

function renderPipeline(context: ApiContext, pipeline: PipelineRecord): object {
  const { statuses, ...columns } = pipeline;
  return {
    ...columns,
    account_id: context.account.account.id,
    ...selfLink(context, `leads/pipelines/${String(pipeline.id)}`),
    _embedded: { statuses: statuses.map((status) => renderStatus(context, pipeline, status)) },
  };
}

const renderStatus = (context: ApiContext, pipeline: PipelineRecord, status: StatusRecord): object => ({
  ...status,
  pipeline_id: pipeline.id,
  account_id: context.account.account.id,
  ...selfLink(context, `leads/pipelines/${String(pipeline.id)}/statuses/${String(status.id)}`),
});

function lossReasons(context: ApiContext): Answer {
  const reasons = context.account.lossReasons;
  return hal({
    _total_items: reasons.length,
    _page: 1,
    _page_count: 1,
    ...selfLink(context, 'leads/loss_reasons'),
    _embedded: {
      loss_reasons: reasons.map((one) => renderReason(context, one)),
    },
  });
}

function lossReason(context: ApiContext): Answer {
  const found = context.account.lossReasons.find((one) => one.id === Number(context.params['id']));
  return found ? hal(renderReason(context, found)) : missing(context);
}

const renderReason = (context: ApiContext, reason: LossReasonRecord): object => ({
  ...reason,
  ...selfLink(context, `leads/loss_reasons/${String(reason.id)}`),
});
