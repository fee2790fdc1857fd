import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../drive/ask.ts';
import { launch } from '../drive/app.ts';
import { demoCrm } from '../drive/demoCrm.ts';
import { signIn } from '../drive/signedIn.ts';
import { until } from '../soak/callsMade.ts';
import { createHands } from './hands.ts';
import { changesOf, phonesOf, readCrm, type CrmState } from './heldByCrm.ts';
import { KINDS, type DayItem, type DayKind } from './kinds.ts';

/** What a day came to. */
export interface DayEnd {
  /** The CRM holds what the list of the day says, item by item, and nothing else. */
  readonly ok: boolean;
  readonly calls: number;
  readonly kinds: number;
  readonly items: number;
  readonly missing: number;
  readonly tooMany: number;
  readonly seconds: number;
}

const SUBDOMAIN = 'northwind';
/** What is missed is told after a minute of grace, and everything is sent one by one. */
const EVENING_MS = 600_000;
/** A number of the account's own country, however it is punctuated. */
const PLAIN = /^(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}$/u;
const WON_OR_LOST = [142, 143];

/** Where in the day something happens, as parts of it. */
const DAY = { restart: 0.2, kill: 0.4, offline: 0.5, online: 0.75, restartAgain: 0.9 } as const;

export async function runDay(
  env: NodeJS.ProcessEnv,
  { rounds, print }: { readonly rounds: number; readonly print: (line: string) => void },
): Promise<DayEnd> {
  const begun = Date.now();
  const signedIn = await signIn(env, { subdomain: SUBDOMAIN });
  const { userData } = signedIn.profile;
  const file = path.join(userData, 'demo-crm.json');
  const crm = demoCrm(signedIn.crm.port);
  let app = await launch(signedIn.profile, env);
  const ready = async (): Promise<void> => {
    const page = await app.page('account');
    await until(
      async () => ((await ask(page, 'settings', 'get')).hook.state === 'listening' ? true : null),
      'the hook does not listen',
    );
  };
  const again = async (how: 'close' | 'kill'): Promise<void> => {
    await app[how]();
    app = await launch(signedIn.profile, env);
    await ready();
  };
  try {
    await ready();
    await ask(await app.page('account'), 'settings', 'change', { missedCalls: 'all', missedGrace: 1 });
    const before = readCrm(file, SUBDOMAIN);
    const list = listOf(before, rounds);
    const hands = createHands(() => app, { userData, crmPort: signedIn.crm.port, subdomain: SUBDOMAIN });
    const events: Readonly<Record<number, () => Promise<void>>> = {
      [at(DAY.restart, list)]: () => again('close'),
      [at(DAY.kill, list)]: () => again('kill'),
      [at(DAY.offline, list)]: () => crm.misbehave({ what: 'dropBefore', path: '/api/', times: null }),
      [at(DAY.online, list)]: () => crm.misbehave(),
      [at(DAY.restartAgain, list)]: () => again('close'),
    };
    const expected: string[] = [];
    for (const [index, { kind, item }] of list.entries()) {
      await events[index]?.();
      try {
        await kind.act(hands, item);
      } catch (error) {
        throw new Error(`${item.mark}, ${kind.name}, ${item.number}`, { cause: error });
      }
      expected.push(...kind.holds(item));
      if ((index + 1) % 20 === 0) print(`${index + 1} of ${list.length} ...`);
    }
    await crm.misbehave();
    for (const { kind, item } of list) await kind.later?.(hands, item);
    print('The day is over: everything goes to the CRM now ...');
    const wanted = expected.toSorted();
    const differences = async () => compare(wanted, changesOf(before, readCrm(file, SUBDOMAIN)));
    const deadline = Date.now() + EVENING_MS;
    let { missing, tooMany } = await differences();
    while (missing.length > 0 && Date.now() < deadline) {
      await delay(2_000);
      ({ missing, tooMany } = await differences());
    }
    // What comes twice comes later.
    await delay(15_000);
    ({ missing, tooMany } = await differences());
    for (const item of missing) print(`missing:  ${item}`);
    for (const item of tooMany) print(`too many: ${item}`);
    return {
      ok: missing.length + tooMany.length === 0,
      calls: list.length,
      kinds: KINDS.length,
      items: wanted.length,
      missing: missing.length,
      tooMany: tooMany.length,
      seconds: Math.round((Date.now() - begun) / 1000),
    };
  } finally {
    await app.close();
    await signedIn.stop();
  }
}

