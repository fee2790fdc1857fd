import { z } from 'zod';

const showcase = z.object({
  certain: z.string(),
  several: z.string(),
  unknown: z.string(),
  company: z.string(),
  shared: z.string(),
});

const accounts = z.object({
  accounts: z.array(
    z.object({ subdomain: z.string(), host: z.string(), longLivedToken: z.string(), showcase }),
  ),
});

const calls = z.object({
  calls: z.array(
    z.object({
      account: z.string(),
      entity_type: z.string(),
      entity_id: z.number(),
      entity_name: z.string(),
      uniq: z.string(),
      phone: z.string(),
      direction: z.enum(['inbound', 'outbound']),
      duration: z.number(),
      source: z.string(),
      created_by: z.number(),
      responsible_user_id: z.number(),
      call_status: z.number().nullable(),
      call_result: z.string().nullable(),
    }),
  ),
});

const log = z.object({
  requests: z.array(
    z.object({ host: z.string(), method: z.string(), path: z.string(), status: z.number().nullable() }),
  ),
});

export type HeldCall = z.infer<typeof calls>['calls'][number];
export type Showcase = z.infer<typeof showcase>;
export type DemoRequest = z.infer<typeof log>['requests'][number];

/** A running sandbox, looked at from outside (sandbox/README.md). */
export interface DemoCrm {
  /** Numbers of an account that show each kind of caller. */
  showcase(subdomain: string): Promise<Showcase>;
  /** A token of the account that does not end, for doing in the CRM what a colleague would do. */
  colleagueToken(subdomain: string): Promise<string>;
  /** Every request the CRM heard, oldest first. */
  requests(): Promise<readonly DemoRequest[]>;
  /** True once somebody signed in to the account and read contacts. */
  hasReader(subdomain: string): Promise<boolean>;
  /** The calls the CRM holds, without the demo's own history. */
  calls(): Promise<readonly HeldCall[]>;
  /** Tells the sandbox to misbehave (docs/sandbox.md lists how); without a rule, to behave again. */
  misbehave(rule?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Logs an incoming call as the widget of a PBX does. */
  pbxLogs(subdomain: string, phone: string): Promise<void>;
  /** Ends every token of an account, as when somebody removes the integration there. */
  revoke(subdomain: string): Promise<void>;
  /** What the service makes of an account, or of the integration in it (docs/sandbox.md). */
  stand(subdomain: string, standing: 'active' | 'lapsed' | 'disabled' | 'closed'): Promise<void>;
  /** Gives an account another subdomain. */
  rename(subdomain: string, next: string): Promise<void>;
  /** Runs `work` after every write the CRM did, until it answers true. */
  untilWritten(isSo: () => Promise<boolean>): Promise<void>;
}

export function demoCrm(port: number): DemoCrm {
  const base = `http://localhost:${port}/_sandbox`;
  const json = async (path: string): Promise<unknown> => (await fetch(`${base}/${path}`)).json();
  const account = async (subdomain: string) => {
    const found = accounts.parse(await json('accounts')).accounts.find((one) => one.subdomain === subdomain);
    if (found === undefined) throw new Error(`the sandbox has no account ${subdomain}`);
    return found;
  };
  const order = async (what: string, body: object): Promise<void> => {
    const answer = await fetch(`${base}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the sandbox refused ${what}: ${await answer.text()}`);
  };
  const requests = async () => log.parse(await json('log')).requests;
  return {
    requests,
    showcase: async (subdomain) => (await account(subdomain)).showcase,
    colleagueToken: async (subdomain) => (await account(subdomain)).longLivedToken,
    async hasReader(subdomain) {
      return (await requests()).some(
        ({ host, path, status }) =>
          host.startsWith(`${subdomain}.`) && path.startsWith('/api/v4/contacts') && status === 200,
      );
    },
    calls: async () => calls.parse(await json('calls')).calls,
    async misbehave(rule) {
      const answer = await fetch(`${base}/misbehave`, {
        method: rule === undefined ? 'DELETE' : 'POST',
        ...(rule === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(rule) }),
      });
      if (!answer.ok) throw new Error(`the sandbox refused to misbehave: ${await answer.text()}`);
    },
    pbxLogs: (account, phone) => order('pbx', { account, phone, direction: 'inbound', duration: 42 }),
    revoke: (account) => order('revoke', { account }),
    stand: (account, standing) => order('standing', { account, standing }),
    rename: (account, subdomain) => order('rename', { account, subdomain }),
    async untilWritten(isSo) {
      const stream = await fetch(`${base}/events`, { signal: AbortSignal.timeout(60_000) });
      if (await isSo()) return stream.body?.cancel();
      for await (const _news of stream.body ?? []) {
        // Leaving the loop ends the stream.
        if (await isSo()) return;
      }
    },
  };
}
