/** What the browser is told at the end of a sign-in; the rest is told in the app. */
export type SignInOutcome = 'arrived' | 'denied' | 'refused';

export type Language = 'en' | 'ru';

const WORDS: Readonly<
  Record<Language, Readonly<Record<SignInOutcome, readonly [title: string, text: string]>>>
> = {
  en: {
    arrived: ['Back to Ringside', 'The sign-in continues in Ringside. You can close this page.'],
    denied: ['Not allowed', 'You did not let Ringside in. Nothing was changed. You can close this page.'],
    refused: [
      'Not signed in',
      'This answer did not come from your CRM. Ringside says more. You can close this page.',
    ],
  },
  ru: {
    arrived: ['Вернитесь в Ringside', 'Вход продолжается в Ringside. Эту страницу можно закрыть.'],
    denied: ['Доступ не дан', 'Вы не разрешили доступ. Ничего не изменилось. Эту страницу можно закрыть.'],
    refused: [
      'Вход не выполнен',
      'Этот ответ пришёл не от вашей CRM. Подробности в Ringside. Эту страницу можно закрыть.',
    ],
  },
};

/** Styles only, nothing loaded, nothing run, nowhere framed. */
export const DONE_PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page of constant text: nothing of a request ever stands in it. */
export function donePage(outcome: SignInOutcome, language: Language): string {
  const [title, text] = WORDS[language][outcome];
  return `<!doctype html>
<html lang="${language}">
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
