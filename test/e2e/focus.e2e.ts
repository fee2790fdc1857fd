import type { Showcase } from '../../scripts/drive/demoCrm.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, popIsVisible, ring, talkedCall } from './phone.ts';
import { startTypist } from './typist.ts';
import type { Typist } from './typist.ts';

test.skip(process.platform !== 'linux', 'the keyboard of these tests is that of X');

const ringside = oneForFile({ signIn: 'northwind' });
let typist: Typist;
let numbers: Showcase;

test.beforeAll(async ({ desktop }) => {
  typist = await startTypist(desktop);
  numbers = await ringside().crm.showcase('northwind');
});
test.afterAll(async () => {
  await typist.end();
});
test.beforeEach(() => clearPop(ringside()));

const popHasFocus = (): Promise<boolean> =>
  ringside()
    .app()
    .electron.askMain(
      ({ BrowserWindow }) =>
        BrowserWindow.getFocusedWindow()?.webContents.getURL().startsWith('app://ringside/pop/') ?? false,
    );

test('a pop never takes the keyboard: every key goes where it was going', async () => {
  expect(await typist.hasFocus()).toBe(true);
  // Typed on and on until the pop has come, however long that takes, and a few words more.
  let letter = 'Dear Ms Byrne,';
  let popCame = false;
  const write = async (): Promise<void> => {
    await typist.type(letter);
    for (let words = 0; words < 3; words += popCame ? 1 : 0) {
      const more = ' we deliver';
      letter += more;
      await typist.type(more);
    }
  };
  const typing = write();
  await expect.poll(() => typist.received()).toContain('Dear');
  const call = await ring(ringside(), numbers.several);
  expect(await popIsVisible(ringside())).toBe(true);
  popCame = true;
  await typing;
  await expect.poll(() => typist.received()).toBe(letter);
  expect(await typist.hasFocus()).toBe(true);

  // The same while talking (a note field is there) and when the result keys are up.
  await call.answer();
  await typist.type(' 1234567');
  await call.hangUp();
  await typist.type(' 7654321');
  await expect.poll(() => typist.received()).toBe(`${letter} 1234567 7654321`);
  expect(await typist.hasFocus()).toBe(true);
  expect(await call.inList()).toMatchObject({ note: '', result: null, chosen: null });
});

test('Ctrl+Alt+Space brings the keyboard to the pop, digits log there, Esc puts it away', async () => {
  const call = await talkedCall(ringside(), numbers.certain);
  const before = await typist.received();
  await typist.press('ctrl+alt+space');
  await expect.poll(popHasFocus).toBe(true);
  await typist.press('4');
  await expect.poll(async () => (await call.inList()).log.state).toBe('undoable');
  expect((await call.inList()).result).toBe(4);
  await typist.press('BackSpace');
  await expect.poll(async () => (await call.inList()).log.state).toBe('unlogged');
  await typist.press('Escape');
  await expect.poll(() => popIsVisible(ringside())).toBe(false);
  expect(await typist.received()).toBe(before);
});

test('Ctrl+Alt+digit logs the call while another program has the keyboard, and keeps it there', async () => {
  const call = await talkedCall(ringside(), numbers.certain);
  await typist.press('ctrl+alt+space');
  await expect.poll(popHasFocus).toBe(true);
  await typist.press('Escape');
  await expect.poll(() => typist.hasFocus()).toBe(true);
  const again = await talkedCall(ringside(), numbers.certain);
  const before = await typist.received();
  await typist.press('ctrl+alt+2');
  await expect.poll(async () => (await again.inList()).result).toBe(2);
  expect((await call.inList()).result, 'the call that was put away is not meant').toBeNull();
  expect(await typist.hasFocus()).toBe(true);
  expect(await typist.received()).toBe(before);
});

test('the digits are given back to other programs once no result is awaited', async () => {
  const held = (): Promise<readonly boolean[]> =>
    ringside()
      .app()
      .electron.askMain(({ globalShortcut }) =>
        [1, 2, 3, 4, 5, 6, 7].map((digit) => globalShortcut.isRegistered(`CommandOrControl+Alt+${digit}`)),
      );
  await expect.poll(held).toEqual(Array<boolean>(7).fill(false));
  const call = await ring(ringside(), numbers.certain);
  await call.answer();
  expect(await held(), 'nothing is taken while it rings and is talked').toEqual(
    Array<boolean>(7).fill(false),
  );
  await call.hangUp();
  await expect.poll(held).toEqual(Array<boolean>(7).fill(true));
  await clearPop(ringside());
  await expect.poll(held).toEqual(Array<boolean>(7).fill(false));
});
