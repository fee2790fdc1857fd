import { z } from 'zod';
import { nothing, request } from './request.ts';

/** Setting softphones up: what to paste into each, and MicroSIP's settings, which Ringside changes itself. */

export const softphoneName = z.enum([
  'microsip',
  'zoiper',
  'linphone',
  'twinkle',
  'bria',
  'threecx',
  'auerswald',
  'ringotel',
  'wildix',
  'nethvoice',
  'yealink',
]);
export type SoftphoneName = z.infer<typeof softphoneName>;

const presetEntry = z.object({
  /** What the softphone must tell with it; `all`: everything at once. */
  event: z.enum(['all', 'ringing', 'dialing', 'answered', 'ended', 'missed']),
  /** An address to open, or lines of a settings file. */
  way: z.enum(['address', 'lines']),
  /** With the token hidden. */
  text: z.string(),
});
export type PresetEntry = z.infer<typeof presetEntry>;

const preset = z.object({
  softphone: softphoneName,
  /** Empty where there is nothing to paste. */
  entries: z.array(presetEntry),
  /** Its hook would let callers run programs on this system. */
  isUnsafeHere: z.boolean(),
  /** The version that is installed here, where that one has no hook at all; null else. */
  noHookIn: z.string().nullable(),
});
export type Preset = z.infer<typeof preset>;

export const presets = z.object({
  presets: z.array(preset),
  /** Desk phones of the network may report too; they reach the hook at this address (null: no network). */
  network: z.object({ isOpen: z.boolean(), address: z.string().nullable() }),
});
export type Presets = z.infer<typeof presets>;

const microsip = z.object({
  /** The settings file; null when none was found or chosen. */
  ini: z.string().nullable(),
  /** How many of Ringside's hooks are in it. */
  state: z.enum(['none', 'partly', 'all']),
  /** Hooks in which a program of the agent's own stands. */
  taken: z.array(z.object({ key: z.string(), value: z.string() })),
  isRunning: z.boolean(),
  mayUndo: z.boolean(),
  problem: z.enum(['notItsFile']).nullable(),
});
export type Microsip = z.infer<typeof microsip>;

export const microsipFailure = z.enum([
  'running',
  'noFile',
  'notItsFile',
  'notEncodable',
  'tooLong',
  'notWritable',
  'noBackup',
]);
export type MicrosipFailureCode = z.infer<typeof microsipFailure>;

const microsipDone = z.object({ microsip, failure: microsipFailure.nullable() });

/** A softphone that is installed here. */
const foundSoftphone = z.enum([...softphoneName.options, 'baresip']);
export type FoundSoftphone = z.infer<typeof foundSoftphone>;

const tick = z.object({
  /** Unix ms. */
  at: z.number(),
  source: z.string(),
});
/** The call by which the agent proves their set-up; each event ticks when it arrives. */
const setupCheck = z.object({
  /** Unix ms; null while nobody watches. */
  startedAt: z.number().nullable(),
  ring: tick.nullable(),
  answer: tick.nullable(),
  end: tick.nullable(),
  /** From the event to the name painted, ms. */
  popMs: z.number().nullable(),
});
export type SetupCheckState = z.infer<typeof setupCheck>;

/** Why nothing pops. */
const reason = z.enum([
  'noAccount',
  'popOff',
  'popOnAnswer',
  'quietHours',
  'hookDown',
  'sourceFailed',
  'lastNumber',
  'nothingHeard',
]);
export type NoCallsReason = z.infer<typeof reason>;

export const softphoneRequests = {
  found: request(['settings', 'account'], nothing, z.object({ softphones: z.array(foundSoftphone) })),
  setupCheck: request(['settings', 'account'], nothing, setupCheck),
  /** Begins or ends watching for the agent's call to themselves. */
  prove: request(['settings', 'account'], z.object({ on: z.boolean() }).strict(), setupCheck),
  noCallsReasons: request(['settings', 'account'], nothing, z.object({ reasons: z.array(reason) })),
  presets: request(['settings', 'account'], nothing, presets),
  /** Puts one entry on the clipboard, token included: the token never enters a window. */
  copyPreset: request(
    ['settings', 'account'],
    z.object({ softphone: softphoneName, event: presetEntry.shape.event }).strict(),
    nothing,
  ),
  /** Lets desk phones of the network report calls, or stops that. */
  openToNetwork: request(['settings', 'account'], z.object({ open: z.boolean() }).strict(), presets),
  microsip: request(['settings', 'account'], nothing, microsip),
  /** Asks the agent for the file with the system's own dialog. */
  chooseMicrosip: request(['settings', 'account'], nothing, microsip),
  setUpMicrosip: request(['settings', 'account'], z.object({ replace: z.boolean() }).strict(), microsipDone),
  undoMicrosip: request(['settings', 'account'], nothing, microsipDone),
} as const;
