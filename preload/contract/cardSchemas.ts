import { z } from 'zod';
import { mapFields, type CardFields } from '../../entities/field.ts';

const SCHEMAS = { text: z.string(), texts: z.array(z.string()).readonly() };

/** What a card says of an entity's fields. */
export const cardSchemas = <C extends CardFields>(fields: C) =>
  mapFields(fields, ({ type }) => SCHEMAS[type]) as { [Name in keyof C]: (typeof SCHEMAS)[C[Name]['type']] };
