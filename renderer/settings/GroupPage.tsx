import { ChevronRight } from 'lucide-react';
import { Suspense, type ComponentType } from 'react';
import { SETTINGS_PARTS } from '../../preload/settings/controls.ts';
import type { SettingsPart as Part } from '../../preload/settings/controls.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Icon } from '../ui/Icon.tsx';
import { openPage, type SettingsGroupName } from './openPage.ts';
import { settingsPages } from './pages.tsx';
import { PartFrame, SettingsPart } from './rows/SettingsPart.tsx';
import type { SettingsPageProps } from './settingsPage.tsx';
import css from './GroupPage.module.css';

interface GroupPageProps extends SettingsPageProps {
  readonly name: SettingsGroupName;
  readonly Panel: ComponentType<SettingsPageProps> | null;
}

const parts = Object.keys(SETTINGS_PARTS) as readonly Part[];

/** A group of the settings: its parts with a row for each setting, its panel, and the pages behind it. */
export function GroupPage({ name, Panel, ...props }: GroupPageProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const pages = settingsPages.filter(
    ({ group, ofAccount }) => group === name && (!ofAccount || props.account !== null),
  );
  return (
    <section className={css['group']} aria-labelledby={`group-${name}`}>
      <header>
        <h2 id={`group-${name}`}>{t(`settings.group.${name}`)}</h2>
        <p>{t(`settings.groupHelp.${name}`)}</p>
        <FailureLine failure={failure} />
      </header>
      {pages.length === 0 || name !== 'phone' ? null : <PageRows name={name} pages={pages} />}
      {parts
        .filter((part) => SETTINGS_PARTS[part] === name)
        .map((part) => (
          <SettingsPart
            key={part}
            part={part}
            settings={props.settings}
            hasAccount={props.account !== null}
            onChange={(change) => ask(window.api.settings.change(change))}
          />
        ))}
      {Panel === null ? null : (
        <Suspense fallback={null}>
          <Panel {...props} />
        </Suspense>
      )}
      {pages.length === 0 || name === 'phone' ? null : <PageRows name={name} pages={pages} />}
    </section>
  );
}

interface PageRowsProps {
  readonly name: SettingsGroupName;
  readonly pages: typeof settingsPages;
}

/** The ways to the group's pages. */
function PageRows({ name, pages }: PageRowsProps) {
  const { t } = useLanguage();
  return (
    <PartFrame id={`pages-${name}`} title={t('settings.more')}>
      {pages.map((page) => (
        <button
          key={page.name}
          type="button"
          className={css['page']}
          data-page={page.name}
          onClick={() => openPage.set(page.name)}
        >
          <span>
            <strong>{t(`settings.page.${page.name}`)}</strong>
            <small>{t(`settings.pageHelp.${page.name}`)}</small>
          </span>
          <Icon of={ChevronRight} />
        </button>
      ))}
    </PartFrame>
  );
}
