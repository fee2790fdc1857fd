import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiledMessages } from '../../../scripts/compiledMessages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ringside-messages-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Builds a window whose catalogue has this one message. */
async function built(text: string): Promise<string> {
  writeFileSync(path.join(folder, 'en.ts'), `export const en = { 'calls.left': ${JSON.stringify(text)} };`);
  const entry = path.join(folder, 'window.js');
  writeFileSync(entry, `import { messages } from './en.ts?compiled'; console.log(messages);`);
  const output = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [compiledMessages()],
    build: { write: false, minify: false, rollupOptions: { input: entry } },
  });
  const [first] = 'output' in output ? output.output : [];
  return first?.type === 'chunk' ? first.code : '';
}

describe('the catalogues in the build', () => {
  it('are parsed', async () => {
    expect(await built('{count, plural, one {# call} other {# calls}}')).toContain('plural');
  });

  it.each(['{count, plural, one {# call} other {# calls}', '{count, plural, one {# call}}', 'a {name'])(
    'fail it with a message that is no ICU message, by name: %s',
    async (text) => {
      await expect(built(text)).rejects.toThrow("'calls.left' is no ICU message");
    },
  );
});
