import { Suspense } from 'react';
import { lazyView } from '../account/lazyView.tsx';
import { storageStore } from '../state/storageStore.ts';
import { useStore } from '../state/useStore.ts';

/** Read, with its words, when the disk refuses something: most windows never need it. */
const StorageTrouble = lazyView(async () => (await import('./StorageTrouble.tsx')).StorageTrouble);

/** Says what the disk refuses and what helps; nothing while it takes all. `calls`: only what concerns calls. */
export function StorageBanner({ about = 'all' }: { readonly about?: 'all' | 'calls' }) {
  const state = useStore(storageStore());
  if (state === null) return null;
  const shown = about === 'all' ? state : { ...state, settings: null, outcomes: null, scripts: [] };
  const isFine =
    shown.journal === null &&
    shown.settings === null &&
    shown.outcomes === null &&
    shown.scripts.length === 0;
  return isFine ? null : (
    <Suspense fallback={null}>
      <StorageTrouble state={shown} />
    </Suspense>
  );
}
