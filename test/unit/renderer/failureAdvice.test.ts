import { describe, expect, it } from 'vitest';
import { writeRequests } from '../../../preload/contract/writes.ts';
import type { AgentWrite } from '../../../preload/contract.ts';
import { failureCode } from '../../../preload/contract.ts';
import { adviceFor, callAdvice, isAccountWide } from '../../../renderer/call/failureAdvice.ts';
import { fieldsOf } from '../../../renderer/call/writes/writeFields.ts';
import { failureSentence } from '../../../renderer/call/writes/WriteState.tsx';
import { LANGUAGE_TAGS } from '../../../i18n/languages.ts';
import { speak } from '../../speech.ts';
import { sampleWrites } from '../../renderer/writes.ts';

const agentWrite = writeRequests.writes.edit.input.shape.write;
const kinds = agentWrite.options.map((option) => option.shape.kind.value);
const everyCase = kinds.flatMap((kind) => failureCode.options.map((failure) => ({ kind, failure })));
/** What nobody can answer for but the service or the way to it. */
const GOES_ON_BY_ITSELF = ['network', 'timeout', 'aborted', 'server', 'malformed', 'rateLimited', 'blocked'];

describe('every failure of every kind of write', () => {
  it('there is a sample of each kind', () => {
    expect(sampleWrites.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
  });

  it.each(LANGUAGE_TAGS)('has a whole sentence in %s: what did not happen, why, what to do', (language) => {
    const t = speak(language);
    const shape = /^[\p{Lu}«“].+: .+\. [\p{Lu}«“].+\.$/u;
    const sentences = everyCase.map(({ kind, failure }) => failureSentence(t, kind, failure));
    expect(
      sentences.filter((sentence) => !shape.test(sentence) || /\b\w+\.\w+\b|[{}]/u.test(sentence)),
    ).toEqual([]);
    for (const kind of kinds) {
      // What differs is said differently: no two refusals of one kind of write read alike.
      const own = failureCode.options.map((failure) => failureSentence(t, kind, failure));
      expect(new Set(own).size).toBe(own.length);
    }
  });

  it.each(LANGUAGE_TAGS)('of a call has its sentence in %s', (language) => {
    const t = speak(language);
    const words = failureCode.options.map((failure) => t(`callAdvice.${callAdvice(failure)}`));
    expect(words.filter((sentence) => !/^\p{Lu}.*\.$/u.test(sentence))).toEqual([]);
  });

  it('advises only what can be done there', () => {
    const writeOf = (kind: AgentWrite['kind']) => sampleWrites.find((write) => write.kind === kind);
    const impossible = everyCase.filter(({ kind, failure }) => {
      const write = writeOf(kind);
      return adviceFor(kind, failure).action === 'edit' && (!write || fieldsOf(write).length === 0);
    });
    expect(impossible).toEqual([]);
  });

  it('lets the agent be where the CRM or the way to it is at fault', () => {
    for (const { kind, failure } of everyCase) {
      expect(adviceFor(kind, failure).action === 'wait').toBe(GOES_ON_BY_ITSELF.includes(failure));
    }
  });

  it('says what holds the whole account back in one place only', () => {
    expect(failureCode.options.filter((failure) => isAccountWide(failure))).toEqual([
      'rateLimited',
      'blocked',
      'needsSignIn',
      'noToken',
      'paymentRequired',
    ]);
  });
});
