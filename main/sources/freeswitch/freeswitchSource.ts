import { z } from 'zod';
import type { SourceReason } from '../../../preload/contract.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { eslCommand, createEslReader, type EslMessage } from './eslReader.ts';
import { readForeignObject } from '../foreignFields.ts';
import { type FreeswitchEvent, ownUsers } from './freeswitchChannels.ts';
import { NAMES_PATTERN, namesOf } from '../switchboardNumbers.ts';
import {
  createFreeswitchCalls,
  DIALLED_VARIABLE,
  FREESWITCH_EVENTS,
  type FreeswitchReport,
} from './freeswitchCalls.ts';
import { RECORDINGS_PATTERN } from '../recordings.ts';
import { type Line, keepConnected } from '../reconnect.ts';
import { type SourceThatCan, type DialFailure, type SourceContext, defineSource } from '../callSource.ts';
import { keepSourceState } from '../sourceStatus.ts';
import { createFreeswitchControls } from './freeswitchControls.ts';

const settings = z.object({
  on: z.boolean().default(false),
  host: z.string().trim().max(253).default(''),
  port: z.number().int().min(1).max(65_535).default(8021),
  /** The agent's own users, set apart by commas: only their legs are listened to. The first one dials. */
  extension: z.string().trim().max(200).regex(NAMES_PATTERN).default(''),
  /** The domain (tenant) of these users; needed where several have the same ones. */
  domain: z
    .string()
    .trim()
    .max(253)
    .regex(/^[\w.:-]*$/)
    .default(''),
  /** Dialplan context in which numbers are dialled. */
  context: z
    .string()
    .trim()
    .max(80)
    .regex(/^[\w.-]*$/)
    .default('default'),
  /** The file in which it keeps its call records, as this computer reads it: what was missed while Ringside was off; '' for none. */
  callRecords: z.string().trim().max(300).default(''),
  /** Where its recordings are fetched, with `{file}` or `{path}`; '' for nowhere. */
  recordings: z.string().trim().max(300).regex(RECORDINGS_PATTERN).default(''),
});

const ANSWER_MS = 5_000;

/** What cannot tell anything is looked at again after this. */
const AGAIN_MS = 60_000;
/** What the directory lets the agent's own phone present when it calls: a click-to-call presents the same. */
/** Channel variables that say what a ring means: a queue's caller (freeswitchCalls.ts), a number Ringside dialled. */
const MARKS = ['cc_member_session_uuid', DIALLED_VARIABLE] as const;
const PRESENTED = [
  'effective_caller_id_number',
  'outbound_caller_id_number',
  'outbound_caller_id_name',
] as const;

/** FreeSWITCH over its event socket (docs/sources/freeswitch.md): the calls of one extension. */
export const freeswitchKind = defineSource({
  name: 'freeswitch',
  hasSecret: true,
  settings,
  isComplete: ({ host, extension }) => host !== '' && namesOf(extension).length > 0,
  create: createFreeswitchSource,
});

