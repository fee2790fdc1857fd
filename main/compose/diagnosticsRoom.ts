import { mkdir } from 'node:fs/promises';
import { hostname, homedir, release, userInfo, version as systemVersion } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { SourceView } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { diagnosticsText } from '../diagnostics/diagnostics.ts';
import { readTail } from '../diagnostics/logTail.ts';
import { createMask } from '../diagnostics/masking.ts';
import type { DiagnosticsDesk } from '../ipc/diagnostics.ts';
import type { Opening } from '../opening.ts';
import type { CrmLines } from './crmLines.ts';
import { saveBeside } from './saveBeside.ts';

interface DiagnosticsParts {
  readonly opening: Pick<Opening, 'inData' | 'journal' | 'list' | 'settingsFile'>;
  readonly lines: Pick<CrmLines, 'mirror' | 'sync'>;
  readonly sources: () => readonly SourceView[];
  readonly clock: Clock;
}

const LOG_BYTES = 64 * 1024;

/** Gathers what diagnostics tell. */
export function composeDiagnosticsRoom({
  opening,
  lines,
  sources,
  clock,
}: DiagnosticsParts): DiagnosticsDesk {
  const { inData, journal, list, settingsFile } = opening;

  /** Everybody this Ringside knows without asking the CRM's copy, which is another's data by the thousand. */
  function* names(): Iterable<string> {
    yield hostname();
    yield userInfo().username;
    for (const { key, name, crmName, subdomain, userName } of list.list()) {
      yield* [name, crmName, subdomain, userName];
      for (const { callerName } of journal.calls.since(key, 0)) if (callerName !== null) yield callerName;
    }
  }

  return {
    async save() {
      const at = clock.now();
      const text = diagnosticsText(
        {
          at,
          versions: {
            Ringside: app.getVersion(),
            Electron: process.versions.electron,
            Chromium: process.versions.chrome,
            Node: process.versions.node,
            System: `${process.platform} ${process.arch} ${release()}, ${systemVersion()}`,
            Locale: app.getLocale(),
          },
          settings: settingsFile.get(),
          accounts: list.list().map(({ key, zone, state, way, sessionOnly }) => ({
            zone,
            state,
            way,
            sessionOnly,
            sync: lines.sync.state(key),
            outbox: journal.outbox.counts(key),
            mirror: lines.mirror.counts(key),
          })),
          sources: sources(),
          log: await readTail(inData(join('logs', 'main.log')), LOG_BYTES),
          home: homedir(),
        },
        createMask(names()),
      );
      const folder = inData('diagnostics');
      try {
        await mkdir(folder, { recursive: true });
      } catch {
        return null;
      }
      const day = new Date(at).toISOString().slice(0, 10);
      return saveBeside(folder, `Ringside diagnostics ${day}.txt`, text);
    },
  };
}
