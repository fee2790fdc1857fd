import { ChevronLeft } from 'lucide-react';
import { Suspense, useId, useRef } from 'react';
import { flushSync } from 'react-dom';
import { ViewBoundary } from '../account/ViewBoundary.tsx';
import { useLanguage } from '../i18n/language.ts';
import { useStore } from '../state/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { nextIndex } from '../ui/moveFocus.ts';
import { Select } from '../ui/Select.tsx';
import { useKeyDown } from '../ui/useKeyDown.ts';
import { GroupPage } from './GroupPage.tsx';
import { openPage } from './openPage.ts';
import { settingsGroups, settingsPages } from './pages.tsx';
import { SettingsSearch } from './SettingsSearch.tsx';
import type { SettingsPageProps } from './settingsPage.tsx';
import css from './SettingsView.module.css';

/**
 * The settings: the search and the groups at the left, the open group or one of its pages beside them. The arrows, Home and
 * End walk the groups and open; where there is no room for a list it is one choice above the page.
 */
export function SettingsView(props: SettingsPageProps) {
  const { t } = useLanguage();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const wanted = useStore(openPage);
  const page = settingsPages.find(
    ({ name, ofAccount }) => name === wanted && (!ofAccount || props.account !== null),
  );
  const open = settingsGroups.find(({ name }) => name === (page?.group ?? wanted)) ?? settingsGroups[0];

  useKeyDown(list, (event) => {
    const next = nextIndex(event.key, settingsGroups.indexOf(open), settingsGroups.length);
    const group = next === null ? undefined : settingsGroups[next];
    if (group === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    openPage.set(group.name);
    document.getElementById(`${id}-${group.name}`)?.focus();
  });

  return (
    <div className={css['room']}>
      <div className={css['settings']}>
        <div className={css['side']}>
          <h2 className={css['title']}>{t('settings.groups')}</h2>
          <SettingsSearch
            settings={props.settings}
            hasAccount={props.account !== null}
            onOpen={(found) => {
              flushSync(() => openPage.set(found.page));
              // What was found has the focus, so that the next key is for it.
              const place = found.row === null ? null : document.getElementById(found.row);
              (place ?? panel.current)?.focus();
            }}
          />
          <div
            ref={list}
            className={css['groups']}
            role="tablist"
            aria-orientation="vertical"
            aria-label={t('settings.groups')}
          >
            {settingsGroups.map((group) => (
              <button
                key={group.name}
                id={`${id}-${group.name}`}
                type="button"
                role="tab"
                className={css['page']}
                aria-selected={group === open}
                aria-controls={`${id}-panel`}
                tabIndex={group === open ? 0 : -1}
                onClick={() => openPage.set(group.name)}
              >
                <Icon of={group.icon} />
                <span>{t(`settings.group.${group.name}`)}</span>
              </button>
            ))}
          </div>
          <div className={css['choice']}>
            <Select
              label={t('settings.groups')}
              value={open.name}
              options={settingsGroups.map(({ name }) => ({ value: name, text: t(`settings.group.${name}`) }))}
              onPick={(name) => openPage.set(name)}
            />
          </div>
        </div>
        <div
          ref={panel}
          id={`${id}-panel`}
          className={css['panel']}
          role="tabpanel"
          tabIndex={-1}
          aria-labelledby={`${id}-${open.name}`}
        >
          <ViewBoundary key={page?.name ?? open.name} words={<p role="alert">{t('account.viewBroken')}</p>}>
            <Suspense fallback={null}>
              {page === undefined ? (
                <GroupPage key={open.name} name={open.name} Panel={open.Panel} {...props} />
              ) : (
                <>
                  <div className={css['back']}>
                    <Button look="quiet" onClick={() => openPage.set(open.name)}>
                      <Icon of={ChevronLeft} />
                      {t('settings.backTo', { page: t(`settings.group.${open.name}`) })}
                    </Button>
                  </div>
                  <page.Page {...props} />
                </>
              )}
            </Suspense>
          </ViewBoundary>
        </div>
      </div>
    </div>
  );
}
