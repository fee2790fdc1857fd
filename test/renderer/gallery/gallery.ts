import { install } from '@sinonjs/fake-timers';
import axe, { type RunOptions } from 'axe-core';
import type { Language } from '../../../i18n/languages.ts';
import { installFakeApi } from '../fakeApi.ts';
import type { Fixture } from '../fixture.ts';
import { NOW } from '../people.ts';
import type { Story } from '../world.ts';

/** What a mounted story is given: plain data; the world is heeded by the first mount alone. */
interface StoryProps {
  readonly world?: Fixture;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

/** What axe looks for. */
export type Audit = 'everything' | 'colours' | 'all but colours';

const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** It takes a label that is scrolled away for none; that controls are named, `label` and `select-name` see. */
const SCROLLED = ['label-title-only'];
const off = (names: readonly string[]): NonNullable<RunOptions['rules']> =>
  Object.fromEntries(names.map((name) => [name, { enabled: false }]));
const rules: Readonly<Record<Audit, RunOptions>> = {
  everything: { rules: off(SCROLLED) },
  colours: { runOnly: { type: 'rule', values: COLOUR_RULES } },
  'all but colours': { rules: off([...COLOUR_RULES, ...SCROLLED]) },
};

declare global {
  interface Window {
    /** Playwright's word to a gallery: shows a page of the app in a world; called again, tells it of another language or theme. */
    readonly mount: (params: { readonly story: Story['page']; readonly props: StoryProps }) => Promise<void>;
    /** Lets this much time go by, at once. */
    readonly pass: (ms: number) => Promise<void>;
    /** Stops the page's clock at one and the same time, however long the story took so far. */
    readonly hold: () => Promise<void>;
    /** What axe finds, a sentence each. */
    readonly audit: (what: Audit) => Promise<readonly string[]>;
  }
}

/** The scripts of the four pages, as their index.html name them. */
const pages = {
  pop: () => import('../../../renderer/pop/main.tsx'),
  account: () => import('../../../renderer/account/main.tsx'),
  welcome: () => import('../../../renderer/welcome/main.tsx'),
  settings: () => import('../../../renderer/settings/main.tsx'),
} as const satisfies Record<Story['page'], () => Promise<unknown>>;

/** How often the page's clock moves on. */
const TURN_MS = 20;
/** How long after NOW every picture is taken. */
const HELD_MS = 1_000;

let shown: ((props: StoryProps) => Promise<void>) | null = null;

/** The texts of a language, as the build wrote them; those named as the fake's answers are (`numbers.save`) are in the first script's. */
async function messages(language: Language): Promise<string> {
  const read = async (file: string): Promise<object> =>
    (await fetch(`/texts/${language}/${file}.json`)).json() as Promise<object>;
  const [first, later] = await Promise.all([read('gallery'), read('gallery-later')]);
  return JSON.stringify({ ...first, ...later });
}

async function mount({
  story,
  props,
}: {
  readonly story: Story['page'];
  readonly props: StoryProps;
}): Promise<void> {
  if (shown !== null) return shown(props);
  const { world } = props;
  if (world === undefined) throw new Error('a story needs a world');
  // Before the page's scripts run, which keep the timers they find.
  const clock = install({ now: NOW, toNotFake: ['queueMicrotask'] });
  clock.setTickMode({ mode: 'interval', delta: TURN_MS });
  const pass = async (ms: number): Promise<void> => {
    await clock.tickAsync(ms);
  };
  // The pop measures its room by the screen.
  Object.defineProperty(screen, 'availHeight', { value: 800 });
  // And by how much larger than usual it is shown; the gallery's own window is of another size than the page in it.
  Object.defineProperty(window, 'outerWidth', { get: () => window.innerWidth });
  installFakeApi(world);
  const infoOf = async ({ language, theme }: StoryProps): Promise<Fixture['info']> => ({
    ...world.info,
    language,
    locale: language,
    theme,
    messages: await messages(language),
  });
  let info = await infoOf(props);
  Object.assign(window.api.app, { info: () => Promise.resolve({ ok: true, value: info }) });
  shown = async (next) => {
    info = await infoOf(next);
    // What main sends when one of them is changed in the settings.
    window.tell('settings', world.settings);
  };
  Object.assign(window, {
    pass,
    hold: async () => {
      clock.setTickMode({ mode: 'manual' });
      clock.setSystemTime(NOW + HELD_MS);
      await clock.tickAsync(HELD_MS);
      clock.setSystemTime(NOW + HELD_MS);
    },
    audit: async (what: Audit) => {
      // axe waits by the page's clock.
      clock.setTickMode({ mode: 'interval', delta: TURN_MS });
      const { violations } = await axe.run(
        // They hand the keyboard on at once; nobody is ever at them.
        { exclude: ['[data-base-ui-focus-guard]'] },
        { ...rules[what], resultTypes: ['violations'] },
      );
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join(' | ')}`,
      );
    },
  });
  await pages[story]();
}

Object.assign(window, { mount });