const at = (part: number, list: readonly unknown[]): number => Math.floor(part * list.length);

/** What one list has and the other lacks; the same item several times counts as often. */
function compare(wanted: readonly string[], held: readonly string[]) {
  const less = (these: readonly string[], those: readonly string[]): string[] => {
    const left = [...those];
    return these.filter((one) => {
      const found = left.indexOf(one);
      if (found >= 0) left.splice(found, 1);
      return found < 0;
    });
  };
  return { missing: less(wanted, held), tooMany: less(held, wanted) };
}

/** Every kind once a round, each time with somebody else: who is known is taken from the CRM as it was in the morning. */
function listOf(
  crm: CrmState,
  rounds: number,
): readonly { readonly kind: DayKind; readonly item: DayItem }[] {
  const everybody = [...crm.contacts, ...crm.companies].flatMap(phonesOf);
  const people = crm.contacts.flatMap((contact) => {
    const [phone, another] = phonesOf(contact);
    const isTheirsAlone = everybody.filter((one) => one === phone).length === 1;
    if (phone?.length !== 10 || another !== undefined || !isTheirsAlone) return [];
    if (contact.is_deleted || contact.is_unsorted) return [];
    const [deal, second] = crm.leads.filter(
      (lead) =>
        !lead.is_deleted &&
        !WON_OR_LOST.includes(lead.status_id) &&
        lead.contacts.some(({ id }) => id === contact.id),
    );
    const spelling = contact.custom_fields_values?.find(({ field_code: code }) => code === 'PHONE')
      ?.values[0];
    const number = String(spelling?.value);
    // An extension behind it, or another country's: its last ten digits are not the number.
    return second === undefined && PLAIN.test(number) ? [{ contact, number, deal: deal ?? null }] : [];
  });
  const nextOf = {
    customer: people.filter(({ deal }) => deal?.contacts.length === 1).values(),
    known: people.filter(({ deal }) => deal === null).values(),
  };
  const [pipeline] = crm.pipelines;
  const firstStage = pipeline?.statuses.find(({ type }) => type === 0)?.id ?? 0;
  const unknown = Array.from({ length: 2000 }, (_, n) => `+1202555${String(7000 + n)}`).filter(
    (number) => !everybody.includes(number.slice(-10)),
  );
  const nextUnknown = unknown.values();
  return Array.from({ length: rounds }, () => KINDS)
    .flat()
    .map((kind, index) => {
      const mark = `day-${String(index + 1).padStart(3, '0')}`;
      const spare = nextUnknown.next().value ?? '';
      const isKnown = kind.who === 'known' || kind.who === 'customer';
      const whose = isKnown ? nextOf[kind.who].next().value : undefined;
      if (isKnown && whose === undefined) throw new Error('the demo has too few people');
      const number = whose?.number ?? (kind.who === 'nobody' ? '101' : spare);
      const open = whose?.deal ?? null;
      const stages = crm.pipelines.find(({ id }) => id === open?.pipeline_id)?.statuses ?? [];
      const otherStage = stages.find(
        ({ id, type }) => type === 0 && id !== open?.status_id && !WON_OR_LOST.includes(id),
      );
      return {
        kind,
        item: {
          mark,
          number,
          ten: number.replaceAll(/\D/gu, '').slice(-10),
          person: whose === undefined ? null : { id: whose.contact.id, name: whose.contact.name },
          deal:
            open === null
              ? null
              : {
                  id: open.id,
                  pipelineId: open.pipeline_id,
                  statusId: open.status_id,
                  otherStage: otherStage?.id ?? 0,
                },
          spare,
          firstStage,
        },
      };
    });
}
