import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { account, failureCode, signInFailure, signInWay } from '../../../preload/contract.ts';
import { en as enFirst } from '../../../renderer/i18n/en.ts';
import { enAccounts } from '../../../renderer/i18n/enAccounts.ts';
import { enCalls } from '../../../renderer/i18n/enCalls.ts';
import { enWebhooks } from '../../../renderer/i18n/enWebhooks.ts';
import { enRouting } from '../../../renderer/i18n/enRouting.ts';
import { enPhones } from '../../../renderer/i18n/enPhones.ts';
import { enSettings } from '../../../renderer/i18n/enSettings.ts';
import { enShell } from '../../../renderer/i18n/enShell.ts';
import { enStorage } from '../../../renderer/i18n/enStorage.ts';
import { enTelephony } from '../../../renderer/i18n/enTelephony.ts';
import { enViews } from '../../../renderer/i18n/enViews.ts';
import { ru as ruFirst } from '../../../renderer/i18n/ru.ts';
import { ruAccounts } from '../../../renderer/i18n/ruAccounts.ts';
import { ruCalls } from '../../../renderer/i18n/ruCalls.ts';
import { ruWebhooks } from '../../../renderer/i18n/ruWebhooks.ts';
import { ruRouting } from '../../../renderer/i18n/ruRouting.ts';
import { ruPhones } from '../../../renderer/i18n/ruPhones.ts';
import { ruSettings } from '../../../renderer/i18n/ruSettings.ts';
import { ruShell } from '../../../renderer/i18n/ruShell.ts';
import { ruStorage } from '../../../renderer/i18n/ruStorage.ts';
import { ruTelephony } from '../../../renderer/i18n/ruTelephony.ts';
import { ruViews } from '../../../renderer/i18n/ruViews.ts';
import { createTranslate, type MessageKey } from '../../../renderer/i18n/translate.ts';

const en = {
  ...enFirst,
  ...enViews,
  ...enCalls,
  ...enSettings,
  ...enTelephony,
  ...enPhones,
  ...enAccounts,
  ...enRouting,
  ...enShell,
  ...enWebhooks,
  ...enStorage,
};
const ru = {
  ...ruFirst,
  ...ruViews,
  ...ruCalls,
  ...ruSettings,
  ...ruTelephony,
  ...ruPhones,
  ...ruAccounts,
  ...ruRouting,
  ...ruShell,
  ...ruWebhooks,
  ...ruStorage,
};
const keys = Object.keys(en) as MessageKey[];
const renderer = resolve(import.meta.dirname, '../../../renderer');

/** A key said in full, or the beginning of a template such as `failure.${code}`. */
function isShownBy(source: string, key: string): boolean {
  const beginning = key.slice(0, key.lastIndexOf('.') + 1);
  return source.includes(`'${key}'`) || source.includes(`\`${beginning}\${`);
}

/** The files of a window's first script: its main.tsx and all that is imported from there, but not `import()`. */
function firstScript(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || !/\.tsx?$/.test(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) (?!type )[^;]*?'(\.[^']+)';/gm,
  )) {
    if (path !== undefined) firstScript(resolve(dirname(file), path), seen);
  }
  return seen;
}

/** Names of the arguments of a compiled message, those inside plural branches too. */
function argumentsOf(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [name, , branches] = token as [unknown, unknown, unknown];
    const inside = typeof branches === 'object' && branches !== null ? Object.values(branches) : [];
    return [String(name), ...inside.flatMap(argumentsOf)];
  });
}

describe('the catalogues', () => {
  it.each(keys)('%s compiles in both languages and wants the same arguments', (key) => {
    const english = argumentsOf(compileMessageOrThrow(en[key])).toSorted();
    const russian = argumentsOf(compileMessageOrThrow(ru[key])).toSorted();
    expect(new Set(russian)).toEqual(new Set(english));
  });

  it('have the same keys', () => {
    expect(Object.keys(ru).toSorted()).toEqual([...keys].toSorted());
  });

  it('have no message that no window shows', () => {
    const source = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/i18n.(?:en|ru)\w*\.ts$/.test(path))
      .map((path) => readFileSync(join(renderer, path), 'utf8'))
      .join('\n');
    expect(keys.filter((key) => !isShownBy(source, key))).toEqual([]);
  });

  // The settings window has no script of its own to save: it reads every catalogue at once.
  it.each(['account', 'pop', 'welcome'])(
    'have every message that the first script of the %s window says in the first catalogue',
    (page) => {
      const files = [...firstScript(join(renderer, page, 'main.tsx'))];
      expect(files.length).toBeGreaterThan(10);
      expect(
        files.filter((file) =>
          /(?:enViews|ruViews|enCalls|ruCalls|enSettings|ruSettings|enTelephony|ruTelephony|telephonyMessages|enPhones|ruPhones|viewMessages)\.ts$/.test(
            file,
          ),
        ),
      ).toEqual([]);
      // The welcome window says little else; the others read them when they are needed.
      const isAboutAccounts = files.some((file) => file.endsWith('accountMessages.ts'));
      expect(isAboutAccounts).toBe(page === 'welcome');
      const later = {
        ...enViews,
        ...enCalls,
        ...enSettings,
        ...enTelephony,
        ...enStorage,
        ...enPhones,
        ...(isAboutAccounts ? {} : enAccounts),
      };
      const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
      expect(Object.keys(later).filter((key) => source.includes(`'${key}'`))).toEqual([]);
    },
  );

  it('have a sentence for every failure, every state of an account and every way in', () => {
    const wanted = [
      ...failureCode.options.map((code) => `failure.${code}`),
      ...signInFailure.options.map((code) => `signIn.${code}`),
      ...account.shape.state.options.filter((state) => state !== 'ready').map((state) => `state.${state}`),
      ...signInWay.options.flatMap((way) => [`way.${way}`, `way.${way}For`]),
    ];
    expect(wanted.filter((key) => !(key in en))).toEqual([]);
  });
});

describe('the translator', () => {
  it('uses the Russian plural forms', () => {
    const t = createTranslate('ru');
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
    const t = createTranslate('en');
    expect(t('lead.open', { name: "{count, plural, other {#}} '" })).toContain(
      "{count, plural, other {#}} '",
    );
  });
});
