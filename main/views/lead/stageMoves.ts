import { z } from 'zod';
import type { LeadNote } from '../../../preload/contract.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmEvent } from '../../crm/resources/eventResource.ts';
import { authorOf, nothingSaid } from '../noteRowView.ts';
import type { TaskSetting } from '../task/taskRowView.ts';
import { namedStage, type LeadSetting } from './leadRowView.ts';

/** When leads were moved to another stage, and by whom, as the CRM's events tell it. */
export interface StageMoves {
  /** Entries of a timeline, newest first; one request, none without a lead. None where events may not be read. */
  of(account: string, leadIds: readonly number[]): Promise<LeadNote[]>;
}

interface StageMovesDeps {
  readonly clientOf: (account: string) => CrmClient | null;
  readonly settingOf: (account: string) => LeadSetting & TaskSetting;
}

/** More ids a filter of events does not take (crm-api.md 3.8). */
const MOST_LEADS = 10;
const MOST_MOVES = 50;

export function createStageMoves({ clientOf, settingOf }: StageMovesDeps): StageMoves {
  return {
    async of(account, leadIds) {
      const ids = leadIds.filter((id) => id > 0).slice(0, MOST_LEADS);
      const client = clientOf(account);
      if (ids.length === 0 || client === null) return [];
      const wanted = { types: ['lead_status_changed'], about: { entity: 'lead', ids } } as const;
      for await (const page of client.events.pages(wanted)) {
        if (!page.ok) return [];
        const setting = settingOf(account);
        return page.value.items
          .map((event) => entryOf(event, setting))
          .sort((one, other) => other.at - one.at)
          .slice(0, MOST_MOVES);
      }
      return [];
    },
  };
}

function entryOf(
  { id, entity_id, created_at, created_by, value_before, value_after }: CrmEvent,
  setting: LeadSetting & TaskSetting,
): LeadNote {
  return {
    ...nothingSaid,
    id,
    at: created_at * 1000,
    kind: 'stage',
    by: authorOf(created_by, setting),
    moved: {
      lead: setting.nameOf({ entity: 'lead', id: entity_id }),
      from: stageName(value_before, setting),
      to: stageName(value_after, setting),
    },
  };
}

const leadStatus = z.object({
  lead_status: z.object({ id: z.number().int(), pipeline_id: z.number().int() }),
});

/** The name of the stage an event left or came to; null where it tells none, or one the copy does not know. */
function stageName([value]: readonly unknown[], setting: LeadSetting): string | null {
  const read = leadStatus.safeParse(value);
  if (!read.success) return null;
  return namedStage(read.data.lead_status.pipeline_id, read.data.lead_status.id, setting).stage;
}
