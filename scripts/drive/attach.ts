import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import type * as Electron from 'electron';
import { electronPath } from '../electronPath.ts';

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
const ATTACH_MS = [15_000, 30_000, 30_000];

/** Electron loads this before the app, which then hears that Electron is ready when the driver is attached. */
const WAIT_FOR_DRIVER = ['-r', path.join(import.meta.dirname, 'waitForDriver.cjs')];

/**
 * Starts an Electron under the driver. A driver that attaches while a window opens asks it in the moment Chromium puts it together,
 * and the question is lost ("Message rejected by interface blink.mojom.Widget"): it never comes back. So the app waits for the
 * driver, but for a packaged one, which loads nothing before itself. More rarely the inspector ends Electron 33 before any script of
 * ours ran. Then it is said, and the app is started again: a fault of the app would show each time, and in the starts without a
 * driver (unprivileged.e2e.ts, start.e2e.ts).
 */
export async function attach(
  options: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<DrivenElectron> {
  const { executablePath, args: given = [] } = options;
  const args = executablePath === electronPath() ? [...WAIT_FOR_DRIVER, ...given] : given;
  for (let tries = 0; ; tries += 1) {
    try {
      const electron = await _electron.launch({ ...options, args, timeout: ATTACH_MS[tries] ?? 0 });
      await electron.evaluate(letStart);
      return Object.assign(electron, { askMain: createAskMain(electron), close: closeOf(electron) });
    } catch (error) {
      if (tries + 1 === ATTACH_MS.length) throw error;
      console.error(
        `The driver did not get hold of the app and starts it again (${String(error).split('\n', 1)[0]}).`,
      );
    }
  }
}

/** Runs in the main process: waitForDriver.cjs, where it is loaded, waits for this. */
function letStart(): void {
  const { onDriverAttached } = Object.assign(globalThis, { driverIsAttached: true }) as {
    onDriverAttached?: () => void;
  };
  onDriverAttached?.();
}

/** Sends a signal and waits until the process is gone; not at all for one that has ended. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/**
 * Ends the app as the system does at the end of a session: the driver's own question is lost now and then, and then it waits for
 * ever. Windows has no such signal.
 */
const closeOf = (electron: ElectronApplication): (() => Promise<void>) =>
  process.platform === 'win32' ? electron.close.bind(electron) : () => ended(electron.process(), 'SIGTERM');

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
