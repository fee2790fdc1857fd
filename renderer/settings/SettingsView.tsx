import { Suspense, useId, useRef } from 'react';
import { ViewBoundary } from '../account/ViewBoundary.tsx';
import { useLanguage } from '../i18n/language.ts';
import { useStore } from '../state/useStore.ts';
import { nextIndex } from '../ui/moveFocus.ts';
import { Select } from '../ui/Select.tsx';
import { useKeyDown } from '../ui/useKeyDown.ts';
import { openPage } from './openPage.ts';
import { settingsPages } from './pages.tsx';
import type { SettingsPageProps } from './settingsPage.tsx';
import css from './SettingsView.module.css';

/**
 * The settings: a list of pages at the left, the open one beside it. The arrows, Home and End walk the list and
 * open; where there is no room for a list it is one choice above the page.
 */
export function SettingsView(props: SettingsPageProps) {
  const { t } = useLanguage();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const wanted = useStore(openPage);
  const pages = settingsPages.filter(({ ofAccount }) => !ofAccount || props.account !== null);
  const open = pages.find(({ name }) => name === wanted) ?? settingsPages[0];

  useKeyDown(list, (event) => {
    const next = nextIndex(event.key, pages.indexOf(open), pages.length);
    const page = next === null ? undefined : pages[next];
    if (page === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    openPage.set(page.name);
    document.getElementById(`${id}-${page.name}`)?.focus();
  });

  return (
    <div className={css['room']}>
      <div className={css['settings']}>
        <div
          ref={list}
          className={css['pages']}
          role="tablist"
          aria-orientation="vertical"
          aria-label={t('settings.pages')}
        >
          {pages.map((page) => (
            <button
              key={page.name}
              id={`${id}-${page.name}`}
              type="button"
              role="tab"
              className={css['page']}
              aria-selected={page === open}
              aria-controls={`${id}-panel`}
              tabIndex={page === open ? 0 : -1}
              onClick={() => openPage.set(page.name)}
            >
              {t(page.label)}
            </button>
          ))}
        </div>
        <div className={css['choice']}>
          <Select
            label={t('settings.pages')}
            value={open.name}
            options={pages.map(({ name, label }) => ({ value: name, text: t(label) }))}
            onPick={(name) => openPage.set(name)}
          />
        </div>
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${open.name}`}>
          <ViewBoundary key={open.name} words={<p role="alert">{t('account.viewBroken')}</p>}>
            <Suspense fallback={null}>
              <open.Page {...props} />
            </Suspense>
          </ViewBoundary>
        </div>
      </div>
    </div>
  );
}
