import { ok } from '../../common/result.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { collectionOf } from './entityPath.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

/** Salesbots of the account. */
export interface CrmBots {
  /** Starts one. The answer names nothing, and no list tells later that it ran (crm-api.md 6.1). */
  run(
    botId: number,
    on: { readonly entity: 'contact' | 'lead'; readonly id: number },
    options?: RequestOptions,
  ): Promise<CrmResult<null>>;
}

/** `POST /bots/run`, answered by 202. */
export function createBots(transport: Transport): CrmBots {
  return {
    async run(botId, { entity, id }, options) {
      const run = { bot_id: botId, entity_id: id, entity_type: collectionOf(entity) };
      const answer = await transport.send('POST', apiPath('bots/run'), [run], options);
      return answer.ok ? ok(null) : answer;
    },
  };
}
