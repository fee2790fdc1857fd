import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';
import { oneLine } from './runnerReports.ts';
import { nothing, sum, type Mention, type Tally } from './testReport.ts';

interface Failed {
  readonly message?: string;
  readonly stacks?: readonly { readonly file: string; readonly line: number }[];
}

/**
 * Writes a `Tally` as JSON into Vitest's `--outputFile`. Vitest's own JSON reporter names neither the tests that passed
 * when tried again, nor errors outside tests (a hook, a rejection nobody handled, a worker that died).
 */
export default class VitestReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Promise<void> {
    const file = this.#vitest?.config.outputFile;
    if (typeof file !== 'string') throw new Error('Where to? --outputFile=FILE is missing.');
    const outside = unhandled.map((error) => this.#failed(this.#whereFrom(error), [error]));
    const tally = [...modules.map((module) => this.#ofModule(module)), ...outside].reduce(sum, nothing);
    await writeFile(file, JSON.stringify(tally));
  }

  #ofModule(module: TestModule): Tally {
    const groups: (TestModule | TestSuite)[] = [module, ...module.children.allSuites()];
    return [
      ...[...module.children.allTests()].map((test) => this.#ofTest(test)),
      ...groups
        .filter((group) => group.errors().length > 0)
        .map((group) => this.#failed(this.#nameOf(group), group.errors())),
    ].reduce(sum, nothing);
  }

  #ofTest(test: TestCase): Tally {
    const result = test.result();
    switch (result.state) {
      case 'failed':
        return this.#failed(this.#nameOf(test), result.errors);
      case 'passed':
        return {
          ...nothing,
          passed: 1,
          flaky: test.diagnostic()?.flaky === true ? [this.#mention(this.#nameOf(test), result.errors)] : [],
        };
      default:
        return { ...nothing, skipped: 1 };
    }
  }

  #failed(name: string, errors: readonly Failed[]): Tally {
    return { ...nothing, failed: 1, failures: [this.#mention(name, errors)] };
  }

  #mention(name: string, errors: readonly Failed[] | undefined): Mention {
    const error = errors?.[0];
    const place = error?.stacks?.[0];
    const where = place === undefined ? '' : ` (${this.#short(place.file)}:${place.line})`;
    return { name, error: `${oneLine(error?.message ?? '')}${where}` };
  }

  #nameOf(entity: TestCase | TestSuite | TestModule): string {
    if (entity.type === 'module') return this.#short(entity.moduleId);
    return `${this.#short(entity.module.moduleId)} > ${entity.fullName}`;
  }

  #whereFrom(error: SerializedError): string {
    const file: unknown = error['VITEST_TEST_PATH'];
    return typeof file === 'string' ? `outside any test, in ${this.#short(file)}` : 'outside any test';
  }

  #short(file: string): string {
    return path.relative(this.#vitest?.config.root ?? '', file);
  }
}
