/** The outcome of the team's own that a call was given: JSON `{id, label, colour, without}` as it was called then. */
export const migration018 = `
ALTER TABLE calls ADD COLUMN outcome TEXT;
`;
