import { Globe } from 'lucide-react';
import { LANGUAGES } from '../../i18n/languages.ts';
import { spokenLanguage, useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Welcome.module.css';

/** The language, before there is any page of settings: each by its own name. */
export function LanguagePick() {
  const { t } = useLanguage();
  const [ask] = useAsk();
  return (
    <label className={css['language']}>
      <Icon of={Globe} size={14} />
      <span className="visuallyHidden">{t('welcome.language')}</span>
      <select
        value={spokenLanguage() ?? 'en'}
        onChange={({ target }) => {
          const picked = LANGUAGES.find(({ tag }) => tag === target.value);
          if (picked) ask(window.api.settings.change({ language: picked.tag }));
        }}
      >
        {LANGUAGES.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
