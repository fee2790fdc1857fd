import { randomUUID } from 'node:crypto';
import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import type * as Electron from 'electron';

type ElectronModule = typeof Electron;

/** An Electron under the driver. Its main process is asked by `askMain` alone: the driver's own call loses questions. */
export interface DrivenElectron extends Omit<ElectronApplication, 'evaluate' | 'evaluateHandle'> {
  /**
   * Runs a function in the main process, once, and answers with what it returns (JSON). The function is sent as text:
   * it knows its arguments and the globals of the main process.
   */
  askMain<R>(run: (electron: ElectronModule) => R | Promise<R>): Promise<R>;
  askMain<R, A>(run: (electron: ElectronModule, argument: A) => R | Promise<R>, argument: A): Promise<R>;
}

/** How long the driver tries to get hold of the app, each time: a second does, on a busy machine several. */
const ATTACH_MS = [8_000, 12_000, 20_000, 30_000];

/**
 * Starts an Electron under the driver. Five to ten starts in a hundred on a virtual display, Playwright is connected and still does
 * not come back: it asks a page in the moment Chromium puts it together, and the question is lost ("Message rejected by
 * interface blink.mojom.Widget"). The app itself is up then: its window is shown, its hook answers. More rarely the
 * inspector ends Electron 33 before any script of ours ran. It is said, and the app is started again. A
 * fault of the app would show each time, and in the starts without a driver (unprivileged.e2e.ts, start.e2e.ts).
 */
export async function attach(options: Parameters<typeof _electron.launch>[0]): Promise<DrivenElectron> {
  for (let tries = 0; ; tries += 1) {
    try {
      const electron = await _electron.launch({ ...options, timeout: ATTACH_MS[tries] ?? 0 });
      return Object.assign(electron, { askMain: createAskMain(electron) });
    } catch (error) {
      if (tries + 1 === ATTACH_MS.length) throw error;
      console.error(
        `The driver did not get hold of the app and starts it again (${String(error).split('\n', 1)[0]}).`,
      );
    }
  }
}

/** What V8's inspector answers when it lost a question; the function has run then, or still runs. */
const LOST = /promise was (?:garbage )?collected|Execution context was destroyed|Cannot find context/iu;
const MOST_LOST = 20;

/**
 * V8's inspector does not keep the promise it waits for: while main still reads the rest of itself, a collection in
 * that moment takes it, and the question is lost. So the promise is kept in main under the question's name until
 * its answer has arrived, and a lost question is asked again by that name: the function never runs twice.
 */
function createAskMain(electron: ElectronApplication): DrivenElectron['askMain'] {
  let answered: string | null = null;
  return async <R, A>(
    run: (module: ElectronModule, argument: A) => R | Promise<R>,
    argument?: A,
  ): Promise<R> => {
    const question = { id: randomUUID(), source: `(${run.toString()})`, argument, answered };
    for (let lost = 0; ; lost += 1) {
      try {
        const answer = await electron.evaluate(inMain, question);
        answered = question.id;
        return answer as R;
      } catch (error) {
        if (lost === MOST_LOST || !LOST.test(String(error))) throw error;
      }
    }
  };
}

interface Question {
  readonly id: string;
  readonly source: string;
  readonly argument: unknown;
  /** An earlier question whose answer has arrived. */
  readonly answered: string | null;
}

/** Runs in the main process. */
function inMain(module: ElectronModule, { id, source, argument, answered }: Question): Promise<unknown> {
  const kept = globalThis as { askedByDriver?: Map<string, Promise<unknown>> };
  const asked = (kept.askedByDriver ??= new Map<string, Promise<unknown>>());
  if (answered !== null) asked.delete(answered);
  const known = asked.get(id);
  if (known !== undefined) return known;
  // oxlint-disable-next-line no-eval -- the driver itself sends functions as text; indirect: it sees globals alone
  const run = (0, eval)(source) as (electron: ElectronModule, argument: unknown) => unknown;
  const answer = Promise.resolve(run(module, argument));
  asked.set(id, answer);
  return answer;
}
