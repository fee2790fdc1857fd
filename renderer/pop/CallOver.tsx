import { useLanguage } from '../i18n/language.ts';
import { Kbd } from '../ui/Kbd.tsx';
import css from './CallOver.module.css';

/** Says that a talk has ended; four of the ten softphones made ready never tell it (docs/sources/presets.md). */
export function CallOver({ onOver }: { readonly onOver: () => void }) {
  const { t } = useLanguage();
  return (
    <button type="button" className={css['over']} aria-keyshortcuts="E" onClick={onOver}>
      {t('pop.over')} <Kbd>E</Kbd>
    </button>
  );
}
