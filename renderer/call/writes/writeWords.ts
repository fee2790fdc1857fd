import type { AgentWrite } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { fieldsOf, type WriteField } from './writeFields.ts';

/**
 * What a write holds, in the agent's own words: the start of a text, a name, a time. '' when there is nothing to say.
 *
 * @param due a time in words, Unix ms
 */
export function writeWords(write: AgentWrite, due: (at: number) => string): string {
  const fields = new Map<WriteField['name'], string>(fieldsOf(write).map(({ name, value }) => [name, value]));
  const who = [fields.get('name') ?? '', ...(fields.get('phones') ?? '').split('\n')];
  const till = fields.get('till');
  return [
    clip(who.filter((part) => part !== '').join(', ')),
    clip(fields.get('text') ?? ''),
    till === undefined ? '' : due(Number(till)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
