import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { softphoneHook } from '../../scripts/drive/hook.ts';
import type { Call, PopEntry } from '../../preload/contract.ts';
import type { Ringside } from './ringside.ts';

/** What a softphone tells Ringside about one call. */
export interface PhoneCall {
  /** The softphone's id of it. */
  readonly callId: string;
  readonly number: string;
  answer(): Promise<void>;
  /** Hangs up, and waits until Ringside knows. */
  hangUp(): Promise<void>;
  miss(): Promise<void>;
  /** The call as the account's list has it. */
  inList(): Promise<Call>;
  /** The call as the pop has it; undefined when it is not there. */
  onPop(): Promise<PopEntry | undefined>;
}

/** A call comes in (or goes out); answers once the account's list has it. */
export async function ring(
  ringside: Ringside,
  number: string,
  { event = 'ringing' }: { readonly event?: 'ringing' | 'dialing' } = {},
): Promise<PhoneCall> {
  const list = await ringside.page('account');
  // The pop is there when everything is: the hook listens, on the port its file says.
  const pop = await ringside.page('pop');
  const hook = softphoneHook(ringside.profile.userData);
  const callId = randomUUID();
  const all = async (): Promise<readonly Call[]> => (await ask(list, 'calls', 'today')).calls;
  const before = new Set((await all()).map(({ id }) => id));
  expect(await hook.report(event, number, { callId })).toBe(204);
  const added = async (): Promise<Call | undefined> => (await all()).find(({ id }) => !before.has(id));
  await expect.poll(async () => (await added())?.id).toBeDefined();
  const id = (await added())?.id ?? '';
  const inList = async (): Promise<Call> => {
    const call = (await all()).find((one) => one.id === id);
    if (call === undefined) throw new Error('the list has lost the call');
    return call;
  };
  const tell = async (kind: 'answered' | 'ended' | 'missed', state: Call['state']): Promise<void> => {
    expect(await hook.report(kind, number, { callId })).toBe(204);
    await expect.poll(async () => (await inList()).state).toBe(state);
  };
  return {
    callId,
    number,
    answer: () => tell('answered', 'talking'),
    hangUp: () => tell('ended', 'ended'),
    miss: () => tell('missed', 'ended'),
    inList,
    onPop: async () => (await ask(pop, 'pop', 'snapshot')).calls.find(({ call }) => call.id === id),
  };
}

/** A call that was answered and is over: its result can be given. */
export async function talkedCall(ringside: Ringside, number: string): Promise<PhoneCall> {
  const call = await ring(ringside, number);
  await call.answer();
  await call.hangUp();
  return call;
}

/** Puts away what an earlier test left on the pop. */
export async function clearPop(ringside: Ringside): Promise<void> {
  const pop = await ringside.page('pop');
  const hook = softphoneHook(ringside.profile.userData);
  const { calls } = await ask(pop, 'pop', 'snapshot');
  for (const { call } of calls) {
    if (call.state !== 'ended') await hook.report('ended', call.number.raw, { direction: call.direction });
  }
  await expect
    .poll(async () => {
      await ask(pop, 'pop', 'hide');
      return (await ask(pop, 'pop', 'snapshot')).calls.length;
    })
    .toBe(0);
}

/** Whether the pop is on the screen. */
export function popIsVisible(ringside: Ringside): Promise<boolean> {
  return ringside.app().electron.askMain(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().startsWith('app://ringside/pop/'))
        ?.isVisible() ?? false,
  );
}
