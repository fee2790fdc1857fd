import type { Speech } from '../../common/language.ts';

/** What the browser is told at the end of a sign-in; the rest is told in the app. */
export type SignInOutcome = 'arrived' | 'denied' | 'refused';

/** Styles only, nothing loaded, nothing run, nowhere framed. */
export const DONE_PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page of constant text: nothing of a request ever stands in it. */
export function donePage(outcome: SignInOutcome, { t, language }: Speech): string {
  const title = t(`signedInTitle.${outcome}`);
  const text = t(`signedInText.${outcome}`);
  return `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { min-height: 100vh; margin: 0; display: grid; place-content: center; text-align: center; padding: 1rem; }
</style>
</head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`;
}
