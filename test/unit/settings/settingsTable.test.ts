import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { withSettingsTable } from '../../../scripts/texts/settingsTable.ts';

it('docs/settings.md has the table that the list of settings makes: `npm run texts` writes it', () => {
  const document = readFileSync(path.resolve(import.meta.dirname, '../../../docs/settings.md'), 'utf8');
  expect(document).toBe(withSettingsTable(document));
});
