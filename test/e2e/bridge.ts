import type { Page } from '@playwright/test';

/** The bridge as a page has it, and what a page should not have. */
declare const window: {
  readonly api: Readonly<Record<string, Readonly<Record<string, (input?: unknown) => Promise<unknown>>>>>;
};

export interface RawAnswer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Asks as a page that has gone bad would: any request, with anything. */
export async function askAnything(
  page: Page,
  group: string,
  name: string,
  input: unknown,
): Promise<RawAnswer> {
  const answer = await page.evaluate(
    async ([ofGroup, request, value]) => window.api[ofGroup]?.[request]?.(value),
    [group, name, input] as [string, string, unknown],
  );
  return answer as RawAnswer;
}
