import { Suspense, useState } from 'react';
import type { Settings } from '../../../preload/contract.ts';
import { lazyView } from '../../account/lazyView.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { HookCopy } from './CallHookCopy.tsx';
import { HookRenewal } from './CallHookRenewal.tsx';
import { HookState } from './CallHookState.tsx';
import css from '../Settings.module.css';

/** A form a source: read when it is shown, the hook above it is what most need. */
const SourcesView = lazyView(async () => (await import('./SourcesView.tsx')).SourcesView);

/** How a softphone reports its calls: the listener's port and state, what to paste, what was heard last. */
export function SoftphoneView({ settings: { hook } }: { readonly settings: Settings }) {
  const { t } = useLanguage();
  const [port, setPort] = useState(String(hook.port));
  const [ask, failure] = useAsk();
  return (
    <>
      <section className={css['view']} aria-labelledby="softphone">
        <h2 id="softphone">{t('hook.title')}</h2>
        <HookState hook={hook} />
        <p>{t('hook.explain')}</p>
        <HookCopy hook={hook} />
        <form
          className={css['port']}
          onSubmit={(event) => {
            event.preventDefault();
            ask(window.api.settings.change({ hookPort: Number(port) }));
          }}
        >
          <Field
            label={t('hook.port')}
            type="number"
            min={1024}
            max={65535}
            required
            value={port}
            onText={setPort}
          />
          <Button type="submit" disabled={port === String(hook.port)}>
            {t('action.save')}
          </Button>
        </form>
        <FailureLine failure={failure} />
        <HookRenewal />
      </section>
      <Suspense fallback={null}>
        <SourcesView />
      </Suspense>
    </>
  );
}
