import Database from 'better-sqlite3';

/** Another program that holds the journal's write lock, as a backup does. */
export interface OtherProgram {
  letGo(): void;
}

/** Holds the file until it is told to let go. */
export function hold(file: string): OtherProgram {
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  return {
    letGo() {
      if (other.open) other.exec('ROLLBACK');
      other.close();
    },
  };
}
