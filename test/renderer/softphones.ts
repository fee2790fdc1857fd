import type {
  FoundSoftphone,
  SetupCheckState,
  NoCallsReason,
  LinksView,
  Microsip,
  ClickToCallPrompt,
  Preset,
  Presets,
  SoftphoneName,
} from '../../preload/contract.ts';

/** What main says of setting softphones up. */
export interface SoftphonesFixture {
  readonly presets: Presets;
  readonly microsip: Microsip;
  readonly links: LinksView;
  readonly prompt: ClickToCallPrompt | null;
  readonly found: FoundSoftphone[];
  readonly setupCheck: SetupCheckState;
  readonly reasons: NoCallsReason[];
}

const url = (event: string): string => `http://127.0.0.1:47824/v1/hook/••••••••/${event}?number=`;
const preset = (softphone: SoftphoneName, ...entries: Preset['entries']): Preset => ({
  softphone,
  entries,
  isUnsafeHere: false,
  noHookIn: null,
});
const addresses = (placeholder: string): Preset['entries'] =>
  (['ringing', 'dialing', 'answered', 'ended'] as const).map((event) => ({
    event,
    way: 'address',
    text: `${url(event)}${placeholder}`,
  }));

const program = '"C:\\Program Files\\Ringside\\resources\\hook\\ringside.exe"';
export const microsipNotSetUp: Microsip = {
  ini: 'C:\\Users\\emma\\AppData\\Roaming\\MicroSIP\\MicroSIP.ini',
  state: 'none',
  taken: [],
  isRunning: false,
  mayUndo: false,
  problem: null,
};

export const softphones: SoftphonesFixture = {
  presets: {
    presets: [
      preset('microsip', {
        event: 'all',
        way: 'lines',
        text: `cmdOutgoingCall=${program} microsip out\r\ncmdCallRing=${program} microsip ring`,
      }),
      preset('zoiper', ...addresses('{phone}')),
      { ...preset('linphone'), isUnsafeHere: true },
      preset('bria'),
      preset('yealink', ...addresses('$remote&line=$local&callId=$call_id')),
    ],
    network: { isOpen: false, address: '192.168.1.7' },
  },
  microsip: microsipNotSetUp,
  links: {
    schemes: [
      { scheme: 'tel', state: 'ours', holder: 'ringside-links.desktop' },
      { scheme: 'callto', state: 'other', holder: 'linphone.desktop' },
      { scheme: 'sip', state: 'none', holder: null },
      { scheme: 'ringside', state: 'unknown', holder: null },
    ],
    mayTake: true,
    shortcut: 'Ctrl+Alt+D',
    isShortcutOurs: true,
    reads: 'selection',
  },
  prompt: null,
  found: ['microsip', 'linphone'],
  setupCheck: { startedAt: null, ring: null, answer: null, end: null, popMs: null },
  reasons: ['nothingHeard', 'sourceFailed'],
};
