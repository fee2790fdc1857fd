import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import packageJson from '../../../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): unknown => parse(readFileSync(path.join(root, file), 'utf8'));

const step = z.object({ run: z.string().optional(), uses: z.string().optional(), if: z.string().optional() });
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      permissions: z.record(z.string(), z.string()).optional(),
      strategy: z
        .object({
          matrix: z.object({
            os: z.array(z.string()).default([]),
            include: z.array(z.looseObject({ os: z.string(), feed: z.string() })).default([]),
          }),
        })
        .optional(),
      steps: z.array(step),
    }),
  ),
});

const workflows = ['ci', 'release'].map((name) => ({
  name,
  ...workflow.parse(read(`.github/workflows/${name}.yml`)),
}));
const [ci, release] = workflows;
type Workflow = (typeof workflows)[number];

const runs = (one: Workflow | undefined): readonly string[] =>
  Object.values(one?.jobs ?? {}).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
const systems = (one: Workflow | undefined): readonly string[] =>
  Object.values(one?.jobs ?? {}).flatMap((job) => [
    job['runs-on'],
    ...(job.strategy?.matrix.os ?? []),
    ...(job.strategy?.matrix.include ?? []).map(({ os }) => os),
  ]);

describe('the workflows', () => {
  it('run what package.json has, and the checks that npm test has', () => {
    const checks = /const CHECKS = \[(.+?)\]/su.exec(
      readFileSync(path.join(root, 'scripts/test.ts'), 'utf8'),
    );
    const known = new Set(checks?.[1]?.match(/\w+/gu));
    expect(known.size).toBeGreaterThan(5);
    const lines = workflows.flatMap(runs).flatMap((run) => run.split('\n'));
    const scripts = lines.flatMap((line) => /npm (?:run )?([a-z:]+)/u.exec(line)?.[1] ?? []);
    expect(scripts).toContain('test');
    const missing = scripts.filter((name) => name !== 'ci' && !(name in packageJson.scripts));
    expect(missing).toEqual([]);
    const named = lines.flatMap((line) => /npm test -- (.+)/u.exec(line)?.[1]?.split(' ') ?? []);
    expect(named.filter((word) => !known.has(word))).toEqual([]);
  });

  it('check on Linux, Windows and macOS, everything on Linux', () => {
    expect(new Set(systems(ci).flatMap((one) => /^\w+(?=-)/u.exec(one)?.[0] ?? []))).toEqual(
      new Set(['ubuntu', 'windows', 'macos']),
    );
    expect(runs(ci)).toContain('npm test');
    expect(runs(ci)).toContain('npm run test:packaged');
  });

  it('build each system’s installers on that system, and sign the feed each of them writes', () => {
    const targets = release?.jobs['installers']?.strategy?.matrix.include ?? [];
    const feeds = targets.map(({ os, feed }) => `${os.split('-')[0]} ${feed}`);
    expect(new Set(feeds)).toEqual(
      new Set(['ubuntu latest-linux.yml', 'windows latest.yml', 'macos latest-mac.yml']),
    );
    const commands = runs(release).join('\n');
    expect(commands).toContain('npm run package -- --targets');
    expect(commands).toContain('npm run package:sign -- "$FEED" "$RUNNER_TEMP/publisher.pem"');
  });

  it('may read the repository and nothing else, but for the job that makes the draft; no job hangs for ever', () => {
    expect(workflows.map(({ permissions }) => permissions)).toEqual([
      { contents: 'read' },
      { contents: 'read' },
    ]);
    const own = workflows.flatMap(({ jobs }) =>
      Object.entries(jobs).flatMap(([job, { permissions }]) => (permissions ? [{ job, permissions }] : [])),
    );
    expect(own).toEqual([{ job: 'draft', permissions: { contents: 'write' } }]);
  });

  it('use actions by a version', () => {
    const used = workflows.flatMap(({ jobs }) =>
      Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? [])),
    );
    expect(used.length).toBeGreaterThan(5);
    for (const one of used) expect(one).toMatch(/^[\w-]+\/[\w-]+@(?:v\d+|[0-9a-f]{40})$/u);
  });
});

describe('issue forms', () => {
  const form = z.object({
    name: z.string(),
    description: z.string(),
    body: z
      .array(
        z.object({
          type: z.enum(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes']),
          id: z.string().optional(),
          attributes: z.looseObject({ label: z.string().optional(), value: z.string().optional() }),
        }),
      )
      .min(2),
  });

  it.each(['bug', 'call-source', 'idea'])(
    '%s has the shape that GitHub wants, with ids of their own',
    (name) => {
      const { body } = form.parse(read(`.github/ISSUE_TEMPLATE/${name}.yml`));
      const ids = body.flatMap(({ id }) => id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const texts = body.filter(({ type }) => type === 'markdown');
      expect(texts.filter(({ attributes }) => !attributes.value)).toEqual([]);
      const fields = body.filter(({ type }) => type !== 'markdown');
      expect(fields.filter(({ id, attributes }) => !id || !attributes.label)).toEqual([]);
    },
  );
});
