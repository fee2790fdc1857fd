import type { AppUpdater, Logger, UpdateCheckResult } from 'electron-updater';
import { fail, ok } from '../common/result.ts';
import { feedInfo, signedText } from './releaseSignature.ts';
import type { UpdateFailure, Updater } from './updater.ts';

interface FeedUpdaterDeps {
  /** electron-updater's for this system. */
  readonly app: AppUpdater;
  /** Installs what was fetched, and with `restart` ends the app and starts it again. */
  readonly install: (restart: boolean) => boolean;
  readonly log: (message: string) => void;
}

/** electron-updater as we use it: it asks, fetches and compares; when is decided by updateService.ts. */
export function createFeedUpdater({ app, install, log }: FeedUpdaterDeps): Updater {
  app.autoDownload = false;
  app.allowDowngrade = false;
  app.allowPrerelease = false;
  app.disableWebInstaller = true;
  // What it says at each check is of no use to anybody; what goes wrong comes as a failure.
  app.logger = quiet;
  // Every failure is thrown as well: without a listener this one would end the app.
  app.on('error', () => undefined);

  const failureOf = (error: unknown): UpdateFailure => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    log(`electron-updater: ${code === '' ? String(error).split('\n', 1)[0] : code}`);
    if (code === 'ERR_CHECKSUM_MISMATCH' || code === 'ERR_UPDATER_INVALID_SIGNATURE') return 'refused';
    return code.startsWith('ERR_UPDATER_') && code !== 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'
      ? 'badFeed'
      : 'unreachable';
  };

  /** One a check: ends the download of what it found. */
  let token: UpdateCheckResult['cancellationToken'];

  return {
    async check() {
      try {
        const found = await app.checkForUpdates();
        if (found?.isUpdateAvailable !== true) return ok(null);
        token = found.cancellationToken;
        const info = feedInfo.safeParse(found.updateInfo);
        if (!info.success) return fail('badFeed');
        const { version, signature = null } = info.data;
        return ok({ version, signed: signedText(info.data), signature });
      } catch (error) {
        return fail(failureOf(error));
      }
    },
    async download(signal, progress) {
      const cancel = (): void => {
        token?.cancel();
      };
      const hear = ({ percent }: { readonly percent: number }): void => {
        progress(percent);
      };
      signal.addEventListener('abort', cancel, { once: true });
      app.on('download-progress', hear);
      try {
        await app.downloadUpdate(token);
        return ok(null);
      } catch (error) {
        return fail(signal.aborted ? 'aborted' : failureOf(error));
      } finally {
        signal.removeEventListener('abort', cancel);
        app.off('download-progress', hear);
      }
    },
    install,
  };
}

const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
