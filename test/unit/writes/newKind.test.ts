import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as AgentWrites from '../../../preload/contract/agentWrites.ts';
import type * as WriteKinds from '../../../main/writes/writeKinds.ts';
import { compileCatalogue } from '../../../scripts/texts/catalogue.ts';
import { copyProject, type ProjectCopy } from '../../projectCopy.ts';

let copy: ProjectCopy;
beforeEach(() => {
  copy = copyProject();
});
afterEach(() => {
  copy.remove();
});

const ENTRY = `  /** Gives a task another text. */
  rewordTask: kind({
    fields: { taskId: subjectId, text },
    subject: 'taskId',
    effect: 'changes',
    advice: { forbidden: 'rightsTasks', gone: 'goneTask', notAccepted: 'editTask' },
  }),
} as const;`;

const KIND = `import { fail, ok } from '../../common/result.ts';
import { GONE } from '../missingEntity.ts';
import { sent } from '../write.ts';
import type { WriteKind } from '../writeKind.ts';

export const rewordTask: WriteKind<'rewordTask'> = {
  right: () => 'tasks',
  values: ({ text }) => ({ text }),
  mergeInto: (making, { text }) => (making.kind === 'createTask' ? { ...making, text } : null),
  at: ({ client, write: { taskId, text } }) => ({
    async alreadyThere(_sentFrom, signal) {
      const read = await client.tasks.get(taskId, { signal });
      if (!read.ok) return read;
      if (read.value === null) return fail(GONE);
      return ok(read.value.text === text ? { id: taskId } : null);
    },
    send: async () => sent(await client.tasks.change(taskId, { text }), ({ id }) => ({ id })),
  }),
};
`;

/** Who stands where a write begins, is kept, sent and shown: with all they import. */
const WHO_ASKS = [
  'main/outbox/dispatcher.ts',
  'main/calls/history/pendingWritesCsv.ts',
  'renderer/call/writes/WritesStrip.tsx',
];

const WORDS = { what: 'Task reworded', undone: 'The task was not reworded' };
const LANGUAGES = ['es-419', 'pt-BR', 'ru'] as const;

function addKind({
  entry = ENTRY,
  kind = KIND,
  line = '  patchLead,\n  rewordTask,\n}',
  texts = true,
}): void {
  copy.edit(
    'preload/contract/agentWrites.ts',
    '} as const;\n\n/** What is known',
    `${entry}\n\n/** What is known`,
  );
  copy.add('main/writes/task/rewordTask.ts', kind);
  const list = 'main/writes/writeKinds.ts';
  if (line.includes('rewordTask')) {
    copy.edit(
      list,
      'import type { WriteKind }',
      `import { rewordTask } from './task/rewordTask.ts';\nimport type { WriteKind }`,
    );
  }
  copy.edit(list, '  patchLead,\n}', line);
  if (!texts) return;
  const own = Object.entries(WORDS).map(([part, words]) => [`write.${part}.rewordTask`, words] as const);
  const said = own.map(([key, words]) => `  '${key}': '${words}',\n`).join('');
  copy.edit('i18n/en/calls.ts', `  'write.sending'`, `${said}  'write.sending'`);
  for (const language of LANGUAGES) {
    const translated = own
      .map(([key, words]) => `#. ${words}\nmsgid "${key}"\nmsgstr "${words}"\n\n`)
      .join('');
    const first = `msgid "write.undone.addNote"`;
    copy.edit(`i18n/locales/${language}.po`, first, `${translated.trimEnd()}\n\n${first}`);
  }
}

describe('a kind of write that is new', { timeout: 300_000 }, () => {
  it('is seven files, and everybody who deals with writes knows it', async () => {
    addKind({});
    expect(copy.faults(WHO_ASKS)).toEqual([]);
    expect(copy.touched()).toEqual([
      'i18n/en/calls.ts',
      'i18n/locales/es-419.po',
      'i18n/locales/pt-BR.po',
      'i18n/locales/ru.po',
      'main/writes/task/rewordTask.ts',
      'main/writes/writeKinds.ts',
      'preload/contract/agentWrites.ts',
    ]);
    const load = async <T>(file: string): Promise<T> =>
      (await import(pathToFileURL(path.join(copy.folder, file)).href)) as T;
    const { agentWrite, subjectOf } = await load<typeof AgentWrites>('preload/contract/agentWrites.ts');
    const { kindOf } = await load<typeof WriteKinds>('main/writes/writeKinds.ts');
    const asked = agentWrite.parse({ kind: 'rewordTask', taskId: 9, text: ' Call back ' });
    expect(asked).toEqual({ kind: 'rewordTask', taskId: 9, text: 'Call back' });
    expect(subjectOf(asked)).toEqual({ entity: 'task', id: 9 });
    expect(kindOf(asked).right(asked)).toBe('tasks');
    for (const language of LANGUAGES) {
      const messages = await compileCatalogue(path.join(copy.folder, 'i18n'), language);
      expect(Object.keys(messages)).toContain('write.undone.rewordTask');
    }
  });

  it('does not compile while a part of it is missing: its line, what it does, what is known of it, its words', () => {
    const without = (text: string, part: RegExp): string => {
      expect(text).toMatch(part);
      return text.replace(part, '');
    };
    addKind({
      line: '  patchLead,\n}',
      kind: without(KIND, / {2}values: .*\n/u),
      entry: without(ENTRY, / {4}effect: .*\n/u),
      texts: false,
    });
    const faults = copy.faults([...WHO_ASKS, 'main/writes/task/rewordTask.ts']).join('\n');
    expect(faults).toMatch(/main\/writes\/writeKinds\.ts.*'rewordTask' is missing/u);
    expect(faults).toMatch(/main\/writes\/task\/rewordTask\.ts.*'values' is missing/u);
    expect(faults).toMatch(/preload\/contract\/agentWrites\.ts.*'effect' is missing/u);
    // A text that is not there takes no key.
    expect(faults).toMatch(/renderer\/call\/writes\/WriteState\.tsx/u);
    expect(faults).toMatch(/main\/calls\/history\/pendingWritesCsv\.ts/u);
  });
});
