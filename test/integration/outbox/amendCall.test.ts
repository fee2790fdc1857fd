import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import { logged } from './loggedCall.ts';

const ENTITIES = { contacts: 'contact', companies: 'company', leads: 'lead' } as const;
const RINGSIDES = { source: 'Ringside', uniq: 'call' };

describe('a logged call that is put right', () => {
  it.each<[SandboxOptions, boolean]>([
    [{}, true],
    [{}, false],
    [{ changedParams: 'replaced' }, true],
    [{ changedParams: 'replaced' }, false],
    [{ patchAnswer: 'wrapped' }, true],
  ])('is the same note with all it held, on the reading %o (chosen: %s)', async (options, isChosen) => {
    const { notes, amend, call } = await logged(options, isChosen);
    const [before] = notes();
    await amend({ note: 'Other words' });
    const params = { ...before?.params, call_status: 2, call_result: 'Other words' };
    expect(notes().map((note) => [note.id, note.params])).toEqual([[before?.id, params]]);
    expect(params).toMatchObject(RINGSIDES);
    expect(call()).toMatchObject({ result: 2, note: 'Other words' });
    await amend({ result: 5, note: '' });
    expect(notes()[0]?.params).toMatchObject({ ...RINGSIDES, call_status: 5 });
    expect(notes()[0]?.params['call_result'] ?? '').toBe('');
  });

  it('is changed once, also when the answer is lost', async () => {
    const { sandbox, notes, amend } = await logged({}, true);
    sandbox.misbehave({ what: 'dropAfter', method: 'PATCH', times: 1 });
    await amend({ note: 'Other words' });
    expect(notes().map(({ params }) => params['call_result'])).toEqual(['Other words']);
    expect(sandbox.log().filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });

  it('that was somebody else\u2019s is one new note there, and the old one says where it went', async () => {
    const { sandbox, notes, amend, toOther, call } = await logged({}, true);
    sandbox.misbehave({ what: 'dropAfter', method: 'POST', times: 1 });
    sandbox.misbehave({ what: 'dropAfter', method: 'PATCH', times: 1 });
    await amend({ note: 'Other words', chosen: toOther });
    const held = notes().map(({ entity_id: id, params }) => [
      id,
      params['call_status'],
      params['call_result'],
    ]);
    expect(held[1]).toEqual([toOther.entityId, 2, 'Other words']);
    expect(held[0]?.[2]).toBe(`\u2192 contact ${toOther.entityId}\nOther words`);
    expect(held).toHaveLength(2);
    expect(call()).toMatchObject({ chosen: toOther, note: 'Other words' });
  });

  it('stays as it was where the service refuses, and that is said with its page', async () => {
    const { notes, amend, call, last } = await logged({ loggedCalls: 'refused' }, false);
    await amend({ note: 'Other words' });
    expect(notes().map(({ params }) => params['call_result'])).toEqual(['First words']);
    expect(last()).toMatchObject({ state: 'failed', failure: 'forbidden', advice: 'changeInCrm' });
    expect(call()).toMatchObject({ result: 4, note: 'First words' });
  });
});

describe('the PBX’s own note of a call', () => {
  it.each<SandboxOptions & { readonly isRefused?: true }>([
    { changedParams: 'merged' },
    { changedParams: 'replaced' },
    { patchAnswer: 'wrapped' },
    { isRefused: true },
  ])(
    'gets the result and keeps what it said, or has it in a note beside it (%o)',
    async ({ isRefused, ...reading }) => {
      const { sandbox, phone, all, amend } = await logged(reading, true);
      sandbox.pbxLogs('romashka', { phone, direction: 'inbound', duration: 42 });
      const pbx = () => all().find(({ params }) => params['source'] === 'sandbox-pbx');
      const before = { ...pbx()?.params };
      const {
        entity_type: type,
        entity_id: id,
        id: noteId,
      } = pbx() ?? { entity_type: 'contacts', entity_id: 0, id: 0 };
      const entity = ENTITIES[type as keyof typeof ENTITIES];
      sandbox.misbehave({ what: isRefused ? '403' : 'dropAfter', method: 'PATCH' });
      await amend({ target: { entity, id }, noteId, note: 'Said so', orNote: 'Call back: Said so' });
      const result = {
        call_status: 2,
        call_result: ['Said so', before['call_result']].filter(Boolean).join('\n'),
      };
      expect(pbx()?.params).toEqual(isRefused ? before : { ...before, ...result });
      const beside = all().filter(({ params }) => params['text'] === 'Call back: Said so');
      expect(beside.map(({ entity_id: on }) => on)).toEqual(isRefused ? [id] : []);
    },
  );

  /** The PBX's note with a result of Ringside's in it, and its own words below. */
  async function withResult(reading: SandboxOptions = {}) {
    const world = await logged(reading, true);
    world.sandbox.pbxLogs('romashka', { phone: world.phone, direction: 'inbound', duration: 42 });
    const pbx = () => world.all().find(({ params }) => params['source'] === 'sandbox-pbx');
    const {
      entity_type: type,
      entity_id: id,
      id: noteId,
    } = pbx() ?? { entity_type: 'contacts', entity_id: 0, id: 0 };
    const target = { entity: ENTITIES[type as keyof typeof ENTITIES], id };
    const said = (): string => {
      const { call_result: text } = pbx()?.params ?? {};
      return typeof text === 'string' ? text : '';
    };
    const own = said();
    await world.amend({ target, noteId, note: 'Said so', orNote: 'Call back: Said so' });
    const others = new Set(world.all().map(({ id: one }) => one));
    const texts = () =>
      world.all().flatMap(({ id: one, params }) => (others.has(one) ? [] : (params['text'] ?? [])));
    return { ...world, pbx, target, noteId, own, said, texts };
  }
  const below = (words: string, own: string): string => [words, own].filter((one) => one !== '').join('\n');

  it('is taken as it was sent where the words before ended like what it says itself', async () => {
    const { amend, target, noteId, said, pbx, texts } = await withResult({});
    Object.assign(pbx()?.params ?? {}, { call_result: 'Said so\nQueue 2\nQueue 2\nHung up' });
    await amend({ target, noteId, result: 4, note: 'Said so', orNote: 'Put right', was: 'Said so\nQueue 2' });
    expect(said()).toBe('Said so\nQueue 2\nHung up');
    expect(texts()).toEqual([]);
  });

  it.each<SandboxOptions>([{ changedParams: 'merged' }, { changedParams: 'replaced' }])(
    'is put right once more: the agent’s words change, its own stay (%o)',
    async (reading) => {
      const { sandbox, amend, target, noteId, own, said, pbx, texts, call } = await withResult(reading);
      expect(said()).toBe(below('Said so', own));
      const again = { target, noteId, orNote: 'Put right', was: 'Said so' };
      sandbox.misbehave({ what: 'dropAfter', method: 'PATCH', times: 1 });
      await amend({ ...again, result: 4, note: 'Said so\nand more' });
      expect(said()).toBe(below('Said so\nand more', own));
      expect(pbx()?.params['call_status']).toBe(4);
      // The same status, and words that begin alike.
      await amend({ ...again, result: 4, note: 'Said so', was: 'Said so\nand more' });
      expect(said()).toBe(below('Said so', own));
      await amend({ ...again, result: 5, note: '' });
      expect(said()).toBe(own);
      expect(call()).toMatchObject({ result: 5, note: '' });
      expect(texts()).toEqual([]);
    },
  );

  it('that may not be changed again has what is right in a note beside it, once, and the call says it', async () => {
    const { sandbox, amend, target, noteId, own, said, texts, call } = await withResult();
    sandbox.misbehave({ what: '403', method: 'PATCH' });
    await amend({ target, noteId, result: 4, note: 'No', orNote: 'Put right: No', was: 'Said so' });
    expect(said()).toBe(below('Said so', own));
    expect(texts()).toEqual(['Put right: No']);
    expect(call()).toMatchObject({ result: 4, note: 'No' });
  });

  it('is left as it is where the account wants it so: only the note beside it says what is right', async () => {
    const { sandbox, amend, target, noteId, own, said, texts, call } = await withResult();
    const before = sandbox.log().filter(({ method }) => method === 'PATCH').length;
    await amend({ target, noteId, result: 4, note: 'No', orNote: 'Put right: No', beside: true });
    expect(said()).toBe(below('Said so', own));
    expect(texts()).toEqual(['Put right: No']);
    expect(sandbox.log().filter(({ method }) => method === 'PATCH')).toHaveLength(before);
    expect(call()).toMatchObject({ result: 4, note: 'No' });
  });

  it.each([{}, { beside: true as const }])(
    'of a call that was somebody else’s says where it went, and the call is there once (%o)',
    async (how) => {
      const { sandbox, amend, toOther, target, noteId, own, said, texts, notes, call } = await withResult();
      sandbox.misbehave({ what: 'dropAfter', method: 'POST', times: 1 });
      const before = notes().length;
      await amend({
        target,
        noteId,
        result: 4,
        note: 'No',
        orNote: 'x',
        was: 'Said so',
        chosen: toOther,
        ...how,
      });
      const mark = `\u2192 contact ${toOther.entityId}\nNo`;
      expect(said()).toBe(how.beside ? below('Said so', own) : below(mark, own));
      expect(texts()).toEqual(how.beside ? [mark] : []);
      expect(notes()).toHaveLength(before + 1);
      expect(notes().at(-1)).toMatchObject({ entity_id: toOther.entityId });
      expect(call()).toMatchObject({ chosen: toOther, result: 4 });
    },
  );
});
