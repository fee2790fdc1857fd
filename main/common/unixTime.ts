/** The end of the year 9999: what is later was never meant, and no calendar and no INTEGER of SQLite holds all that JSON can write. */
const LATEST_SECOND = 253_402_300_799;

/** Whether a number can be Unix seconds of the CRM's. What was written in milliseconds, before 1970 or as 1e400 is none. */
export const isUnixSecond = (value: number): boolean => value >= 0 && value <= LATEST_SECOND;
