import { describe, expect, it } from 'vitest';
import type { OutboxRow } from '../../../../main/journal/journal.ts';
import { logStateOf } from '../../../../main/writes/call/logState.ts';

const NOW = 1_000_000;
const row = (changes: Partial<OutboxRow> = {}): OutboxRow => ({
  id: 1,
  account: 'a',
  lane: 'c',
  callId: 'c',
  stamp: null,
  createdAt: null,
  insists: false,
  placed: null,
  write: { kind: 'logCall', callId: 'c' },
  state: 'pending',
  attempts: 0,
  notBefore: NOW,
  unsureSince: null,
  sentFrom: null,
  skew: null,
  waitsFor: null,
  failure: null,
  words: null,
  remoteId: null,
  doneAt: null,
  pbx: null,
  ...changes,
});
const contact = (changes: Partial<OutboxRow> = {}): OutboxRow =>
  row({
    write: { kind: 'newContact', callId: 'c', name: 'n', phones: ['+7'], evenIfDuplicates: false },
    ...changes,
  });
const stateOf = (rows: readonly OutboxRow[], result: 4 | null = 4) => logStateOf({ result }, rows, NOW);

describe('what the agent is told', () => {
  it('is "unlogged" without a result, also while a contact is being created', () => {
    expect(stateOf([], null)).toEqual({ state: 'unlogged' });
    expect(stateOf([contact()], null)).toEqual({ state: 'unlogged' });
  });

  it('is "undoable" until the moment the row may be sent', () => {
    expect(stateOf([row({ notBefore: NOW + 1 })])).toEqual({ state: 'undoable', undoUntil: NOW + 1 });
    expect(stateOf([row({ notBefore: NOW })])).toEqual({ state: 'waiting', failure: null, retryAt: null });
  });

  it('is "waiting", with the last failure and the next try, once a try failed', () => {
    expect(stateOf([row({ attempts: 2, failure: 'network', notBefore: NOW + 5 })])).toEqual({
      state: 'waiting',
      failure: 'network',
      retryAt: NOW + 5,
    });
  });

  it('is "waiting" with the trouble of the contact that goes first', () => {
    const rows = [contact({ attempts: 1, failure: 'server', notBefore: NOW + 9 }), row()];
    expect(stateOf(rows)).toEqual({ state: 'waiting', failure: 'server', retryAt: NOW + 9 });
  });

  it('is "waiting" while the request is on its way', () => {
    expect(stateOf([row({ state: 'inFlight', attempts: 1 })])).toMatchObject({ state: 'waiting' });
  });

  it('is "logged" only when the CRM has it', () => {
    expect(stateOf([contact({ state: 'done', doneAt: 1 }), row({ state: 'done', doneAt: 7 })])).toEqual({
      state: 'logged',
      at: 7,
    });
    expect(stateOf([contact({ state: 'done', doneAt: 1 }), row()])).toMatchObject({ state: 'waiting' });
  });

  it('is "failed", with the words of the service, when any of its writes was refused', () => {
    const refused = { state: 'dead', failure: 'validation', words: 'no' } as const;
    expect(stateOf([row(refused)])).toEqual({ state: 'failed', failure: 'validation', words: 'no' });
    expect(stateOf([contact(refused), row()])).toEqual({
      state: 'failed',
      failure: 'validation',
      words: 'no',
    });
  });

  it('is "logged" by the PBX only with the note that has the result, and says when that was refused or given up', () => {
    const log = row({ state: 'done', doneAt: NOW - 9, pbx: 'joined' });
    const note = (changes: Partial<OutboxRow>): OutboxRow =>
      row({ write: { kind: 'addNote', target: { entity: 'lead', id: 5 }, text: 'Talked' }, ...changes });
    expect(stateOf([log, note({})])).toEqual({ state: 'waiting', failure: null, retryAt: null });
    expect(stateOf([log, note({ failure: 'network', notBefore: NOW + 5, attempts: 1 })])).toEqual({
      state: 'waiting',
      failure: 'network',
      retryAt: NOW + 5,
    });
    expect(stateOf([log, note({ state: 'done', doneAt: NOW - 2 })])).toEqual({
      state: 'logged',
      at: NOW - 2,
      pbx: 'added',
    });
    expect(stateOf([log, note({ state: 'dead', failure: 'forbidden' })])).toMatchObject({ pbx: 'notAdded' });
    expect(stateOf([log])).toMatchObject({ state: 'logged', pbx: 'notAdded' });
  });
});
