import { mkdir } from 'node:fs/promises';
import { hostname, homedir, release, userInfo, version as systemVersion } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { SourceView } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import { diagnosticsText } from '../diagnostics/diagnosticsText.ts';
import { readTail } from '../diagnostics/logTail.ts';
import { createMask } from '../diagnostics/maskPersonalData.ts';
import type { DiagnosticsService } from '../ipc/app/diagnosticsHandlers.ts';
import type { Startup } from './startup.ts';
import type { CrmConnections } from './composeCrm.ts';
import { saveBeside } from '../common/saveBeside.ts';

interface DiagnosticsParts {
  readonly opening: Pick<Startup, 'inData' | 'journal' | 'list' | 'settingsFile'>;
  readonly crm: Pick<CrmConnections, 'mirror' | 'sync'>;
  readonly sources: () => readonly SourceView[];
  readonly clock: Clock;
}

const LOG_BYTES = 64 * 1024;

/** Gathers what diagnostics tell. */
export function composeDiagnostics({ opening, crm, sources, clock }: DiagnosticsParts): DiagnosticsService {
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
            sync: crm.sync.state(key),
            outbox: journal.outbox.counts(key),
            mirror: crm.mirror.counts(key),
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
