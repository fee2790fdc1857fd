import { describe, expect, it } from 'vitest';
import { agentWriteKinds } from '../../../preload/contract/agentWrites.ts';
import { failureCode, type FailureCode } from '../../../preload/contract.ts';
import { writeFacts } from '../../../main/writes/writeFacts.ts';
import { callAdvice, helpfulActions, isAccountWide } from '../../../renderer/call/failureAdvice.ts';
import { fieldsOf } from '../../../renderer/call/writes/writeFields.ts';
import { failureSentence } from '../../../renderer/call/writes/WriteState.tsx';
import { LANGUAGE_TAGS } from '../../../i18n/languages.ts';
import { speak } from '../../speech.ts';
import { sampleWrites } from '../../renderer/writes.ts';

const everyCase = sampleWrites.flatMap((write) =>
  failureCode.options.map((failure) => ({ write, ...writeFacts(write, failure), failure })),
);
const actionOf = ({ advice }: (typeof everyCase)[number]) =>
  advice === null ? null : helpfulActions[advice];
/** What nobody can answer for but the service or the way to it. */
const GOES_ON_BY_ITSELF: readonly FailureCode[] = [
  'network',
  'timeout',
  'aborted',
  'server',
  'malformed',
  'rateLimited',
  'blocked',
];

describe('every failure of every kind of write', () => {
  it('there is a sample of each kind', () => {
    expect(sampleWrites.map(({ kind }) => kind).toSorted()).toEqual(agentWriteKinds.toSorted());
  });

  it.each(LANGUAGE_TAGS)('has a whole sentence in %s: what did not happen, why, what to do', (language) => {
    const t = speak(language);
    const shape = /^[\p{Lu}«“].+: .+\. [\p{Lu}«“].+\.$/u;
    const sentences = everyCase.map((view) => failureSentence(t, view));
    expect(
      sentences.filter((sentence) => !shape.test(sentence) || /\b\w+\.\w+\b|[{}]/u.test(sentence)),
    ).toEqual([]);
    for (const kind of agentWriteKinds) {
      // What differs is said differently: no two refusals of one kind of write read alike.
      const own = everyCase
        .filter(({ write }) => write.kind === kind)
        .map((view) => failureSentence(t, view));
      expect(new Set(own).size).toBe(own.length);
    }
  });

  it.each(LANGUAGE_TAGS)('of a call has its sentence in %s', (language) => {
    const t = speak(language);
    const words = failureCode.options.map((failure) => t(`callAdvice.${callAdvice(failure)}`));
    expect(words.filter((sentence) => !/^\p{Lu}.*\.$/u.test(sentence))).toEqual([]);
  });

  it('advises only what can be done there', () => {
    const impossible = everyCase.filter(
      (view) => actionOf(view) === 'edit' && fieldsOf(view.write).length === 0,
    );
    expect(impossible).toEqual([]);
  });

  it('lets the agent be where the CRM or the way to it is at fault', () => {
    for (const view of everyCase) {
      expect(actionOf(view) === 'wait').toBe(GOES_ON_BY_ITSELF.includes(view.failure));
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
