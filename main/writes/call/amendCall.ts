import { wordsOfCall } from '../../../preload/constants.ts';
import type { CallNote } from '../../crm/types/note.ts';
import type { EntityRef } from '../../crm/types/entity.ts';
import { fail, ok } from '../../common/result.ts';
import { entityKey } from '../../journal/outboxPayload.ts';
import { TOO_LONG } from '../../crm/transport/pagination.ts';
import { GONE } from '../missingEntity.ts';
import { searchNotes } from '../noteSearch.ts';
import { atService, SERVICE_SLACK_S } from '../serviceTimes.ts';
import { sent, type Write } from '../write.ts';
import { classifyFailure, mayBeWritten, type Obstacle } from '../classifyFailure.ts';
import { AT_ONCE } from '../../journal/journal.ts';
import { staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { newCall, targetOf } from './callBody.ts';

/**
 * Puts a logged call right, or gives the PBX's own note of a call its result. The note is read, changed with all it holds, and read back, because nobody knows whether what is left out
 * stays (crm-api.md 3.7). A call that belongs to somebody else is a new note there and a mark on the old one: notes do not move. The
 * journal says the new result when the CRM does.
 *
 * Whether the note of another program may be changed is not documented (crm-api.md 3.7). What it says itself stays: its own words
 * stand below the agent's, and stay there when the agent's are put right. Where it is refused, or the service keeps it as it was, the
 * result becomes a text note of its own.
 */
export const amendCall: WriteKind<'amendCall'> = {
  right: () => 'calls changed',
  values: ({ outcome, note }) => ({ text: wordsOfCall({ outcome, note }) }),
  mergeInto: staysApart,
  at: amendment,
};

/** What stands before the words of a note whose call is on another card: whoever looks there sees where it went. */
const movedTo = ({ entity, id }: EntityRef): string => `→ ${entity} ${String(id)}`;

/** Not as it was sent: the service keeps calls as they are. */
const NOT_TAKEN = { kind: 'validation', problems: [], words: '' } as const;

function amendment(deps: WriteDeps<'amendCall'>): Write {
  const { journal, client, row, write } = deps;
  const from: EntityRef = write.target;
  const to = write.chosen === undefined ? from : targetOf({ chosen: write.chosen });
  const moves = to !== null && entityKey(to) !== entityKey(from);
  const words = [moves ? movedTo(to) : '', wordsOfCall(write)].filter((one) => one !== '').join('\n');
  let before: CallNote | null = null;
  /** The note on the card it goes to. */
  let there: number | null = null;

  const isAmended = ({ params }: CallNote): boolean =>
    params['call_status'] === write.result &&
    (write.orNote === undefined
      ? (params['call_result'] ?? '') === words
      : hasOnTop(resultText(params), words, write.was ?? ''));
  /** The journal says the new result when the CRM does. */
  const putRight = (): void => {
    const { account } = row;
    journal.calls.setResult(account, write.callId, write.result, write.outcome);
    journal.calls.setNote(account, write.callId, write.note);
    if (write.chosen !== undefined) journal.calls.setChosen(account, write.callId, write.chosen);
  };
  /** As a text note of its own, in the transaction that is done with this row. */
  const besideIt = (text: string) => ({
    id: there ?? write.noteId,
    placed: entityKey(there === null || to === null ? from : to),
    alongside: () => {
      putRight();
      journal.outbox.addAgents(
        row.account,
        write.callId,
        { kind: 'addNote', target: from, text },
        { now: deps.clock.now(), notBefore: AT_ONCE, skew: row.skew },
      );
    },
  });
  /** Of a call that is somebody else's the note beside is the mark, once the call is there. */
  const instead = (text: string): ReturnType<typeof besideIt> | null =>
    !moves ? besideIt(text) : there === null ? null : besideIt(words);
  /** What the service certainly did not take, as a note of its own where that is wanted. */
  const orNote = (failure: Obstacle): ReturnType<typeof besideIt> | null =>
    write.orNote !== undefined && isCertainRefusal(failure) ? instead(write.orNote) : null;
  const done = () => ({
    id: there ?? write.noteId,
    placed: entityKey(moves ? to : from),
    alongside: putRight,
  });
  const body = () => {
    const call = journal.calls.get(row.account, write.callId);
    const account = journal.accounts.get(row.account);
    if (call === null || account === null) throw new Error(`outbox row ${row.id} amends no call`);
    const startedAt = atService(call.startedAt, row, deps.serviceClockOf(row.account));
    const { result, outcome, note } = write;
    return newCall(
      { ...call, outcome, note },
      result,
      account.userId,
      undefined,
      Math.floor(startedAt / 1000),
    );
  };

  return {
    async alreadyThere(_sentFrom, signal) {
      if (write.beside === true && write.orNote !== undefined && !moves) return ok(besideIt(write.orNote));
      const read = await client.notes.getCall(from, write.noteId, { signal });
      const unread = read.ok ? (read.value === null ? GONE : null) : read.error;
      const beside = unread === null ? null : orNote(unread);
      if (beside !== null) return ok(beside);
      if (!read.ok) return read;
      if (read.value === null) return fail(GONE);
      before = read.value;
      if (moves) {
        const found = await searchNotes(
          {
            client,
            types: ['call_in', 'call_out'],
            isIt: ({ uniq }) => uniq === write.callId,
            updatedFrom: body().created_at - SERVICE_SLACK_S,
            signal,
          },
          to.entity,
          to.id,
        );
        if (!found.ok) return found;
        if (found.value.note === null && !found.value.whole) return fail(TOO_LONG);
        there = found.value.note?.id ?? null;
      }
      return ok(isAmended(before) && (!moves || there !== null) ? done() : null);
    },
    async send() {
      if (moves && there === null) {
        const added = await client.notes.addCall(to, body());
        if (!added.ok) return sent(added, () => ({ id: null }));
        there = added.value.id;
      }
      const marked = write.beside === true && write.orNote !== undefined ? instead(write.orNote) : null;
      if (marked !== null) return ok(marked);
      const theirs =
        write.orNote === undefined ? '' : withoutTop(resultText(before?.params ?? {}), write.was ?? '');
      const whole = [words, theirs].filter((one) => one !== '').join('\n');
      const params = { ...before?.params, call_status: write.result, call_result: whole };
      const { call_result: said, ...rest } = params;
      // Words that are taken back are left out; where params merge, only a blank takes them away.
      const all = said === '' && before?.params['call_result'] === undefined ? rest : params;
      const patched = await client.notes.patchCall(from, write.noteId, all);
      if (!patched.ok) {
        const beside = orNote(patched.error);
        return beside === null ? sent(patched, () => ({ id: null })) : ok(beside);
      }
      // What was sent is known whole: what the PBX says may begin like words that stood there before.
      const isTaken = (one: CallNote | null): boolean =>
        one?.params['call_status'] === write.result && resultText(one.params) === whole;
      const after = await client.notes.getCall(from, write.noteId);
      if (!after.ok) return fail({ failure: after.error, mayBeThere: mayBeWritten(after.error) });
      const kept = write.orNote === undefined ? null : instead(write.orNote);
      if (isTaken(after.value)) return ok(done());
      return kept === null ? fail({ failure: NOT_TAKEN, mayBeThere: false }) : ok(kept);
    },
  };
}

/** The agent's words, alone or above what the PBX says itself. */
const isBelow = (text: string, words: string): boolean =>
  words === '' || text === words || text.startsWith(`${words}\n`);

/** The same, and not what an earlier amendment put there, which may begin alike. */
const hasOnTop = (text: string, words: string, was: string): boolean =>
  isBelow(text, words) && (was === '' || was === words || !was.startsWith(words) || !isBelow(text, was));

/** What the PBX says itself, without what Ringside put above it. */
function withoutTop(text: string, was: string): string {
  if (was === '' || !isBelow(text, was)) return text;
  return text.slice(was.length + 1);
}

/** Not a failure on the way, a pause or a tariff: the note is as it was, and stays so. */
const isCertainRefusal = (failure: Obstacle): boolean => classifyFailure(failure).kind === 'refused';

const resultText = ({ call_result: said }: CallNote['params']): string =>
  typeof said === 'string' ? said : '';
