/** Where the recording of a call is, as its source told; it goes into the CRM's call with it. */
export const migration021 = `
ALTER TABLE calls ADD COLUMN recording TEXT;
`;
