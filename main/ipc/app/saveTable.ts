import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { ok } from '../../common/result.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handled } from '../answerRequest.ts';

/** Where a table was saved; `cancelled` when the agent went away from the dialog. */
type Saved = { readonly outcome: 'saved'; readonly path: string } | { readonly outcome: 'cancelled' };

/** Saves a table where the agent says in the system's dialog; `notNow` when the file could not be written. */
export async function saveTable(
  { window }: Speaker,
  fileName: string,
  csv: string,
): Promise<Awaited<Handled<Saved>>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), fileName),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  });
  if (canceled || filePath === '') return ok({ outcome: 'cancelled' });
  try {
    await writeFile(filePath, csv);
  } catch {
    return requestError('notNow', 'the file could not be written');
  }
  return ok({ outcome: 'saved', path: filePath });
}
