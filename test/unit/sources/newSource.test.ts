import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyProject, type ProjectCopy } from '../../projectCopy.ts';

let copy: ProjectCopy;
beforeEach(() => {
  copy = copyProject();
});
afterEach(() => {
  copy.remove();
});

const LINE = "  starfish: { label: 'Starfish', is: 'phone', countsIds: false, can: ['dial'] },\n";

const SOURCE = `import * as z from 'zod';
import { ok } from '../../common/result.ts';
import { defineSource, type SourceContext, type SourceThatCan } from '../callSource.ts';
import { keepSourceState } from '../sourceStatus.ts';

const settings = z.object({ on: z.boolean().default(false), host: z.string().default('127.0.0.1') });

export const starfishKind = defineSource({
  name: 'starfish',
  hasSecret: false,
  settings,
  isComplete: ({ host }) => host !== '',
  create: createStarfishSource,
});

function createStarfishSource(
  { host }: z.infer<typeof settings>,
  context: SourceContext,
): SourceThatCan<'starfish'> {
  const state = keepSourceState(context);
  return {
    start: async () => state.ready(),
    status: state.status,
    describe: () => ({ name: 'starfish', where: host }),
    dial: async () => ok(null),
  };
}
`;

/** Who starts sources, dials by them, follows their calls, and shows them. */
const WHO_ASKS = [
  'main/compose/composeSources.ts',
  'main/compose/connectSources.ts',
  'main/clickToCall/dialer.ts',
  'main/calls/tracking/callTransitions.ts',
  'renderer/settings/softphone/SourcePage.tsx',
  'renderer/settings/calls/DialChoice.tsx',
];

function addSource({ source = SOURCE, kind = true }): void {
  copy.edit('preload/constants.ts', '  freeswitch: { label', `${LINE}  freeswitch: { label`);
  copy.addFolder('main/sources/starfish');
  copy.add('main/sources/starfish/starfishSource.ts', source);
  if (!kind) return;
  const list = 'main/sources/sourceKinds.ts';
  copy.edit(
    list,
    'import type { SourceKind }',
    "import { starfishKind } from './starfish/starfishSource.ts';\nimport type { SourceKind }",
  );
  copy.edit(
    list,
    '  freeswitch: freeswitchKind,\n',
    '  freeswitch: freeswitchKind,\n  starfish: starfishKind,\n',
  );
}

describe('a call source that is new', { timeout: 300_000 }, () => {
  it('is its own files and three lines of code elsewhere, one of them what it can do', () => {
    addSource({});
    expect(copy.faults(WHO_ASKS)).toEqual([]);
    expect(copy.touched()).toEqual([
      'main/sources/sourceKinds.ts',
      'main/sources/starfish/starfishSource.ts',
      'preload/constants.ts',
    ]);
    expect(copy.addedLines('main/sources/sourceKinds.ts')).toBe(2);
    expect(copy.addedLines('preload/constants.ts')).toBe(1);
  });

  it('does not compile while it is not in the list, or cannot do what its line says', () => {
    addSource({ source: SOURCE.replace('    dial: async () => ok(null),\n', ''), kind: false });
    const faults = copy.faults([...WHO_ASKS, 'main/sources/starfish/starfishSource.ts']).join('\n');
    expect(faults).toMatch(/main\/sources\/sourceKinds\.ts.*'starfish' is missing/u);
    expect(faults).toMatch(/main\/sources\/starfish\/starfishSource\.ts/u);
  });
});
