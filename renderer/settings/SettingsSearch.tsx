import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Settings } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { Icon } from '../ui/Icon.tsx';
import { findSettings, settingEntries, type FoundSetting } from './findSetting.ts';
import css from './SettingsSearch.module.css';

interface SettingsSearchProps {
  readonly settings: Settings;
  readonly hasAccount: boolean;
  readonly onOpen: (found: FoundSetting) => void;
}

/** Finds a setting by any word of its row; Enter opens the first, the arrows go through what was found. */
export function SettingsSearch({ settings, hasAccount, onOpen }: SettingsSearchProps) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState('');
  const entries = useMemo(() => settingEntries(t, settings, hasAccount), [t, settings, hasAccount]);
  const found = findSettings(entries, typed);
  const open = (one: FoundSetting): void => {
    setTyped('');
    onOpen(one);
  };
  return (
    <search className={css['search']}>
      <div className={css['field']}>
        <Icon of={Search} />
        <input
          type="search"
          aria-label={t('settings.search')}
          placeholder={t('settings.search')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && typed !== '') {
              event.stopPropagation();
              setTyped('');
            }
            const [first] = found;
            if (event.key === 'Enter' && first !== undefined) open(first);
          }}
        />
      </div>
      <output className={typed.trim() === '' ? 'visuallyHidden' : css['count']}>
        {typed.trim() === ''
          ? ''
          : found.length === 0
            ? t('settings.searchNone')
            : t('settings.searchFound', { count: found.length })}
      </output>
      {found.length === 0 ? null : (
        <ul className={css['found']}>
          {found.map((one) => (
            <li key={`${one.page} ${one.row ?? ''}`}>
              <button type="button" onClick={() => open(one)}>
                <span>{one.label}</span>
                <small>{t(`settings.group.${one.group}`)}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
