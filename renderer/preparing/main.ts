/**
 * The window while the journal is made ready: nothing of the contract answers yet, so main puts what it says into the
 * address (main/windows/dialogs/preparingWindow.ts).
 */
const said = new URLSearchParams(location.search);
document.documentElement.lang = said.get('lang') ?? 'en';
for (const [selector, name] of [
  ['h1', 'title'],
  ['p', 'text'],
] as const) {
  const place = document.querySelector(selector);
  if (place !== null) place.textContent = said.get(name);
}
