import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsService } from '../settings/settingsService.ts';
import { createMicrosipSetup, type MicrosipSetup } from '../setup/microsipSetup.ts';
import { linphoneVersion } from '../setup/linphoneVersion.ts';
import { presetsOf } from '../setup/softphonePresets.ts';
import { runningPrograms } from '../setup/runningPrograms.ts';
import { findSoftphones } from '../setup/findSoftphones.ts';
import type { SetupCheck } from '../setup/setupCheck.ts';
import { noCallsReasons } from '../setup/noCallsReasons.ts';
import type { FoundSoftphone, Preset, Presets, NoCallsReason } from '../../preload/contract.ts';
import { parsePhoneNumber } from '../phone/phoneNumber.ts';
import { treatmentOf } from '../pop/popRules.ts';
import type { Treatment } from '../settings/popSettings.ts';
import { isQuiet } from '../settings/quietHours.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import type { Clock } from '../common/clock.ts';
import { hookProgram } from '../windows/system/hookProgram.ts';
import type { CallSources } from './composeSources.ts';
import type { Startup } from './startup.ts';

/** Setting up softphones: what to paste into them, and MicroSIP's settings. */
export interface ComposedSetup {
  readonly microsip: MicrosipSetup;
  /** With the token hidden. */
  readonly presets: () => Presets;
  /** With the token in them: for the clipboard, never for a window. */
  readonly pasted: () => readonly Preset[];
  readonly openToNetwork: (open: boolean) => Promise<void>;
  readonly found: () => readonly FoundSoftphone[];
  readonly setupCheck: SetupCheck;
  readonly reasons: () => readonly NoCallsReason[];
}

interface SetupParts {
  readonly opening: Startup;
  readonly settings: SettingsService;
  readonly setupCheck: SetupCheck;
  readonly sources: Pick<CallSources, 'sourceManager'>;
  readonly callViews: Pick<CallViews, 'today'>;
  readonly clock: Clock;
}

/** A settings file is a few kilobytes; what is longer is not one. */
const LONGEST_FILE = 4 * 2 ** 20;

export function composeSetup(parts: SetupParts): ComposedSetup {
  const { settings, callViews, clock } = parts;
  const { settingsFile, list } = parts.opening;
  const program = hookProgram();
  const appData = process.env['APPDATA'];
  /** What became of the call that began last today, of whatever account; null when there is none. */
  const lastTreatment = (): Treatment | null => {
    const latest = list.list().flatMap(({ key, region }) => {
      const [call] = callViews.today(key).calls;
      return call === undefined ? [] : [{ raw: call.number.raw, region, at: call.startedAt }];
    });
    const last = latest.toSorted((a, b) => b.at - a.at)[0];
    if (last === undefined) return null;
    const { raw, region } = last;
    return treatmentOf(parsePhoneNumber(raw, { region }), region, settingsFile.get().pop);
  };
  const installed = { platform: process.platform, read: readText };
  const common = () => ({ program, platform: process.platform, linphone: linphoneVersion(installed) });
  return {
    microsip: createMicrosipSetup({
      program,
      chosen: {
        get: () => settingsFile.get().microsipIni,
        set: (microsipIni) => {
          settingsFile.change({ microsipIni });
        },
      },
      usualIni: () => (appData === undefined ? null : join(appData, 'MicroSIP', 'MicroSIP.ini')),
      running: runningPrograms,
      files: { read: readWhole, write: replaceWhole },
    }),
    presets: () => ({
      presets: [
        ...presetsOf({ ...common(), url: settings.hiddenUrl, networkUrl: settings.hiddenNetworkUrl }),
      ],
      network: settings.network(),
    }),
    pasted: () => presetsOf({ ...common(), url: settings.hookUrl, networkUrl: settings.networkUrl }),
    setupCheck: parts.setupCheck,
    found: () => findSoftphones({ platform: process.platform, env: process.env, exists: existsSync }),
    reasons: () =>
      noCallsReasons({
        accounts: list.list().length,
        sources: parts.sources.sourceManager.views(),
        isQuiet: isQuiet(settingsFile.get().quietHours, clock.now(), null),
        incoming: settingsFile.get().pop.incoming,
        last: lastTreatment(),
      }),
    async openToNetwork(open) {
      await settings.change({ hookOnNetwork: open });
    },
  };
}

/** A system's list of packages is a few megabytes. */
const LONGEST_LIST = 32 * 2 ** 20;

function readText(file: string): string | null {
  try {
    return statSync(file).size > LONGEST_LIST ? null : readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function readWhole(file: string): Buffer | null {
  try {
    return statSync(file).size > LONGEST_FILE ? null : readFileSync(file);
  } catch {
    return null;
  }
}

/** By rename: a crash leaves the old file or the new one. */
function replaceWhole(file: string, bytes: Buffer): boolean {
  const draft = `${file}.ringside-new`;
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, file);
    return true;
  } catch {
    return false;
  }
}
