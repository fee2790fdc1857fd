/** Which pipeline the new deals of a line's callers go to. */
export const migration024 = `
ALTER TABLE lines ADD COLUMN pipeline INTEGER;
`;
