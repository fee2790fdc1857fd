import type { Answer, Api } from '../../preload/contract.ts';
import type { Fixture } from './fixture.ts';

declare global {
  interface Window {
    /** Sends an event to the page. */
    readonly tell: (event: string, value: unknown) => void;
  }
}

/**
 * Puts a `window.api` into a page that answers from a fixture. Sent to the page as source text, so it
 * must not use anything from outside itself. What the page asked is kept in `window.asked`; `window.tell` sends it an event.
 */
export function installFakeApi(fixture: Fixture): void {
  const asked: unknown[] = [];
  const hearers: { readonly event: string; readonly hear: (value: unknown) => void }[] = [];
  const tell = (event: string, value: unknown): void => {
    for (const each of hearers) if (each.event === event) each.hear(value);
  };
  const yes = <T>(value: T): Promise<Answer<T>> => Promise.resolve({ ok: true, value });
  const say =
    <T>(name: string, value: T) =>
    (input?: unknown) => {
      asked.push({ name, input });
      return yes(value);
    };
  const nothing = {};
  /** The agent's writes are answered as if the journal had refused; what was asked is kept. */
  const refuse = (name: string) => (input?: unknown) => {
    asked.push({ name, input });
    return Promise.resolve<Answer<never>>({ ok: false, error: { code: 'notNow', message: '' } });
  };
  const callOf = (callId: string) => {
    const call = [...fixture.pop.calls.map((entry) => entry.call), ...fixture.calls.calls].find(
      ({ id }) => id === callId,
    );
    return call
      ? yes(call)
      : Promise.resolve<Answer<never>>({ ok: false, error: { code: 'unknownCall', message: '' } });
  };
  const ofCall = (name: string) => (input: { readonly callId: string }) => {
    asked.push({ name, input });
    return callOf(input.callId);
  };
  const never = () => new Promise<never>(() => undefined);
  /** Pages of a list whose rows are told by their place; or no answer, or none that worked. */
  const pageOf =
    (name: string, list: Fixture['people']) =>
    (input: { readonly cursor: string | null; readonly limit: number }) => {
      asked.push({ name, input });
      if (list === 'loading') return never();
      if (list === 'failed') {
        return Promise.resolve<Answer<never>>({ ok: false, error: { code: 'internal', message: '' } });
      }
      const from = Number(input.cursor ?? 0);
      const rows = list.slice(from, from + input.limit);
      const next = from + input.limit < list.length ? String(from + input.limit) : null;
      return yes({ rows, next, total: list.length });
    };
  const api: Api = {
    on: (event, hear) => {
      hearers.push({ event, hear: (value) => hear(value as Parameters<typeof hear>[0]) });
      return () => undefined;
    },
    app: {
      info: say('app.info', fixture.info),
      messages: say('app.messages', { messages: fixture.laterMessages }),
      shown: say('app.shown', nothing),
      copy: say('app.copy', nothing),
    },
    accounts: {
      list: say('accounts.list', [...fixture.accounts]),
      signInState: say('accounts.signInState', fixture.signIn),
      signIn: say('accounts.signIn', fixture.signIn),
      signInWithCode: say('accounts.signInWithCode', fixture.signIn),
      signInWithToken: say('accounts.signInWithToken', fixture.signIn),
      addAnother: say('accounts.addAnother', nothing),
      tryAgain: say('accounts.tryAgain', nothing),
      startAnew: say('accounts.startAnew', nothing),
      change: say('accounts.change', nothing),
      signOut: say('accounts.signOut', nothing),
      removal: say('accounts.removal', fixture.removal),
      exportCalls: say('accounts.exportCalls', {
        path: 'Downloads/Ringside Northwind 2026-11-23.csv',
        calls: 41,
      }),
      remove: say('accounts.remove', nothing),
      signInAgain: say('accounts.signInAgain', fixture.signIn),
      tryDemo: say('accounts.tryDemo', fixture.signIn),
      reopenBrowser: say('accounts.reopenBrowser', nothing),
      cancelSignIn: say('accounts.cancelSignIn', nothing),
      open: say('accounts.open', nothing),
    },
    outcomes: { get: say('outcomes.get', fixture.outcomes) },
    scripts: {
      get: say('scripts.get', fixture.scripts),
      ofCall: fixture.script === null ? refuse('scripts.ofCall') : say('scripts.ofCall', fixture.script),
      answer: refuse('scripts.answer'),
    },
    fields: {
      all: say('fields.all', {
        fields: fixture.fields.flatMap(({ field }) => field ?? []),
        failure: null,
      }),
      ofCall: say('fields.ofCall', [...fixture.fields]),
      set: refuse('fields.set'),
    },
    phonePlaces: {
      get: ({ e164 }) => {
        asked.push({ name: 'phonePlaces.get', input: { e164 } });
        const isHere = e164.startsWith('+1');
        const place = { place: 'New York, NY', country: 'United States', timezone: 'America/New_York' };
        return yes({ place: isHere ? place : { place: null, country: 'Russia', timezone: null } });
      },
    },
    storage: {
      state: say('storage.state', fixture.storage),
      seen: say('storage.seen', nothing),
      setAside: say('storage.setAside', { journals: [...fixture.setAside] }),
      recoverUnsent: say('storage.recoverUnsent', { calls: 0, writes: 0 }),
    },
    sync: {
      state: say('sync.state', fixture.sync),
      pause: say('sync.pause', nothing),
      resume: say('sync.resume', nothing),
    },
    calls: {
      today: say('calls.today', fixture.calls),
      log: ofCall('calls.log'),
      undo: ofCall('calls.undo'),
      setNote: ofCall('calls.setNote'),
      choose: ofCall('calls.choose'),
      retry: ofCall('calls.retry'),
      createContact: say('calls.createContact', {
        outcome: 'duplicates',
        matches: [...fixture.duplicates.matches],
      }),
      finish: ofCall('calls.finish'),
      amend: ofCall('calls.amend'),
      get: ofCall('calls.get'),
      page: (input) => {
        asked.push({ name: 'calls.page', input });
        const rows = fixture.history.filter(
          ({ log, callerName, note }) =>
            (input.filter === 'all' || log.state === input.filter) &&
            `${callerName} ${note}`.toLowerCase().includes(input.text.toLowerCase()),
        );
        return yes({ rows: [...rows], next: null, total: rows.length });
      },
      missed: say('calls.missed', [...fixture.missed]),
      counts: say('calls.counts', fixture.counts),
      owners: (input) => {
        asked.push({ name: 'calls.owners', input });
        return yes(input.numbers.map((number) => fixture.owners[number] ?? null));
      },
      logUnseen: (input) => {
        asked.push({ name: 'calls.logUnseen', input });
        const [like = null] = fixture.calls.calls;
        return yes({ outcome: 'seen', call: like });
      },
      formChoices: say('calls.formChoices', fixture.formChoices),
      dialTyped: say('calls.dialTyped', { outcome: 'asks', code: '*72', meaning: 'forward' }),
      dial: say('calls.dial', { outcome: 'dialled', via: 'baresip' }),
      move: say('calls.move', nothing),
      phone: say('calls.phone', {
        phone: {
          able: ['answer', 'hold', 'mute', 'transfer', 'consult', 'hangUp'],
          now: ['answer', 'hangUp'],
          muted: false,
          consulting: null,
        },
      }),
      control: say('calls.control', { outcome: 'done' }),
      colleagues: say('calls.colleagues', {
        responsible: { id: 2, name: 'Grace Holloway', number: '102' },
        others: [
          { id: 3, name: 'Peter Osborne', number: '103' },
          { id: 4, name: 'Maria do Rosário Albuquerque Cavalcanti', number: null },
        ],
      }),
      over: say('calls.over', nothing),
    },
    contacts: {
      create: refuse('contacts.create'),
      search: say('contacts.search', [...fixture.found]),
      findDuplicates: say('contacts.findDuplicates', {
        checked: fixture.duplicates.checked,
        matches: [...fixture.duplicates.matches],
      }),
      past: say('contacts.past', { entries: fixture.cards[0]?.notes?.slice(0, 5) ?? null }),
      openInCrm: say('contacts.openInCrm', nothing),
      page: pageOf('contacts.page', fixture.people),
      card: (input) => {
        asked.push({ name: 'contacts.card', input });
        const card =
          fixture.cards.find(({ contactOrCompany }) => contactOrCompany?.id === input.id) ?? fixture.cards[0];
        if (card === undefined) return never();
        return yes({ ...card, freshness: input.refresh ? card.freshness : 'local' });
      },
    },
    companies: { page: pageOf('companies.page', fixture.companies) },
    search: {
      recent: say('search.recent', { hits: [...fixture.hits.recent] }),
      find: (input) => {
        asked.push({ name: 'search.find', input });
        return input.where === 'copy'
          ? yes({ hits: [...fixture.hits.copy], failure: null })
          : fixture.hits.crm === 'asking'
            ? never()
            : yes({ hits: [...fixture.hits.crm], failure: fixture.hits.failure });
      },
    },
    leads: {
      ofContact: say('leads.ofContact', [...fixture.leads]),
      openInCrm: say('leads.openInCrm', nothing),
      moves: say('leads.moves', [...fixture.moves]),
      page: say('leads.page', fixture.deals.page),
      board: say('leads.board', [...fixture.deals.board]),
      card: fixture.deals.card === null ? refuse('leads.card') : say('leads.card', fixture.deals.card),
    },
    tasks: {
      page: say('tasks.page', {
        rows: [...fixture.deals.tasks],
        next: null,
        total: fixture.deals.tasks.length,
      }),
      counts: say('tasks.counts', { overdue: 0, today: 0, later: 0 }),
    },
    dictionary: {
      get: say('dictionary.get', fixture.deals.dictionary),
    },
    writes: {
      list: say('writes.list', { version: 0, writes: [...fixture.writes] }),
      add: refuse('writes.add'),
      retry: refuse('writes.retry'),
      edit: refuse('writes.edit'),
      discard: say('writes.discard', nothing),
    },
    pop: {
      snapshot: say('pop.snapshot', fixture.pop),
      focusCall: say('pop.focusCall', nothing),
      show: say('pop.show', nothing),
      hide: say('pop.hide', nothing),
      fit: say('pop.fit', nothing),
      painted: say('pop.painted', nothing),
    },
    sources: {
      get: say('sources.get', fixture.sources),
      set: say('sources.set', fixture.sources),
      setDial: say('sources.setDial', fixture.sources),
    },
    clickToCall: {
      get: say('clickToCall.get', { prompt: fixture.softphones.prompt }),
      dial: say('clickToCall.dial', { outcome: 'dialled', via: 'baresip' }),
      dismiss: say('clickToCall.dismiss', nothing),
    },
    links: {
      get: say('links.get', fixture.softphones.links),
      take: say('links.take', fixture.softphones.links),
    },
    updates: {
      get: say('updates.get', fixture.updates),
      check: say('updates.check', fixture.updates),
      restart: say('updates.restart', nothing),
    },
    shortcuts: {
      get: say('shortcuts.get', fixture.shortcuts),
      set: say('shortcuts.set', fixture.shortcuts),
    },
    numbers: {
      get: say('numbers.get', fixture.numbers),
      save: say('numbers.save', {
        outcome: 'saved',
        path: '/home/emma/Documents/Ringside Northwind 2026-11-23.csv',
      }),
    },
    exports: {
      calls: say('exports.calls', {
        outcome: 'saved',
        path: '/home/emma/Documents/Ringside Northwind 2026-11-01 - 2026-11-23.csv',
        calls: 312,
      }),
    },
    recordings: {
      read: say('recordings.read', { outcome: 'failed', reason: 'gone', since: Date.now() - 3 * 86_400_000 }),
    },
    lines: {
      get: say('lines.get', fixture.lines),
      assign: say('lines.assign', fixture.lines),
      setPipeline: say('lines.setPipeline', fixture.lines),
      forget: say('lines.forget', fixture.lines),
    },
    softphones: {
      found: say('softphones.found', { softphones: fixture.softphones.found }),
      setupCheck: say('softphones.proof', fixture.softphones.setupCheck),
      prove: say('softphones.prove', fixture.softphones.setupCheck),
      noCallsReasons: say('softphones.noCallsReasons', { reasons: fixture.softphones.reasons }),
      presets: say('softphones.presets', fixture.softphones.presets),
      copyPreset: say('softphones.copyPreset', nothing),
      openToNetwork: say('softphones.openToNetwork', fixture.softphones.presets),
      microsip: say('softphones.microsip', fixture.softphones.microsip),
      chooseMicrosip: say('softphones.chooseMicrosip', fixture.softphones.microsip),
      setUpMicrosip: say('softphones.setUpMicrosip', {
        microsip: fixture.softphones.microsip,
        failure: 'notWritable',
      }),
      undoMicrosip: say('softphones.undoMicrosip', { microsip: fixture.softphones.microsip, failure: null }),
    },
    webhooks: {
      state: say('webhooks.state', fixture.webhooks.state),
      join: say('webhooks.join', { outcome: 'failed', reason: 'badLink' }),
      takeBack: say('webhooks.takeBack', nothing),
      leave: say('webhooks.leave', nothing),
      hooks: say('webhooks.hooks', fixture.webhooks.hooks),
      setHook: say('webhooks.setHook', fixture.webhooks.hooks),
      addHook: say('webhooks.addHook', fixture.webhooks.hooks),
      test: say('webhooks.test', { outcome: 'failed', reason: 'lost' }),
      setReceiver: say('webhooks.setReceiver', fixture.webhooks.state),
      copyReceiverAddress: say('webhooks.copyReceiverAddress', nothing),
      notices: say('webhooks.notices', fixture.webhooks.notices),
      setNotices: say('webhooks.setNotices', fixture.webhooks.notices),
      takeCard: say('webhooks.takeCard', { card: null }),
    },
    relay: {
      desktops: say('relay.desktops', fixture.webhooks.desktops),
      manage: say('relay.manage', { outcome: 'failed', address: null, reason: 'refused' }),
      forget: say('relay.forget', fixture.webhooks.desktops),
      invite: say('relay.invite', { outcome: 'copied' }),
      revoke: say('relay.revoke', fixture.webhooks.desktops),
      subscribe: say('relay.subscribe', fixture.webhooks.hooks),
    },
    system: {
      autostart: say('system.autostart', { state: 'on' }),
      setAutostart: say('system.setAutostart', { state: 'blocked' }),
      dataFolder: say('system.dataFolder', { path: '/home/anna/.config/Ringside' }),
      openDataFolder: say('system.openDataFolder', nothing),
      licences: say('system.licences', {
        packages: [
          { name: '@fastify/ajv-compiler', version: '4.0.5', licence: 'MIT', text: 'MIT License' },
          { name: 'got', version: '16.1.0', licence: 'MIT', text: 'MIT License\n\nCopyright (c) Got' },
          { name: 'libphonenumber-js', version: '1.13.16', licence: 'MIT', text: '' },
        ],
      }),
      openChromiumLicences: say('system.openChromiumLicences', nothing),
    },
    diagnostics: {
      save: say('diagnostics.save', {
        path: '/home/anna/.config/Ringside/diagnostics/Ringside diagnostics 2026-11-23.txt',
      }),
      show: say('diagnostics.show', nothing),
    },
    settings: {
      get: say('settings.get', fixture.settings),
      change: say('settings.change', fixture.settings),
      copyHookUrl: say('settings.copyHookUrl', nothing),
      renewHookToken: say('settings.renewHookToken', fixture.settings),
      copyHookCommand: say('settings.copyHookCommand', nothing),
    },
  };
  Object.assign(window, { api, asked, tell });
}