function createFreeswitchSource(
  asked: z.infer<typeof settings>,
  context: SourceContext,
): SourceThatCan<'freeswitch'> {
  const { host, port, extension, domain } = asked;
  const { clock, random } = context;
  const state = keepSourceState(context);
  const calls = createFreeswitchCalls(extension, domain, asked.recordings);
  const own = ownUsers(extension, domain);
  const { users } = own;
  let cancelAgain: () => void = () => undefined;
  /** Several tenants have these users: whose call it is cannot be told, so nothing is. */
  let isOthersToo = false;
  let line: Line | null = null;
  let reader = createEslReader();
  /** Commands are answered in the order in which they were given. */
  const waiting: ((answer: EslMessage | null) => void)[] = [];

  function ask(command: string): Promise<EslMessage | null> {
    const open = line;
    if (open === null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const cancel = clock.schedule(ANSWER_MS, () => {
        // Answers would be taken for the wrong command from here on.
        open.close();
      });
      waiting.push((answer) => {
        cancel();
        resolve(answer);
      });
      open.write(eslCommand(command));
    });
  }

  const reason = () => state.status().reason;
  const refused = (): boolean => reason() === 'wrongPassword' || reason() === 'noPassword';
  /** Connected, and still it could tell nothing, or too much. */
  const isMute = (): boolean => reason() === 'unknownExtension' || reason() === 'severalDomains';

  async function api(command: string): Promise<string> {
    const answer = await ask(`api ${command}`);
    return answer?.headers['Content-Type'] === 'api/response' ? answer.body.trim() : '';
  }

  const controls = createFreeswitchControls({
    api: async (command) => (line === null ? null : api(command)),
    legsOf: (id) => calls.legsOf(id),
    context: asked.context,
  });

  /** A listed channel of the agent's with the marks its first event would have had: whose queue called it, or what was dialled. */
  async function withMarks(event: FreeswitchEvent): Promise<FreeswitchEvent> {
    if (own.of(event) === null || event['Call-Direction'] !== 'outbound') return event;
    const marked: Record<string, string | undefined> = { ...event };
    for (const variable of MARKS) {
      const value = await api(`uuid_getvar ${event['Unique-ID'] ?? ''} ${variable}`);
      if (/^[+*#\w-]{2,64}$/.test(value) && value !== '_undef_') marked[`variable_${variable}`] = value;
    }
    return marked;
  }

  /** What is wrong with the users of the settings, if FreeSWITCH says so. */
  async function problemWithUsers(): Promise<{ reason: SourceReason; words: string } | null> {
    const absent: string[] = [];
    for (const { name, domain: home } of users) {
      if (home === null) {
        const domains = domainsOf(await api(`list_users user ${name}`), name);
        if (domains.length > 1)
          return { reason: 'severalDomains', words: domains.map((one) => `${name}@${one}`).join(', ') };
      } else if ((await api(`user_exists id ${name} ${home}`)) === 'false') absent.push(`${name}@${home}`);
    }
    return absent.length > 0 && absent.length === users.length
      ? { reason: 'unknownExtension', words: absent.join(', ') }
      : null;
  }

  async function converse(
    opened: Line,
    report: (reports: readonly FreeswitchReport[]) => void,
  ): Promise<void> {
    const secret = await context.secret();
    if (line !== opened) return;
    if (secret === null || /[\r\n]/.test(secret)) {
      state.failed('noPassword');
      opened.close();
      return;
    }
    const answer = await ask(`auth ${secret}`);
    if (answer === null || line !== opened) return;
    if (answer.headers['Reply-Text']?.startsWith('+OK') !== true) {
      state.failed('wrongPassword');
      opened.close();
      return;
    }
    const subscribed = await ask(`event json ${FREESWITCH_EVENTS}`);
    if (line !== opened) return;
    if (subscribed?.headers['Reply-Text']?.startsWith('+OK') !== true) {
      state.failed('notAllowed', subscribed?.headers['Reply-Text'] ?? '');
      opened.close();
      return;
    }
    const problem = await problemWithUsers();
    if (line !== opened) return;
    isOthersToo = problem?.reason === 'severalDomains';
    calls.listing();
    const list = await ask('api show channels as json');
    if (line !== opened) return;
    const rows = channelsOf(list?.body ?? '');
    const channels = rows === null ? null : await Promise.all(rows.map(withMarks));
    if (line !== opened) return;
    if (channels !== null) report(calls.listed(channels));
    if (problem === null) state.ready(channels === null ? undefined : 'toldAll');
    else {
      state.failed(problem.reason, problem.words);
      // Put right on the switchboard, which does not tell.
      cancelAgain = clock.schedule(AGAIN_MS, () => {
        opened.close();
      });
    }
  }

  return {
    status: state.status,
    describe: () => ({ name: 'freeswitch', where: `${host}:${port}` }),
    ...controls,
    dialRingsOwnPhone: true,
    reconnect: () => line?.close(),
    start(report, signal) {
      state.connecting();
      signal.addEventListener(
        'abort',
        () => {
          cancelAgain();
          state.off();
        },
        { once: true },
      );
      const tellAll = (reports: readonly FreeswitchReport[]): void => {
        if (isOthersToo) return;
        for (const one of reports) state.report(report, { source: 'freeswitch', ...one });
      };
      const take = (opened: Line | null, message: EslMessage): void => {
        switch (message.headers['Content-Type']) {
          case 'auth/request':
            if (opened !== null) void converse(opened, tellAll);
            break;
          case 'command/reply':
          case 'api/response':
            waiting.shift()?.(message);
            break;
          case 'text/rude-rejection':
            state.failed('notAllowed');
            break;
          case 'text/event-json': {
            const event = readForeignObject(message.body);
            state.left(event?.left ?? 1);
            if (event === null) break;
            const reports = calls.take(event.fields);
            tellAll(reports);
            if (reports.length > 0 && reason() === 'unknownExtension') {
              cancelAgain();
              state.ready();
            }
            break;
          }
          default:
            break;
        }
      };
      return keepConnected(
        { host, port, clock, random, signal, isHopeless: refused },
        {
          opened(opened) {
            reader = createEslReader();
            line = opened;
          },
          data(bytes) {
            const messages = reader.push(bytes);
            if (messages === null) {
              state.failed('protocol');
              line?.close();
            } else for (const message of messages) take(line, message);
          },
          closed(why) {
            line = null;
            cancelAgain();
            for (const answer of waiting.splice(0)) answer(null);
            const isSaid = why === null && (reason() === 'protocol' || reason() === 'notAllowed' || isMute());
            if (!refused() && !isSaid) state.failed('unreachable', why ?? '');
          },
        },
      );
    },
    async dial(number): Promise<Result<null, DialFailure>> {
      if (state.status().state !== 'ready') return fail('notConnected');
      const [user] = users;
      if (user === undefined) return fail('notConnected');
      const home = user.domain ?? '';
      const address = home === '' ? user.name : `${user.name}@${home}`;
      // The agent's phone shows the number as a name. As the caller's number it would be presented to the customer.
      const presented = await presentedBy(address, user.name);
      const variables = [
        `origination_caller_id_name=${number}`,
        ...presented,
        `${DIALLED_VARIABLE}=${number}`,
      ].join(',');
      const answer = await ask(
        `bgapi originate {${variables}}user/${address} ${number} XML ${asked.context}`,
      );
      if (answer === null) return fail('notConnected');
      return answer.headers['Reply-Text']?.startsWith('+OK') === true ? ok(null) : fail('refused');
    },
  };

  /** The caller id of the agent's own phone as the directory has it, else the extension. */
  async function presentedBy(address: string, name: string): Promise<readonly string[]> {
    const found = new Map<string, string>();
    for (const variable of PRESENTED) {
      const value = await api(`user_data ${address} var ${variable}`);
      if (/^[+\w][\w .+-]{0,40}$/.test(value)) found.set(variable, value);
    }
    const number = found.get('effective_caller_id_number') ?? name;
    return [
      `origination_caller_id_number=${number}`,
      `effective_caller_id_number=${number}`,
      `effective_caller_id_name=${name}`,
      ...[...found].flatMap(([variable, value]) =>
        variable.startsWith('outbound_') ? [`${variable}='${value}'`] : [],
      ),
    ];
  }
}

/** The domains that have this user, of a table with `|` between its columns. */
function domainsOf(table: string, name: string): readonly string[] {
  const [head = '', ...rows] = table.split('\n');
  const columns = head.split('|');
  const [id, domain] = [columns.indexOf('userid'), columns.indexOf('domain')];
  if (id < 0 || domain < 0) return [];
  const found = rows.map((row) => row.split('|')).filter((cells) => cells[id] === name);
  return [...new Set(found.flatMap((cells) => cells[domain] ?? []))];
}

/** The rows of `show channels as json`, each as the event its channel began with. */
function channelsOf(text: string): readonly FreeswitchEvent[] | null {
  const list = channelList.safeParse(parseJson(text));
  if (!list.success) return null;
  return (list.data.rows ?? []).flatMap((row) => {
    const fields = readForeignObject(JSON.stringify(row))?.fields;
    if (fields?.['uuid'] === undefined) return [];
    const { uuid, direction, name, cid_num: caller, dest, call_uuid: group, callstate } = fields;
    const isUp = callstate === 'ACTIVE' || callstate === 'HELD';
    return {
      'Unique-ID': uuid,
      'Call-Direction': direction,
      'Channel-Name': name,
      'Channel-Presence-ID': fields['presence_id'],
      'Caller-Caller-ID-Number': caller,
      'Caller-Destination-Number': dest,
      'Channel-Call-UUID': group === '' ? uuid : group,
      'Answer-State': isUp ? 'answered' : 'ringing',
    };
  });
}

const channelList = z.object({ rows: z.array(z.unknown()).optional() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
