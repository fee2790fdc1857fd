import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { PopEntry, PopSnapshot } from '../../preload/contract.ts';
import { collectGarbage } from '../state/collectGarbage.ts';
import { CallView } from './CallView.tsx';
import css from './Pop.module.css';

/** Renders until the engine has compiled what a ring runs through; measured: later ones bring no more. */
const ROUNDS = 16;
/** A few milliseconds of work at a time: the account's window is opening meanwhile. */
const PAUSE_MS = 200;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Today, yesterday, some weeks and many years ago: each is said in another format. Unix ms. */
const lastContacts = [Date.now(), Date.now() - DAY_MS, Date.now() - 40 * DAY_MS, 0];

/**
 * Renders a call nobody sees while the window is still hidden: messages, Intl formats and fonts are
 * loaded and the code is compiled before the first ring instead of during it. Goes on in pauses and
 * stops when `isWanted` says that a real call is there.
 */
export function warmUp(isWanted: () => boolean, round = 1): void {
  renderUnseen(lastContacts[round % lastContacts.length] ?? 0);
  setTimeout(() => {
    if (!isWanted()) return;
    if (round < ROUNDS) warmUp(isWanted, round + 1);
    else collectGarbage(isWanted);
  }, PAUSE_MS);
}

function renderUnseen(lastContact: number): void {
  const host = document.createElement('div');
  host.className = css['warmUp'] ?? '';
  host.inert = true;
  document.body.append(host);
  const root = createRoot(host);
  for (const state of ['ringing', 'talking', 'ended'] as const) {
    const entry = sample(state, lastContact);
    flushSync(() => {
      root.render(<CallView entry={entry} snapshot={snapshotOf(entry)} />);
    });
    host.getBoundingClientRect();
  }
  flushSync(() => {
    root.unmount();
  });
  host.remove();
}

function snapshotOf(entry: PopEntry): PopSnapshot {
  return { version: 0, calls: [entry], focused: entry.call.id, focusShortcut: '', resultShortcut: null };
}

function sample(state: 'ringing' | 'talking' | 'ended', lastContact: number): PopEntry {
  return {
    call: {
      id: 'warmUp',
      account: '',
      direction: 'inbound',
      number: { raw: '0', display: '0', e164: null },
      line: null,
      source: '',
      state,
      endReason: state === 'ended' ? 'completed' : null,
      startedAt: 0,
      answeredAt: state === 'ringing' ? null : 0,
      endedAt: state === 'ended' ? 0 : null,
      callerName: null,
      chosen: null,
      note: '',
      result: null,
      log: { state: 'unlogged' },
      popMs: null,
    },
    caller: {
      certainty: 'certain',
      freshness: 'asking',
      matches: [
        {
          entity: 'contact',
          id: 1,
          name: 'Aa Яя',
          company: null,
          phone: '0',
          responsible: '0',
          responsibleIsMe: true,
          leads: [
            {
              id: 1,
              name: '0',
              stage: '0',
              pipeline: '0',
              stageColour: null,
              price: 0,
              responsible: null,
              open: true,
            },
          ],
          lastContact: { at: lastContact, kind: 'callIn', text: null },
          earlier: [{ at: lastContact, kind: 'callIn', text: '0', duration: 1000, result: 4, by: null }],
          certainty: 'certain',
          updatedAt: 0,
        },
      ],
    },
    account: { key: '', name: '0', colour: 'gray', currency: 'USD' },
  };
}
