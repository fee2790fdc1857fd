/** Makes a text safe inside HTML and its attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => `&#${String(character.codePointAt(0))};`);

const STYLE = `:root{color-scheme:light dark;--ink:#1d2430;--soft:#5d6878;--line:#d8dde5;--paper:#fff;--ground:#f1f3f7;--main:#1f6feb}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#9aa6b6;--line:#39424f;--paper:#1c222b;--ground:#12161c;--main:#4c8dff}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:3rem 1.25rem}main.wide{max-width:62rem}
form,section{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1.5rem}section{margin:1rem 0;overflow-x:auto}
h1{font-size:1.5rem;margin:.25rem 0}h2{font-size:1.05rem;margin:0 0 .5rem}.ask,.small{color:var(--soft)}.small{font-size:.85rem;text-align:center}
.mark{width:3rem;height:3rem;line-height:3rem;margin:0;border-radius:12px;background:var(--main);color:#fff;font-weight:700;text-align:center;font-size:1.4rem}
fieldset{border:0;padding:0;margin:1.25rem 0}legend{color:var(--soft);font-size:.85rem;margin-bottom:.25rem}
.choice{padding:.65rem .75rem;border:1px solid var(--line);border-radius:10px;margin:.5rem 0}.choice:has(input:checked){border-color:var(--main)}
.choice:not(:has(input:checked)) .user{display:none}.user{display:block;margin:.5rem 0 0 1.6rem;font-size:.9rem;color:var(--soft)}
.buttons{display:flex;gap:.75rem;justify-content:flex-end;margin:0}.buttons.wrap{flex-wrap:wrap;justify-content:flex-start}button,select,input{font:inherit;padding:.5rem .9rem;border-radius:9px;border:1px solid var(--line);background:transparent;color:inherit}
select{padding:.2rem .4rem}select option{background:var(--paper)}button.main{background:var(--main);border-color:var(--main);color:#fff}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:500}code{font-size:.9em}`;

/** A whole document around `content`; no scripts, nothing from elsewhere. */
export const page = (title: string, content: string, wide = false): string =>
  `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main${wide ? ' class="wide"' : ''}>${content}</main></body></html>`;
