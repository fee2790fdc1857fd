/** The task a call was dialled from: the CRM's id, or minus the number of the row that makes it. */
export const migration019 = `
ALTER TABLE calls ADD COLUMN task_id INTEGER;
`;
