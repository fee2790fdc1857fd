import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import type { PopSnapshot } from '../../preload/contract.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { textsPlugin } from '../../scripts/texts/textsPlugin.ts';
import { installFakeApi } from './fakeApi.ts';
import { NOW } from './people.ts';
import { pictures } from './pictures.ts';
import { plainWorld, type Picture } from './world.ts';

/**
 * Takes a picture of every screen and state of the renderer and lets axe look at each:
 * `node test/renderer/takePictures.ts --browser PATH --out DIR [--looks en-light,ru-dark] [names...]`.
 * Exits with 1 when axe finds anything or a page complains.
 */
interface Look {
  readonly name: string;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly width?: number;
  /** 2 is the 200 % zoom of a window: half the CSS pixels. */
  readonly zoom?: number;
  readonly forcedColors?: 'active';
}

const looks: readonly Look[] = [
  { name: 'en-light', language: 'en', theme: 'light' },
  { name: 'ru-dark', language: 'ru', theme: 'dark' },
  { name: 'ru-light', language: 'ru', theme: 'light' },
  { name: 'en-dark', language: 'en', theme: 'dark' },
  { name: 'narrow', language: 'ru', theme: 'light', width: 480 },
  { name: 'zoom', language: 'en', theme: 'light', zoom: 2 },
  // Every other language: usual width, and the narrowest.
  ...LANGUAGES.slice(2).flatMap(({ tag }) => [
    { name: tag, language: tag, theme: 'light' as const },
    { name: `${tag}-narrow`, language: tag, theme: 'dark' as const, width: 480 },
  ]),
  { name: 'forced', language: 'en', theme: 'dark', forcedColors: 'active' },
];

/** As main sends it with every page: a picture must come out under it too. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src blob:; connect-src 'none'";

const sizes = {
  pop: { width: 400, height: 560 },
  account: { width: 1180, height: 760 },
  welcome: { width: 960, height: 620 },
  settings: { width: 860, height: 680 },
} as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string', default: '/usr/bin/chromium' },
    out: { type: 'string', default: 'demo-out/renderer' },
    looks: { type: 'string', default: looks.map(({ name }) => name).join(',') },
  },
});

/** Where everything is that can be clicked or read at a glance, by its words. */
function places(page: Page): Promise<Record<string, string>> {
  return page.locator('main').evaluate((main) => {
    const found = [...main.querySelectorAll('button, textarea, h1, fieldset, footer')];
    return Object.fromEntries(
      found.map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        const name = each.tagName === 'H1' ? 'h1' : `${each.tagName} ${each.ariaLabel ?? each.textContent}`;
        return [name, [x, y, each.tagName === 'H1' ? 0 : width, height].map(Math.round).join(' ')];
      }),
    );
  });
}

/** Tells the page of a newer pop; names what was there before and is elsewhere now. */
async function movedBy(page: Page, pop: PopSnapshot): Promise<readonly string[]> {
  const before = await places(page);
  await page.evaluate((snapshot) => {
    window.tell('pop', snapshot);
  }, pop);
  const after = await places(page);
  return Object.keys(before)
    .filter((name) => after[name] !== undefined && after[name] !== before[name])
    .map((name) => `${name} moved from ${before[name]} to ${after[name]}`);
}

/** Waits for the parts of a page that are read when they are first shown: React shows them a moment of this clock later. */
async function lateParts(page: Page): Promise<void> {
  const busy = page.locator('[aria-busy="true"]');
  for (const deadline = Date.now() + 10_000; (await busy.count()) > 0 && Date.now() < deadline;) {
    await delay(20);
    await page.clock.runFor(400);
  }
}

/** What the build wrote of a language for a page. */
const builtTexts = (language: Language, name: string): Promise<string> =>
  readFile(join(built, 'texts', language, `${name}.json`), 'utf8');

async function take(
  browser: Browser,
  origin: string,
  picture: Picture,
  look: Look,
): Promise<readonly string[]> {
  const zoom = look.zoom ?? 1;
  const size = sizes[picture.page];
  const width = picture.page === 'pop' ? size.width : Math.round((look.width ?? size.width) / zoom);
  const context = await browser.newContext({
    viewport: { width, height: Math.round(size.height / zoom) },
    // What the pop measures its room by.
    screen: { width: 1280, height: 800 },
    deviceScaleFactor: zoom,
    colorScheme: look.theme,
    forcedColors: look.forcedColors ?? 'none',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.clock.install({ time: NOW });
  const world = { ...plainWorld(), ...picture.world };
  await page.addInitScript(installFakeApi, {
    ...world,
    info: {
      ...world.info,
      language: look.language,
      locale: look.language,
      theme: look.theme,
      messages: await builtTexts(look.language, picture.page),
    },
    laterMessages: await builtTexts(look.language, `${picture.page}-later`),
  });
  await page.goto(`${origin}/${picture.page}/index.html`);
  await page.locator('#root > *').first().waitFor();
  if (picture.page === 'pop') await page.locator('h1').waitFor();
  await page.clock.runFor(300);
  await picture.act?.(page);
  await page.clock.runFor(400);
  await lateParts(page);
  if (picture.thenPop) complaints.push(...(await movedBy(page, picture.thenPop)));
  if (picture.page === 'pop') {
    const height = await page.locator('main').evaluate((main) => main.getBoundingClientRect().height);
    await page.setViewportSize({ width, height: Math.ceil(height) });
  }
  await page.screenshot({ path: join(values.out, `${picture.page}-${picture.name}-${look.name}.png`) });
  await page.clock.resume();
  const axe = await new AxeBuilder({ page })
    // They hand the keyboard on at once; nobody is ever at them.
    .exclude('[data-base-ui-focus-guard]')
    .analyze();
  for (const { id, nodes } of axe.violations) {
    complaints.push(
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join(' | ')}`,
    );
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) complaints.push(`wider than the window by ${overflow} px`);
  await context.close();
  return complaints.map((complaint) => `${picture.page} ${picture.name} ${look.name}: ${complaint}`);
}

const built = await mkdtemp(join(tmpdir(), 'ringside-renderer-'));
const root = resolve(import.meta.dirname, '../../renderer');
await build({
  configFile: false,
  root,
  plugins: [textsPlugin(resolve(root, '../i18n')), react()],
  logLevel: 'warn',
  build: {
    outDir: built,
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: Object.fromEntries(Object.keys(sizes).map((name) => [name, join(root, name, 'index.html')])),
    },
  },
});
const server = await preview({
  configFile: false,
  root,
  build: { outDir: built },
  preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  logLevel: 'warn',
});
const origin = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
const browser = await chromium.launch({
  executablePath: values.browser,
  chromiumSandbox: process.getuid?.() !== 0,
});
await mkdir(values.out, { recursive: true });

const complaints: string[] = [];
let taken = 0;
const wantedLooks = values.looks.split(',');
for (const picture of pictures) {
  if (
    positionals.length > 0 &&
    !positionals.some((name) => `${picture.page}-${picture.name}`.startsWith(name))
  )
    continue;
  for (const look of looks.filter(({ name }) => wantedLooks.includes(name))) {
    complaints.push(...(await take(browser, origin, picture, look)));
    taken += 1;
  }
}
await browser.close();
await server.close();
await rm(built, { recursive: true });
process.stdout.write(
  `${complaints.join('\n')}\n${taken} pictures in ${values.out}, ${complaints.length} complaints\n`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
