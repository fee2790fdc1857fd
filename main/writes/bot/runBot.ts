import { fail, ok } from '../../common/result.ts';
import { withGone } from '../missingEntity.ts';
import { sent } from '../write.ts';
import { staysApart, type WriteKind } from '../writeKind.ts';

/**
 * Starts a bot on a contact or a lead. The CRM does not tell whether it ran (crm-api.md 6.1), and a message that comes twice is
 * worse than one that comes late: after an unknown outcome the agent is asked.
 */
export const runBot: WriteKind<'runBot'> = {
  right: () => 'bots',
  values: () => ({}),
  mergeInto: staysApart,
  at: ({ client, row, write: { target, botId } }) => ({
    // Nothing is to be waited for: `row.insists` is of one attempt (agentWrites.ts, `unseen`).
    alreadyThere: (sentFrom) =>
      Promise.resolve(
        sentFrom !== null && !row.insists ? fail({ kind: 'perhapsDone', words: '' } as const) : ok(null),
      ),
    async send() {
      const run = withGone(await client.bots.run(botId, target), (path) => path.endsWith('entity_id'));
      const outcome = sent(run, () => ({ id: null }));
      if (outcome.ok || !outcome.error.mayBeThere) return outcome;
      return fail({ failure: { kind: 'perhapsDone', words: outcome.error.failure.words }, mayBeThere: true });
    },
  }),
};
