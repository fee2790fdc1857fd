import { z } from 'zod';

/** Where a page ended, as text that windows hand back unread. */
export interface Cursors<T> {
  write(place: T): string;
  /** Null for none, and for one that is not ours: the list then begins anew. */
  read(cursor: string | null): T | null;
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

/** Cursors that hold a place of this shape. */
export function cursors<S extends z.ZodType>(place: S): Cursors<z.output<S>> {
  const schema = json.pipe(place);
  return {
    write: (value) => Buffer.from(JSON.stringify(value)).toString('base64url'),
    read(cursor) {
      if (cursor === null) return null;
      const read = schema.safeParse(Buffer.from(cursor, 'base64url').toString());
      return read.success ? read.data : null;
    },
  };
}
