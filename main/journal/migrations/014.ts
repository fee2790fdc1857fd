/**
 * The contact that a call's number lacks is a `newContact` like any other, with its call. Run again over what is brought
 * back from an older journal.
 */
export const migration014 = `
UPDATE outbox SET kind = 'newContact', write = json_object(
  'kind', 'newContact',
  'name', write ->> '$.name',
  'phones', json_array(write ->> '$.phone'),
  'evenIfDuplicates', json(write -> '$.evenIfDuplicates'),
  'callId', write ->> '$.callId')
WHERE kind = 'createContact' AND json_valid(write);
`;
