import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerContract } from '../../../main/ipc/answerRequest.ts';
import type { AllHandlers } from '../../../main/ipc/answerRequest.ts';
import { ok } from '../../../main/common/result.ts';
import { createWindowRegistry } from '../../../main/windows/windowRegistry.ts';
import type { Speaker } from '../../../main/windows/windowRegistry.ts';
import { contract } from '../../../preload/contract.ts';
import type { Settings } from '../../../preload/contract.ts';
import { shownValues } from '../../settings.ts';

/** What a handler says beyond the contract never reaches a window: a token on an object is one line away from an answer. */
const settings: Settings = {
  values: shownValues(),
  can: { hideFromSharing: false },
  hook: {
    port: 47_824,
    state: 'listening',
    exampleUrl: 'http://127.0.0.1:47824/v1/hook/••••••••/ringing?number=',
    exampleCommand: '"ringside" call ringing ',
    lastEventAt: null,
  },
};

function asking(handlers: { readonly [G in keyof AllHandlers]?: Partial<AllHandlers[G]> }) {
  const registry = createWindowRegistry();
  const frame = { url: 'app://ringside/settings/index.html' };
  const sender = { id: 1, mainFrame: frame };
  const deaf = (): undefined => undefined;
  registry.add({
    kind: 'settings',
    account: null,
    window: {
      webContents: sender,
      once: deaf,
      on: deaf,
      isVisible: () => true,
      isMinimized: () => false,
    } as unknown as Speaker['window'],
  });
  const faults: unknown[] = [];
  const answering = answerContract(contract, handlers, registry, (_message, error) => faults.push(error));
  const event = { sender, senderFrame: frame } as unknown as IpcMainInvokeEvent;
  return { faults, ask: (group: string, name: string) => answering(group, name, event, {}) };
}

describe('an answer of the contract', () => {
  it('holds the fields of its schema and no others, however deep they were put', async () => {
    const told = {
      ...settings,
      refreshToken: 'SECRET',
      hook: { ...settings.hook, token: 'SECRET', more: { token: 'SECRET' } },
    };
    const { ask } = asking({ settings: { get: () => ok(told) } });
    expect(await ask('settings', 'get')).toEqual({ ok: true, value: settings });
  });

  it('that lacks a field of its schema is an error, and what it had is not told', async () => {
    const wrong = { ...settings, hook: { token: 'SECRET' } } as unknown as Settings;
    const { ask, faults } = asking({ settings: { get: () => ok(wrong) } });
    expect(await ask('settings', 'get')).toEqual({
      ok: false,
      error: { code: 'internal', message: 'see the log' },
    });
    expect(faults).toHaveLength(1);
  });

  const answers = Object.entries(contract).flatMap(([group, entries]) =>
    Object.entries(entries).map(([name, { output }]) => [`${group}.${name}`, output as z.ZodType] as const),
  );

  it.each(answers)('of %s has a schema that lets nothing unnamed through', (_name, output) => {
    const open: string[] = [];
    const look = (schema: unknown, place: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if (Array.isArray(schema)) {
        for (const [at, one] of schema.entries()) look(one, `${place}/${at}`);
        return;
      }
      const node = schema as Readonly<Record<string, unknown>>;
      const isObject = node['type'] === 'object';
      // A record's values have a schema of their own; an object's further keys must have none.
      const further = node['additionalProperties'];
      if (isObject && (further === undefined || further === true)) open.push(place);
      if (typeof further === 'object' && further !== null && Object.keys(further).length === 0)
        open.push(place);
      for (const [key, value] of Object.entries(node)) look(value, `${place}/${key}`);
    };
    look(z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }), '');
    expect(open).toEqual([]);
  });
});
