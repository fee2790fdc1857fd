import { CALL_SOURCES } from '../../preload/constants.ts';
import type { CallSourceFacts, DIAL_WAYS, SourceName } from '../../preload/constants.ts';
import type { Translate } from '../../i18n/translate.ts';

/** A source by its name in the trade, with whom else it reaches. */
export function sourceWords(t: Translate, name: SourceName): string {
  const { label, alike }: CallSourceFacts = CALL_SOURCES[name];
  if (label === null) return t('source.hook');
  return alike === undefined ? label : `${label} (${alike})`;
}

/** A way to dial; where the agent's own phone rings first, that is said. */
export function dialWords(t: Translate, via: (typeof DIAL_WAYS)[number]): string {
  if (via === 'auto' || via === 'command' || via === 'system') return t(`dial.via.${via}`);
  const { label: name, is } = CALL_SOURCES[via];
  return is === 'switchboard' ? t('dial.ringsFirst', { name }) : name;
}
