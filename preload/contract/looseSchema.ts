import * as z from 'zod/mini';

/**
 * The same shape without bounds, and with room for keys of a newer version, which are left out: what was let in once is read
 * again whatever the bounds are by now.
 */
export const loose = <Schema extends z.core.$ZodType>(schema: Schema): Schema => loosened(schema) as Schema;

function loosened(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return z.object(
        Object.fromEntries(Object.entries(def.shape).map(([key, value]) => [key, loosened(value)])),
      );
    case 'union':
      return 'discriminator' in def
        ? z.discriminatedUnion(String(def.discriminator), def.options.map(loosened) as never)
        : z.union(def.options.map(loosened));
    case 'array':
      return z.array(loosened(def.element));
    case 'nullable':
      return z.nullable(loosened(def.innerType));
    case 'optional':
      return z.exactOptional(loosened(def.innerType));
    case 'string':
      return z.string();
    case 'number':
      return 'format' in def ? z.int() : z.number();
    default:
      return schema;
  }
}
