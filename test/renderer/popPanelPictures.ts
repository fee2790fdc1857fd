import { caller, onPop, pop, talking } from './calls.ts';
import { fieldNames, shownFields } from './popFields.ts';
import { emma, englishAccount } from './people.ts';
import { callScript, openScript } from './script.ts';
import type { Story } from './world.ts';

/** The steps that open inside the pop. */
export const panelPictures: readonly Omit<Story, 'page'>[] = [
  {
    name: 'create',
    world: {
      pop: pop(onPop({ ...talking, callerName: null }, caller('unknown'))),
      duplicates: { checked: true, matches: [] },
    },
    act: async (page) => {
      await page.keyboard.press('+');
      await page.keyboard.type('Margaret');
    },
  },
  {
    name: 'create-deal',
    world: {
      pop: pop(onPop({ ...talking, callerName: null }, caller('unknown'))),
      duplicates: { checked: true, matches: [] },
    },
    act: async (page) => {
      await page.keyboard.press('+');
      await page.keyboard.type('Margaret');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Northwind Traders');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Wants a quote');
    },
  },
  {
    name: 'create-duplicates',
    world: { pop: pop(onPop({ callerName: null }, caller('unknown'))) },
    act: (page) => page.keyboard.press('+'),
  },
  {
    name: 'past',
    world: { pop: pop(onPop(talking, caller('certain', [emma]))) },
    act: async (page) => {
      await page.keyboard.press('i');
      await page.getByRole('list', { name: /./u }).first().waitFor();
    },
  },
  {
    name: 'field-choice',
    world: {
      fields: shownFields,
      pop: pop({ ...onPop(talking, caller('certain', [emma])), fields: fieldNames(shownFields) }),
    },
    act: async (page) => {
      await page.locator('[data-zone="fields"] button').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Courier' }).waitFor();
    },
  },
  {
    name: 'field-date',
    world: {
      fields: shownFields,
      pop: pop({ ...onPop(talking, caller('certain', [emma])), fields: fieldNames(shownFields) }),
    },
    act: async (page) => {
      await page.locator('[data-zone="fields"] button').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox').or(page.locator('input[type=date]')).first().waitFor();
    },
  },
  {
    name: 'script',
    world: {
      scripts: { [englishAccount.key]: [callScript] },
      script: openScript,
      pop: pop(onPop({ ...talking, note: '✓ Said that the call is recorded' }, caller('certain', [emma]))),
    },
    act: async (page) => {
      await page.keyboard.press('l');
      await page.getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'script-ended',
    world: {
      scripts: { [englishAccount.key]: [callScript] },
      script: openScript,
      pop: pop(onPop({}, caller('certain', [emma]))),
    },
    act: async (page) => {
      await page.keyboard.press('l');
      await page.getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'script-none',
    world: {
      scripts: { [englishAccount.key]: [{ ...callScript, pipelines: [1] }] },
      pop: pop(onPop(talking, caller('certain', [emma]))),
    },
    act: (page) => page.keyboard.press('l'),
  },
  {
    name: 'search',
    world: { pop: pop(onPop(talking, caller('unknown'))) },
    act: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('osb');
      await page.getByRole('button', { name: 'Peter Osborne' }).waitFor();
    },
  },
  {
    name: 'search-number',
    world: {
      pop: pop(
        onPop(
          { ...talking, number: { raw: '1', display: '+1 202 555-0199', e164: '+12025550199' } },
          caller('unknown'),
        ),
      ),
    },
    act: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('osb');
      await page.getByRole('button', { name: 'Peter Osborne' }).click();
      await page.getByRole('button', { name: /Yes|Да|Sí|Sim/u }).waitFor();
    },
  },
];
