import { fc } from '../../property.ts';
import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { answerContract } from '../../../main/ipc/answerRequest.ts';
import type { AllHandlers } from '../../../main/ipc/answerRequest.ts';
import { createWindowRegistry } from '../../../main/windows/windowRegistry.ts';
import type { Speaker } from '../../../main/windows/windowRegistry.ts';
import { requestNames } from '../../../preload/channels.ts';
import { contract } from '../../../preload/contract.ts';
import type { WindowKind } from '../../../preload/contract.ts';

/**
 * The contract against whoever took over a window: the real schemas, the real wrapper and the real registry of windows. The
 * handlers only write down that they were reached, which is all a handler can do wrong here.
 */
const kinds: readonly WindowKind[] = ['welcome', 'account', 'pop', 'settings'];
const MESSAGES = 100_000;
const codes = ['refused', 'badRequest'];

interface Entry {
  readonly input: { safeParse(value: unknown): { readonly success: boolean } };
  readonly windows: readonly WindowKind[];
}

const channels = Object.entries(requestNames).flatMap(([group, names]) =>
  names.map((name) => ({ group, name })),
);

function entryOf(group: string, name: string): Entry {
  const groups = contract as unknown as Record<string, Record<string, Entry>>;
  const entry = groups[group]?.[name];
  if (entry === undefined) throw new Error(`${group}.${name} has no schema`);
  return entry;
}

interface FakeWindow {
  readonly event: (url?: string, isSubframe?: boolean) => IpcMainInvokeEvent;
}

function openWindow(
  registry: ReturnType<typeof createWindowRegistry>,
  kind: WindowKind,
  id: number,
): FakeWindow {
  const frame = { url: `app://ringside/${kind}/index.html` };
  const sender = { id, mainFrame: frame };
  const deaf = (): undefined => undefined;
  const window = {
    webContents: sender,
    once: deaf,
    on: deaf,
    isVisible: () => true,
    isMinimized: () => false,
  };
  registry.add({
    kind,
    account: kind === 'account' ? 'kommo.com:1:2' : null,
    window: window as unknown as Speaker['window'],
  });
  return {
    event: (url, isSubframe = false) => {
      if (url !== undefined) frame.url = url;
      return {
        sender,
        senderFrame: isSubframe ? { url: frame.url } : frame,
      } as unknown as IpcMainInvokeEvent;
    },
  };
}

function stage() {
  const registry = createWindowRegistry();
  let reached: unknown[] = [];
  const handlers = Object.fromEntries(
    Object.entries(requestNames).map(([group, names]) => [
      group,
      Object.fromEntries(
        names.map((name) => [
          name,
          (input: unknown) => {
            reached.push(input);
            return { ok: false, error: { code: 'notNow', message: 'reached' } };
          },
        ]),
      ),
    ]),
  ) as unknown as AllHandlers;
  const bugs: unknown[] = [];
  const answering = answerContract(contract, handlers, registry, (_message, error) => bugs.push(error));
  const windows = Object.fromEntries(
    kinds.map((kind, index) => [kind, openWindow(registry, kind, index + 1)]),
  );
  return {
    answering,
    bugs,
    windows: windows as Record<WindowKind, FakeWindow>,
    takeReached: () => {
      const all = reached;
      reached = [];
      return all;
    },
  };
}

/** Messages near the real ones: the contract's own words as keys, with values of every kind, deep, long and strange. */
const words = [
  'account',
  'callId',
  'name',
  'text',
  'number',
  'id',
  'values',
  'target',
  'entity',
  'leadId',
  'zone',
  'event',
];
const strange = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true }),
  fc.dictionary(
    fc.oneof(fc.constantFrom(...words, '__proto__', 'constructor'), fc.string()),
    fc.oneof(
      fc.string(),
      fc.double(),
      fc.constantFrom(null, true, '', -1, 2 ** 53, 'x'.repeat(10_000)),
      fc.anything(),
    ),
  ),
);

describe('the contract’s wrapper', () => {
  it(`answers ${MESSAGES.toLocaleString('en')} random messages to every channel from every kind of window: only what fits reaches a handler`, async () => {
    const { answering, bugs, windows, takeReached } = stage();
    const messages = fc.sample(strange, {
      numRuns: Math.ceil(MESSAGES / (channels.length * kinds.length)),
      seed: 20_261_122,
    });
    let sent = 0;
    for (const { group, name } of channels) {
      const entry = entryOf(group, name);
      for (const kind of kinds) {
        for (const message of messages) {
          const answer = await answering(group, name, windows[kind].event(), message);
          sent += 1;
          const arrived = takeReached();
          const allowed = entry.windows.includes(kind) && entry.input.safeParse(message).success;
          if (allowed !== (arrived.length === 1))
            throw new Error(`${kind} ${group}.${name}: ${fc.stringify(message)}`);
          if (!allowed && (answer.ok || !codes.includes(answer.error.code))) {
            throw new Error(`${kind} ${group}.${name} was answered ${JSON.stringify(answer)}`);
          }
        }
      }
    }
    expect(sent).toBeGreaterThanOrEqual(MESSAGES);
    expect(bugs).toEqual([]);
  });

  it('refuses every channel to windows it is not for, to frames inside a page, to other pages and to strangers', async () => {
    const { answering, windows, takeReached } = stage();
    const stranger = {
      sender: { id: 99, mainFrame: {} },
      senderFrame: null,
    } as unknown as IpcMainInvokeEvent;
    for (const { group, name } of channels) {
      const answers = [
        await answering(group, name, stranger, {}),
        await answering(group, name, windows.account.event(undefined, true), {}),
      ];
      for (const kind of kinds) {
        if (!entryOf(group, name).windows.includes(kind)) {
          answers.push(await answering(group, name, windows[kind].event(), {}));
        }
      }
      expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual(
        answers.map(() => 'refused'),
      );
    }
    for (const url of [
      'https://evil.example/account/index.html',
      'app://ringside.evil/account/index.html',
      'app://ringside/pop/index.html',
      'file:///app://ringside/account/index.html',
      'about:blank',
    ]) {
      const answer = await answering('app', 'info', windows.account.event(url), {});
      expect(answer).toMatchObject({ ok: false, error: { code: 'refused' } });
    }
    expect(takeReached()).toEqual([]);
  });

  it('knows no channel but the contract’s, whatever its name', async () => {
    const { answering, windows } = stage();
    for (const [group, name] of [
      ['constructor', 'name'],
      ['__proto__', 'toString'],
      ['app', 'constructor'],
      ['app', '__proto__'],
      ['', ''],
    ] as const) {
      expect(await answering(group, name, windows.account.event(), {})).toMatchObject({
        ok: false,
        error: { code: 'refused' },
      });
    }
  });
});
