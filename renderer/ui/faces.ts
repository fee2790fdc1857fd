/** How many hues there are for faces (tokens.css). */
const HUES = 8;

/** The hue of a person, 0 to 7: from the id alone, so that it is the same in every list and window and never changes. */
export function hueOf(id: number): number {
  // Ids of one account follow each other: spread by Knuth's multiplicative hash, else neighbours in a list look alike in turn.
  return (Math.imul(id, 2_654_435_761) >>> 16) % HUES;
}

/** Whose face a contact's or company's is. */
export function faceOf({
  entity,
  id,
  name,
}: {
  readonly entity: 'contact' | 'company';
  readonly id: number;
  readonly name: string;
}): { readonly kind: 'person'; readonly id: number; readonly name: string } | { readonly kind: 'company' } {
  return entity === 'company' ? { kind: 'company' } : { kind: 'person', id, name };
}

/** What stands before a company's own name. */
const FORM = /^(?:ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОО)\s+/iu;

/**
 * Two letters at most for a face: those of the first and second word, else the first of the only word; '' when there is no letter.
 * Whole characters, with what is written onto them.
 */
export function initialsOf(name: string): string {
  const words = name.trim().replace(FORM, '').split(/\s+/u);
  const letters = words.flatMap((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? []);
  return letters.slice(0, 2).join('').toLocaleUpperCase();
}
