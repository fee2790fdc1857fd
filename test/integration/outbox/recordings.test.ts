import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import { logged } from './loggedCall.ts';

const LINK = 'https://pbx.example/rec/1.wav';

describe('where the recording of a call is', () => {
  it('goes to the CRM with the call when it is known by then', async () => {
    const { sandbox, notes, rows } = await logged({}, true, LINK);
    expect(notes().map(({ params }) => params['link'])).toEqual([LINK]);
    expect(sandbox.log().filter(({ method }) => method === 'PATCH')).toHaveLength(0);
    expect(rows()).toHaveLength(1);
  });

  it.each<[SandboxOptions, boolean]>([
    [{ changedParams: 'merged' }, true],
    [{ changedParams: 'replaced' }, true],
    [{ changedParams: 'replaced' }, false],
    [{ patchAnswer: 'wrapped' }, true],
  ])(
    'goes into the note when it is known later, once, and all else stays (%o, chosen: %s)',
    async (reading, isChosen) => {
      const { sandbox, outbox, account, notes, record, rows } = await logged(reading, isChosen);
      const before = { ...notes()[0]?.params };
      sandbox.misbehave({ what: 'dropAfter', method: 'PATCH', times: 1 });
      await record(LINK);
      expect(notes().map(({ params }) => params)).toEqual([{ ...before, link: LINK }]);
      // Sources repeat what they tell; a lost answer is no reason to send it twice.
      outbox.recordingKnown(account.key, 'call', LINK);
      expect(rows()).toHaveLength(2);
      expect(sandbox.log().filter(({ method }) => method === 'PATCH')).toHaveLength(1);
    },
  );

  it('stays in the note that is put right, and the last one told counts', async () => {
    const { notes, record, amend } = await logged({ changedParams: 'replaced' }, true);
    await record(LINK);
    await amend({ result: 2, note: 'Other words' });
    expect(notes()[0]?.params).toMatchObject({ link: LINK, call_status: 2, call_result: 'Other words' });
    await record(`${LINK}?2`);
    expect(notes()[0]?.params).toMatchObject({
      link: `${LINK}?2`,
      call_status: 2,
      call_result: 'Other words',
    });
  });

  it('goes to the card the call was moved to', async () => {
    const { notes, record, amend, toOther } = await logged({}, true);
    await amend({ note: 'Theirs', chosen: toOther });
    await record(LINK);
    const held = notes().map(({ entity_id: id, params }) => [id, params['link']]);
    expect(held.at(-1)).toEqual([toOther.entityId, LINK]);
    expect(held[0]?.[1]).toBeUndefined();
  });

  it('is said where the CRM does not take it, and the call stays as it was', async () => {
    const { notes, record, last, call } = await logged({ loggedCalls: 'refused' }, false);
    await record(LINK);
    expect(notes()[0]?.params['link']).toBeUndefined();
    expect(last()).toMatchObject({ state: 'failed', failure: 'forbidden', advice: 'changeInCrm' });
    expect(call()).toMatchObject({ result: 4, recording: LINK });
  });
});
