import { describe, expect, it } from 'vitest';
import { scriptHandlers } from '../../../main/ipc/crm/scriptHandlers.ts';
import type { Speaker } from '../../../main/windows/windowRegistry.ts';
import { blocksOf } from '../../../main/settings/scripts/scriptBlocks.ts';

describe('the script of a call', () => {
  it('is there while the CRM does not answer, and the names of fields are asked for', async () => {
    const asked: string[] = [];
    const open = {
      blocks: blocksOf('Where from? {deal: Source}\n\n- ( ) Web\n'),
      fields: {},
      troubles: {},
    };
    const handlers = scriptHandlers({
      accountOfCall: () => 'a',
      scripts: { byAccount: () => ({}), open: () => open, answer: () => null },
      definitions: {
        of: () => [],
        fresh: (account) => {
          asked.push(account);
          return new Promise<never>(() => undefined);
        },
      },
      writes: {
        add: () => {
          throw new Error('nothing is written');
        },
      },
    });
    const answer = await handlers.ofCall(
      { callId: 'c', file: 's.md', target: null, leadId: null },
      { kind: 'pop', account: null, window: {} as unknown as Speaker['window'] },
    );
    expect(answer).toEqual({ ok: true, value: open });
    expect(asked).toEqual(['a']);
  });
});
