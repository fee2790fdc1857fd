import { lazy, Suspense } from 'react';
import { storageStore } from '../state/storageStore.ts';
import { useStore } from '../state/useStore.ts';

/** Read, with its words, when the disk refuses something: most windows never need it. */
const StorageTrouble = lazy(async () => {
  const [{ StorageTrouble: component }, { addStorageMessages }] = await Promise.all([
    import('./StorageTrouble.tsx'),
    import('../i18n/storageMessages.ts'),
  ]);
  addStorageMessages();
  return { default: component };
});

/** Says what the disk refuses and what helps; nothing while it takes all. `calls`: only what concerns calls. */
export function StorageBanner({ about = 'all' }: { readonly about?: 'all' | 'calls' }) {
  const state = useStore(storageStore());
  if (state === null) return null;
  const shown = about === 'all' ? state : { ...state, settings: null };
  return shown.journal === null && shown.settings === null ? null : (
    <Suspense fallback={null}>
      <StorageTrouble state={shown} />
    </Suspense>
  );
}
