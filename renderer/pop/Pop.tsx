import { Suspense, useEffect, useRef } from 'react';
import type { PopSnapshot } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { StorageBanner } from '../storage/StorageBanner.tsx';
import { clickToCallStore } from '../state/clickToCallStore.ts';
import { CallView } from './CallView.tsx';
import { ClickToCallView } from './lateParts.tsx';
import css from './Pop.module.css';

/** The pop: the focused call, or nothing while there is none. Its height follows its content. */
export function Pop({ store }: { readonly store: Store<PopSnapshot | null> }) {
  const snapshot = useStore(store);
  const prompt = useStore(clickToCallStore())?.prompt ?? null;
  const main = useRef<HTMLElement>(null);
  const { t } = useLanguage();

  useEffect(() => {
    document.title = t('pop.title');
  }, [t]);

  useEffect(() => {
    const content = main.current;
    if (!content) return undefined;
    let last = 0;
    // What the last call needed when it rang. The next one will too: its window has that height before it is shown,
    // and is not resized while it paints.
    let ringing = 0;
    let wasEmpty = true;
    // Fires after layout and before paint of a frame: measuring costs no layout of its own.
    const observer = new ResizeObserver(() => {
      const isEmpty = content.childElementCount === 0;
      const needed = Math.min(2000, Math.max(80, Math.ceil(content.offsetHeight)));
      if (wasEmpty && !isEmpty) ringing = needed;
      wasEmpty = isEmpty;
      const height = isEmpty && ringing > 0 ? ringing : needed;
      if (height === last) return;
      last = height;
      void window.api.pop.fit({ height });
    });
    observer.observe(content);
    return () => {
      observer.disconnect();
    };
  }, []);

  const entry = snapshot?.calls.find(({ call }) => call.id === snapshot.focused) ?? snapshot?.calls.at(-1);
  // Whoever rings comes first; the number is there again when the call is put away.
  const isRinging = snapshot?.calls.some(({ call }) => call.state === 'ringing') ?? false;
  // What it shows, for whoever drives it: a key means something else a moment later.
  const shown = {
    'data-call': entry?.call.id,
    'data-state': entry?.call.state,
    'data-log': entry?.call.log.state,
  };
  return (
    <main ref={main} className={css['pop']} {...shown}>
      {prompt !== null && !isRinging ? (
        <Suspense fallback={null}>
          <ClickToCallView key={prompt.id} prompt={prompt} />
        </Suspense>
      ) : snapshot && entry ? (
        <>
          <CallView key={entry.call.id} entry={entry} snapshot={snapshot} />
          <StorageBanner about="calls" />
        </>
      ) : null}
    </main>
  );
}
