import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../i18n/languages.ts';
import { account, failureCode, signInFailure, signInWay } from '../../../preload/contract.ts';
import { faultOf } from '../../../scripts/texts/catalogue.ts';
import { catalogueFaults } from '../../../scripts/texts/check.ts';
import { keyFinder } from '../../../scripts/texts/usedKeys.ts';
import { messagesIn, speak } from '../../speech.ts';

const i18n = path.resolve(import.meta.dirname, '../../../i18n');

describe('the catalogues', () => {
  it('are whole: no text is missing, too many, wrong, or said nowhere', async () => {
    expect(await catalogueFaults(path.dirname(i18n))).toEqual([]);
  });

  it('are one for each language of the list but English, which is the source', () => {
    const catalogues = readdirSync(path.join(i18n, 'locales')).toSorted();
    expect(catalogues).toEqual(
      LANGUAGES.slice(1)
        .map(({ tag }) => `${tag}.po`)
        .toSorted(),
    );
  });

  it('have a sentence for every failure, every state of an account and every way in', () => {
    const wanted = [
      ...failureCode.options.map((code) => `failure.${code}`),
      ...signInFailure.options.map((code) => `signIn.${code}`),
      ...account.shape.state.options.filter((state) => state !== 'ready').map((state) => `state.${state}`),
      ...signInWay.options.flatMap((way) => [`way.${way}`, `way.${way}For`]),
    ];
    expect(wanted.filter((key) => !(key in messagesIn('en')))).toEqual([]);
  });
});

describe('the check of a text', () => {
  const plural = '{count, plural, one {# call} other {# calls}}';

  it.each([
    ['is not translated', 'Close', undefined],
    ['is not translated', 'Close', ''],
    ['is no English text any more', undefined, 'Закрыть'],
    ['is no ICU message', 'Close', '{count, plural, one {#}'],
    ['is no ICU message', 'To {name}', 'Кому: {name'],
    ['has a choice without "other"', plural, '{count, plural, one {# звонок}}'],
    ['has the arguments nmae, and the English text name', 'To {name}', 'Кому: {nmae}'],
    ['has the arguments none, and the English text count', plural, 'звонки'],
    [
      'has plural forms that ru has not: two',
      plural,
      '{count, plural, one {#} two {#} few {#} many {#} other {#}}',
    ],
  ])('says that it %s', (fault, english, text) => {
    expect(faultOf('ru', english, text)).toContain(fault);
  });

  it('lets a text be that is right, in the plural forms of its language', () => {
    expect(faultOf('ru', plural, '{count, plural, =0 {нет} one {#} few {#} many {#} other {#}}')).toBeNull();
  });
});

describe('who says what', () => {
  const find = keyFinder(['failure.network', 'failure.timeout', 'failure.sentence.long', 'app.name']);

  it('is found by whole keys and by the beginning of a template, one part long', () => {
    expect(find("t('app.name') t(`failure.${code}`)")).toEqual([
      'app.name',
      'failure.network',
      'failure.timeout',
    ]);
    expect(find("t('app.nam')")).toEqual([]);
  });

  it('is asked of English only: no other source of a text is in the code', () => {
    const english = readdirSync(path.join(i18n, 'en')).map((file) =>
      readFileSync(path.join(i18n, 'en', file), 'utf8'),
    );
    expect(english.join('\n')).not.toMatch(/\p{Script=Cyrillic}/u);
  });
});

describe('the translator', () => {
  it('uses the Russian plural forms', () => {
    const t = speak('ru');
    const words = [1, 2, 5, 21, 112].map((count) => t('caller.several', { count }));
    expect(words).toEqual([
      '1 совпадение по этому номеру',
      '2 совпадения по этому номеру',
      '5 совпадений по этому номеру',
      '21 совпадение по этому номеру',
      '112 совпадений по этому номеру',
    ]);
  });

  it('leaves what callers are named alone, whatever it looks like', () => {
    expect(speak('en')('lead.open', { name: "{count, plural, other {#}} '" })).toContain(
      "{count, plural, other {#}} '",
    );
  });
});
