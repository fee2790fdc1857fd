import { join } from 'node:path';
import { app, dialog } from 'electron';
import { whyNotWritable } from '../../common/privateFiles.ts';
import { openSettingsFile } from '../../settings/settingsFile.ts';
import { createAppSpeech } from '../appSpeech.ts';

/**
 * Says in a dialog that the data folder cannot be written. Electron then has no lock of one instance to give, which
 * looks as if Ringside ran already: it would end without a word. Nothing where another one does run.
 */
export async function explainUnwritableFolder(): Promise<void> {
  const folder = app.getPath('userData');
  const words = whyNotWritable(folder);
  if (words === null) return;
  await app.whenReady();
  const { language } = openSettingsFile(join(folder, 'settings.json')).get();
  const { t } = createAppSpeech(() => language);
  dialog.showErrorBox(app.name, t('dialog.folderUnavailable', { path: folder, words }));
}
