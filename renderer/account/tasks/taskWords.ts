import type { TaskRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** What a task is about, by name, or by its number where the copy does not know the name. */
export function aboutWords(t: Translate, { about }: Pick<TaskRow, 'about'>): string {
  if (about === null) return t('tasks.aboutNothing');
  const name = clip(about.name ?? '', 100);
  if (name !== '') return name;
  if (about.entity === 'lead') return t('tasks.someDeal', { id: about.id });
  return t(about.entity === 'contact' ? 'tasks.someContact' : 'tasks.someCompany', { id: about.id });
}

/** The kind of a task; one this copy does not know is just a task. */
export function typeWords(t: Translate, { type }: Pick<TaskRow, 'type'>): string {
  return clip(type ?? '', 60) || t('tasks.unknownType');
}
