import type { Page } from '@playwright/test';
import type { PopSnapshot } from '../../preload/contract.ts';
import { expect, test } from './fixtures.ts';
import type { Audit } from './gallery/gallery.ts';
import { wantedLooks, type Look } from './looks.ts';
import { picturePath } from './pictureSets.ts';
import { pictures } from './pictures.ts';
import { plainWorld, type Story } from './world.ts';

const sizes = {
  pop: { width: 400, height: 560 },
  account: { width: 1180, height: 760 },
  welcome: { width: 960, height: 620 },
  settings: { width: 860, height: 680 },
} as const;

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

/** Lets this much of the page's own time go by. */
const pass = (page: Page, ms: number): Promise<void> => page.evaluate((each) => window.pass(each), ms);

/** Waits for the parts of a page that are read when they are first shown: React shows them a moment of the page's clock later. */
async function lateParts(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await pass(page, 400);
      return page.locator('[aria-busy="true"]').count();
    })
    .toBe(0)
    // A story may be about what does not come.
    .catch(() => undefined);
}

/** Size and media of a look. */
async function dress(page: Page, story: Story, look: Look): Promise<void> {
  const size = sizes[story.page];
  const { width = size.width, zoom = 1 } = look;
  await page.setViewportSize({
    width: story.page === 'pop' ? size.width : Math.round(width / zoom),
    height: Math.round(size.height / zoom),
  });
  await page.emulateMedia({ colorScheme: look.theme, forcedColors: look.forcedColors ?? 'none' });
}

/** What a further look can change: another theme the colours alone, another language all but the colours. */
const rulesFor = (look: Look, first: Look): Audit =>
  look === first
    ? 'everything'
    : look.language === first.language
      ? 'colours'
      : look.theme === first.theme
        ? 'all but colours'
        : 'everything';

/** As wide as it may be, as high as its content where that is what the window is. */
async function takePicture(page: Page, story: Story, look: Look): Promise<void> {
  if (story.page === 'pop') {
    const height = await page.locator('main').evaluate((main) => main.getBoundingClientRect().height);
    await page.setViewportSize({ width: sizes.pop.width, height: Math.ceil(height) });
  }
  await page.evaluate(() => window.hold());
  await page.screenshot({
    path: picturePath(`${story.page}-${story.name}`, look.name),
    type: 'jpeg',
    quality: 90,
    animations: 'disabled',
  });
}

for (const story of pictures) {
  test(`${story.page}-${story.name}`, async ({ page, mount }) => {
    const complaints: string[] = [];
    const complain = (message: string): number => complaints.push(message);
    page.on('pageerror', ({ message }) => complain(message));
    page.on('console', (said) => {
      if (said.type() === 'error') complain(said.text());
    });
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));

    const world = { ...plainWorld(), ...story.world };
    const [first, ...others] = wantedLooks;
    if (first === undefined) throw new Error('no such look');
    await dress(page, story, first);
    // Not where the story before left it: nothing is hovered.
    await page.mouse.move(-1, -1);
    const component = await mount(story.page, { world, language: first.language, theme: first.theme });
    await component.locator('> *').first().waitFor();
    if (story.page === 'pop') await component.locator('h1').waitFor();
    await pass(page, 300);
    await story.act?.(page);
    await pass(page, 400);
    await lateParts(page);
    if (story.thenPop) complaints.push(...(await movedBy(page, story.thenPop)));

    for (const look of [first, ...others]) {
      await test.step(look.name, async () => {
        if (look !== first) {
          await dress(page, story, look);
          await component.update({ language: look.language, theme: look.theme });
          await pass(page, 400);
        }
        await takePicture(page, story, look);
        const found = await page.evaluate((audit) => window.audit(audit), rulesFor(look, first));
        for (const each of found) complain(`${look.name}: ${each}`);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (overflow > 0) complain(`${look.name}: wider than the window by ${overflow} px`);
      });
    }
    page.removeAllListeners('pageerror');
    page.removeAllListeners('console');
    expect(complaints).toEqual([]);
  });
}
