import { flushSync } from 'react-dom';
import type { PopSnapshot } from '../../preload/contract.ts';
import { startWindow } from '../state/startWindow.tsx';
import { createStore } from '../state/store.ts';
import { createPaintReport } from './paintReport.ts';
import { Pop } from './Pop.tsx';
import { warmUp } from './warmUp.tsx';

// Who makes the edge of this window: main/windows/pop/popEdge.ts.
document.documentElement.dataset['edge'] = new URLSearchParams(location.search).get('edge') ?? 'square';

const store = createStore<PopSnapshot | null>(null);
const reportPaint = createPaintReport(
  (run) => requestAnimationFrame(run),
  (callId) => void window.api.pop.painted({ callId }),
);

/** Renders at once, inside the event: the window is shown in the same moment. */
function show(snapshot: PopSnapshot): void {
  const shown = store.get();
  if (shown && snapshot.version < shown.version) return;
  flushSync(() => {
    store.set(snapshot);
  });
  const focused = snapshot.calls.find((entry) => entry.call.id === snapshot.focused);
  if (focused) reportPaint(focused.call.id);
}

await startWindow(() => <Pop store={store} />);
warmUp(() => (store.get()?.calls.length ?? 0) === 0);
window.api.on('pop', show);
const first = await window.api.pop.snapshot();
if (first.ok) show(first.value);
