import { randomUUID } from 'node:crypto';
import type { CallForm } from '../../preload/contract.ts';
import type { CallStatus } from '../../main/crm/types/call.ts';
import { ask } from '../drive/ask.ts';
import type { DrivenApp } from '../drive/app.ts';
import { demoCrm } from '../drive/demoCrm.ts';
import { softphoneHook } from '../drive/hook.ts';
import { until } from '../soak/callsMade.ts';
import { priceOf, type DayItem } from './kinds.ts';

interface RingOptions {
  readonly way?: 'in' | 'out';
  /** `none`: it goes on. */
  readonly end?: 'talked' | 'missed' | 'busy' | 'none';
  readonly recording?: string;
}

/** What an agent and their phone do in a day: the phone by the hook, the agent by the windows' own requests. */
export type DayHands = ReturnType<typeof createHands>;

/** @param app the one that runs now: another after each start */
export function createHands(
  app: () => DrivenApp,
  options: { readonly userData: string; readonly crmPort: number; readonly subdomain: string },
) {
  const page = () => app().page('account');
  const calls = new Map<string, string>();
  const hook = () => softphoneHook(options.userData);
  const report = async (event: string, item: DayItem, more: object): Promise<void> => {
    const status = await hook().report(event as 'ringing', item.number, more);
    if (status !== 204) throw new Error(`the hook answered ${status} to ${event} of ${item.mark}`);
  };
  const ended = async (line: string): Promise<string> => {
    const list = await page();
    return until(async () => {
      const found = (await ask(list, 'calls', 'today')).calls.find((one) => one.line === line);
      return found?.state === 'ended' ? found.id : null;
    }, `${line} did not end`);
  };
  const write = async (added: Parameters<typeof ask<'writes', 'add'>>[3] & { readonly write?: unknown }) =>
    ask(await page(), 'writes', 'add', added);

  async function ring(item: DayItem, { way = 'in', end = 'talked', recording }: RingOptions = {}) {
    const line = `${item.mark}-${way}`;
    const more = { callId: line, line, ...(recording === undefined ? {} : { recording }) };
    await report(way === 'in' ? 'ringing' : 'dialing', item, more);
    if (end === 'talked' || end === 'none') await report('answered', item, more);
    if (end !== 'none') await report(end === 'talked' ? 'ended' : end, item, more);
    const list = await page();
    const id =
      end === 'none'
        ? await until(
            async () =>
              (await ask(list, 'calls', 'today')).calls.find((one) => one.line === line)?.id ?? null,
            `${line} is not there`,
          )
        : item.number.length < 5
          ? ''
          : await ended(line);
    calls.set(item.mark, id);
    return id;
  }

  const amendable = async (item: DayItem): Promise<string> => {
    const list = await page();
    const callId = calls.get(item.mark) ?? '';
    await until(
      async () => ((await ask(list, 'calls', 'get', { callId })).log.state === 'logged' ? true : null),
      `${item.mark} is not logged`,
      120_000,
    );
    return callId;
  };

  return {
    ring,
    talk: (item: DayItem, more: RingOptions = {}) => ring(item, more),
    async hangUp(item: DayItem) {
      const line = `${item.mark}-in`;
      await report('ended', item, { callId: line, line });
      await ended(line);
    },
    async log(callId: string, result: CallStatus, words: string) {
      const list = await page();
      await ask(list, 'calls', 'setNote', { callId, note: words });
      await ask(list, 'calls', 'log', { callId, result });
    },
    async finish(callId: string, result: CallStatus, note: string, more: Partial<CallForm>) {
      await ask(await page(), 'calls', 'finish', { ...more, callId, result, note });
    },
    async undo(callId: string) {
      await ask(await page(), 'calls', 'undo', { callId });
    },
    async amend(item: DayItem, result: CallStatus, note: string) {
      const callId = await amendable(item);
      await ask(await page(), 'calls', 'amend', { callId, result, note });
    },
    async create(callId: string, name: string, more: object) {
      const made = await ask(await page(), 'calls', 'createContact', {
        callId,
        name,
        evenIfDuplicates: false,
        ...more,
      });
      if (made.outcome !== 'queued') throw new Error(`${name} is there already`);
    },
    async newContact(item: DayItem, more: object) {
      const contact = { name: item.mark, phones: [item.number], evenIfDuplicates: false, ...more };
      const made = await ask(await page(), 'contacts', 'create', contact);
      if (made.outcome !== 'queued') throw new Error(`${item.mark} is there already`);
    },
    async unseen(item: DayItem, direction: 'inbound' | 'outbound', result: CallStatus) {
      const logged = await ask(await page(), 'calls', 'logUnseen', {
        id: randomUUID(),
        number: item.number,
        direction,
        startedAt: Date.now() - 3_600_000,
        talkedMs: 60_000,
        result,
        note: item.mark,
        target: null,
        evenIfSeen: false,
      });
      if (logged.outcome !== 'logged') throw new Error(`${item.mark}: ${logged.outcome}`);
    },
    async pbxLogs({ number }: DayItem) {
      await demoCrm(options.crmPort).pbxLogs(options.subdomain, number);
    },
    task: ({ mark }: DayItem) => ({
      text: mark,
      typeId: 1,
      completeTill: Math.floor(Date.now() / 1000) + 86_400,
      responsible: null,
    }),
    stage({ deal }: DayItem) {
      if (deal === null) throw new Error('no deal');
      return { leadId: deal.id, pipelineId: deal.pipelineId, statusId: deal.otherStage };
    },
    async doneTask(item: DayItem) {
      const target = { entity: 'contact', id: item.person?.id ?? 0 } as const;
      const made = await write({ write: { kind: 'createTask', target, ...this.task(item) } });
      await write({ write: { kind: 'completeTask', taskId: -made.id, resultText: '' } });
    },
    async price(item: DayItem) {
      await write({ write: { kind: 'patchLead', leadId: item.deal?.id ?? 0, price: priceOf(item) } });
    },
    async note({ person }: DayItem, text: string) {
      await write({ write: { kind: 'addNote', target: { entity: 'contact', id: person?.id ?? 0 }, text } });
    },
    async rename({ person }: DayItem, name: string) {
      const target = { entity: 'contact', id: person?.id ?? 0 } as const;
      await write({ write: { kind: 'patchContact', target, name } });
    },
    async addPhone({ person, number, spare }: DayItem) {
      const target = { entity: 'contact', id: person?.id ?? 0 } as const;
      const phones = { before: [number], after: [number, spare] };
      await write({ write: { kind: 'patchContact', target, phones } });
    },
  };
}
