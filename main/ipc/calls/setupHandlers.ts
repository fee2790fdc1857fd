import { clipboard, dialog } from 'electron';
import type {
  FoundSoftphone,
  Microsip,
  MicrosipFailureCode,
  Preset,
  Presets,
  NoCallsReason,
} from '../../../preload/contract.ts';
import { ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { SetupCheck } from '../../setup/setupCheck.ts';
import type { MicrosipSetup, MicrosipView } from '../../setup/microsipSetup.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface SoftphoneDeps {
  readonly microsip: MicrosipSetup;
  /** With the token hidden, and in them. */
  readonly presets: () => Presets;
  readonly pasted: () => readonly Preset[];
  readonly openToNetwork: (open: boolean) => Promise<void>;
  readonly found: () => readonly FoundSoftphone[];
  readonly setupCheck: Pick<SetupCheck, 'current' | 'watch'>;
  readonly reasons: () => readonly NoCallsReason[];
}

/** Setting softphones up. The hook's token goes to the clipboard and into MicroSIP's settings, never into a window. */
export function softphoneHandlers({
  microsip,
  presets,
  pasted,
  openToNetwork,
  found,
  setupCheck,
  reasons,
}: SoftphoneDeps): Handlers<'softphones'> {
  const done = async (
    result: Result<MicrosipView, MicrosipFailureCode>,
  ): Promise<Result<{ microsip: Microsip; failure: MicrosipFailureCode | null }, never>> =>
    ok({
      microsip: shown(result.ok ? result.value : await microsip.look()),
      failure: result.ok ? null : result.error,
    });
  return {
    presets: () => ok(presets()),
    copyPreset: async ({ softphone, event }) => {
      const preset = pasted().find((one) => one.softphone === softphone);
      const entry = preset?.entries.find((one) => one.event === event);
      if (entry === undefined) return requestError('badRequest', 'there is nothing to copy for this event');
      await clipboard.writeText(entry.text);
      return ok({});
    },
    openToNetwork: async ({ open }) => {
      await openToNetwork(open);
      return ok(presets());
    },
    found: () => ok({ softphones: [...found()] }),
    setupCheck: () => ok(setupCheck.current()),
    prove: ({ on }) => {
      setupCheck.watch(on);
      return ok(setupCheck.current());
    },
    noCallsReasons: () => ok({ reasons: [...reasons()] }),
    microsip: async () => ok(shown(await microsip.look())),
    chooseMicrosip: async (_input, { window }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile', 'dontAddToRecent'],
        filters: [{ name: 'MicroSIP.ini', extensions: ['ini'] }],
      });
      const [file] = filePaths;
      if (!canceled && file !== undefined) microsip.choose(file);
      return ok(shown(await microsip.look()));
    },
    setUpMicrosip: async (options) => done(await microsip.setUp(options)),
    undoMicrosip: async () => done(await microsip.undo()),
  };
}

const shown = (view: MicrosipView): Microsip => ({ ...view, taken: view.taken.map((hook) => ({ ...hook })) });
