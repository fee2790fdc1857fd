import { z } from 'zod';
import { ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import type { CrmClient, CrmPipeline } from './client.ts';
import { id, name } from './fields.ts';
import { readAllPages } from './pages.ts';
import { apiPath } from './path.ts';
import type { Transport } from './transport.ts';

const status = z.object({ id, name, sort: z.number().default(0), color: z.string().nullish() });

/** Facts/amocrm-api 3.5. */
const pipelines = z
  .object({
    _embedded: z.object({
      pipelines: z.array(
        z.object({ id, name, _embedded: z.object({ statuses: z.array(status).nullish() }).nullish() }),
      ),
    }),
  })
  .transform(({ _embedded }): readonly CrmPipeline[] =>
    _embedded.pipelines.map((pipeline) => ({
      id: pipeline.id,
      name: pipeline.name,
      statuses: (pipeline._embedded?.statuses ?? []).map((stage) => ({
        id: stage.id,
        name: stage.name,
        sort: stage.sort,
        color: stage.color ?? null,
      })),
    })),
  );

/** `GET /leads/pipelines` with their statuses; 142 won and 143 lost stand in each. */
export const createPipelines =
  (transport: Transport): CrmClient['pipelines'] =>
  (options) =>
    readAllPages(transport, apiPath('leads/pipelines'), options, (page) =>
      page === null ? ok([]) : checkAnswer(pipelines, page),
    );
