import { Globe } from 'lucide-react';
import { LANGUAGES } from '../../i18n/languages.ts';
import { spokenLanguage, useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { Icon } from '../ui/Icon.tsx';
import { SelectBox } from '../ui/Select.tsx';

/** The language, before there is any page of settings: each by its own name. */
export function LanguagePick() {
  const { t } = useLanguage();
  const [ask] = useAsk();
  return (
    <SelectBox
      look="text"
      icon={<Icon of={Globe} size={14} />}
      label={t('welcome.language')}
      value={spokenLanguage() ?? 'en'}
      options={LANGUAGES.map(({ tag, name }) => ({ value: tag, text: name }))}
      onPick={(language) => ask(window.api.settings.change({ language }))}
    />
  );
}
