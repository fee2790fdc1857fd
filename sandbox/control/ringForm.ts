import { escapeHtml } from '../page.ts';
import type { AccountStore } from '../store.ts';
import { PBX_BUTTONS } from './pbx.ts';
import { RING_EVENTS } from './ringer.ts';
import type { LastRing, Ringer } from './ringer.ts';

/** The part of the page that plays a softphone: whose number, what happens, and where Ringside listens. */
export function ringForm(ringer: Ringer, accounts: readonly AccountStore[]): string {
  const known = accounts.flatMap(({ account, showcase: { certain, several, company, unknown } }) =>
    [certain, several, company, unknown].map((number) => ({ number, of: account.subdomain })),
  );
  const last = ringer.last();
  return `<form method="post" action="/_sandbox/ring"><h2>Позвонить · Ring</h2>
<p class="ask"><span lang="ru">Один раз: в Ringside откройте «Софтфон», нажмите «Скопировать адрес» и вставьте его сюда. Адрес держит секрет и здесь не показывается.</span><br>
<span lang="en">Once: in Ringside open “Softphone”, press “Copy address” and paste it here. It holds a secret and is not shown again.</span></p>
<p><label>Адрес Ringside · Ringside’s address<br><input name="hook" type="password" autocomplete="off" size="48" placeholder="${
    ringer.hasHook() ? 'сохранён · kept' : 'http://127.0.0.1:47824/v1/hook/…'
  }"></label></p>
<p><label>Номер · Number<br><input name="number" list="numbers" size="24" autocomplete="off" value="${escapeHtml(
    last?.number ?? known[0]?.number ?? '',
  )}"></label></p>
<datalist id="numbers">${known.map(({ number, of }) => `<option value="${escapeHtml(number)}">${of}`).join('')}</datalist>
<p class="buttons wrap">${RING_EVENTS.map(
    ({ event, ru, en }, place) =>
      `<button name="event" value="${event}"${place === 0 ? ' class="main"' : ''}>${ru} · ${en}</button>`,
  ).join(' ')}</p>
<p class="ask"><span lang="ru">АТС, чей виджет сам записывает звонки в CRM:</span> <span lang="en">a PBX whose widget logs calls itself:</span></p>
<p class="buttons wrap">${PBX_BUTTONS.map(
    ({ event, ru, en }) => `<button name="event" value="${event}">${ru} · ${en}</button>`,
  ).join(
    ' ',
  )}</p>${last === null ? '' : `<p role="status">${escapeHtml(`${last.number}: ${wordsOf(last)}`)}</p>`}</form>`;
}

const WORDS: Readonly<Record<LastRing['outcome'], string>> = {
  heard: 'Ringside услышал · Ringside heard it',
  badHook: 'это не адрес Ringside на этом компьютере · this is not Ringside’s address on this computer',
  noHook: 'сначала вставьте адрес · paste the address first',
  refused: 'Ringside отказался: скопируйте адрес заново · Ringside refused: copy the address again',
  notReached: 'Ringside не отвечает: запущен ли он? · Ringside does not answer: is it running?',
};

const wordsOf = ({ event, outcome }: LastRing): string => `${event}: ${WORDS[outcome]}`;
