/** A group of rooms (folders of main/), the lowest first; each with why nothing above it is imported. */
export interface Layer {
  readonly title: string;
  readonly rooms: readonly (readonly [room: string, reason: string])[];
}

/**
 * The order of main's rooms, the lowest first: a room imports from those before it and from none behind it.
 * `.dependency-cruiser.cjs` makes a rule of each line, `docs/architecture.md` has the picture.
 */
export const LAYERS: readonly Layer[] = [
  {
    title: 'Foundations',
    rooms: [
      ['common', 'clocks, results and the log: everything uses them, so they use nothing'],
      ['phone', 'phone numbers are pure: no CRM, no disk'],
      ['network', 'proxies and certificates, whoever the connection is for'],
      ['crm', 'the API client serves every room and knows none'],
    ],
  },
  {
    title: 'Data on this computer',
    rooms: [
      ['journal', 'it stores; what a row means is decided above'],
      ['mirror', 'it can be deleted and fetched again: nothing else lives in it'],
      ['settings', 'a file: who depends on a setting asks for it'],
      ['accounts', 'secrets and tokens: nothing that shows anything'],
    ],
  },
  {
    title: 'Writes to the CRM',
    rooms: [
      ['writes', 'a kind of write says how it is sent, not when'],
      ['outbox', 'it sends what the journal holds, whoever wrote it'],
    ],
  },
  {
    title: 'Calls',
    rooms: [
      ['calls', 'the core: pop, sources and dialling depend on it'],
      ['sources', 'a source reports and decides nothing'],
      ['pop', 'it shows calls and nothing else'],
      ['clickToCall', 'dialling goes out through the sources'],
      ['callControl', 'what is done with a call goes out through the sources'],
    ],
  },
  {
    title: 'What the CRM says',
    rooms: [
      ['notifications', 'they announce what other rooms found'],
      ['webhooks', 'they end in the mirror; who wants to know reads it there'],
      ['recordings', 'what call notes link to; who shows them asks'],
      ['views', 'lists, cards and search for the windows'],
    ],
  },
  {
    title: 'Set-up and support',
    rooms: [
      ['setup', 'softphones are set up before anything rings'],
      ['updates', 'new versions of Ringside'],
      ['diagnostics', 'the report may look at everything below'],
    ],
  },
  {
    title: 'Electron',
    rooms: [
      ['windows', 'ipc asks windows who is speaking'],
      ['ipc', 'handlers get their services as arguments'],
      ['compose', 'it constructs everything and connects it'],
    ],
  },
];
