import type { Page } from '@playwright/test';
import type { z } from 'zod';
import { contract } from '../../preload/contract.ts';
import type { Contract } from '../../preload/contract.ts';

/** The bridge as a page has it, for code that runs there. */
declare const window: {
  readonly api: Readonly<Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>>;
};

type Entry<G extends keyof Contract, N extends keyof Contract[G]> = Contract[G][N] extends {
  readonly input: infer I extends z.ZodType;
  readonly output: infer O extends z.ZodType;
}
  ? { readonly input: z.input<I>; readonly output: z.output<O> }
  : never;

/** Asks a window's own bridge, as its page would, and answers with the value; a refusal is thrown. */
export async function ask<G extends keyof Contract, N extends keyof Contract[G] & string>(
  page: Page,
  group: G,
  name: N,
  input: Entry<G, N>['input'] | Record<string, never> = {},
): Promise<Entry<G, N>['output']> {
  const answer = await page.evaluate(
    async ([ofGroup, request, value]) => window.api[ofGroup]?.[request]?.(value),
    [group, name, input] as [string, string, unknown],
  );
  const { ok, value, error } = answer as {
    ok: boolean;
    value?: unknown;
    error?: { code: string; message: string };
  };
  if (!ok) throw new Error(`${group}.${name}: ${error?.code} ${error?.message}`);
  const entry = contract[group][name] as { readonly output: z.ZodType<Entry<G, N>['output']> };
  return entry.output.parse(value);
}
