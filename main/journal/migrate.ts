import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import type { JournalDatabase } from './journalDatabase.ts';
import { migration001 } from './migrations/001.ts';
import { migration002 } from './migrations/002.ts';
import { migration003 } from './migrations/003.ts';
import { migration005 } from './migrations/005.ts';
import { migration006 } from './migrations/006.ts';
import { migration010 } from './migrations/010.ts';
import { migration011 } from './migrations/011.ts';
import { migration012 } from './migrations/012.ts';
import { migration013 } from './migrations/013.ts';
import { migration014 } from './migrations/014.ts';
import { migration015 } from './migrations/015.ts';
import { migration016 } from './migrations/016.ts';
import { migration017 } from './migrations/017.ts';
import { migration018 } from './migrations/018.ts';
import { migration019 } from './migrations/019.ts';
import { migration020 } from './migrations/020.ts';
import { migration021 } from './migrations/021.ts';
import { migration022 } from './migrations/022.ts';
import { migration024 } from './migrations/024.ts';

/** Every migration in order: the one at place n takes the schema from version n to n + 1. */
const MIGRATIONS: readonly string[] = [
  migration001,
  migration002,
  migration003,
  migration005,
  migration006,
  migration010,
  migration011,
  migration012,
  migration013,
  migration014,
  migration015,
  migration016,
  migration017,
  migration018,
  migration019,
  migration020,
  migration021,
  migration022,
  migration024,
];

/** The newest version of the schema (`user_version`). */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Marks the file as Ringside's journal ("RING" in ASCII), so that no other database is taken for it. */
const APPLICATION_ID = 0x52_49_4e_47;

/** Why the schema cannot be brought to this version's. */
export type MigrateFailure =
  /** Written by a newer Ringside: refused, untouched. */
  | { readonly kind: 'newer'; readonly version: number; readonly known: number }
  /** A database, but not a journal. */
  | { readonly kind: 'foreign' };

/**
 * Brings the schema to the newest version, each migration in a transaction of its own together with
 * its version number: a crash between two leaves a whole schema of an older version, which the next
 * start goes on from.
 */
export function migrate(
  database: JournalDatabase,
  migrations: readonly string[] = MIGRATIONS,
): Result<null, MigrateFailure> {
  const version = Number(database.pragma('user_version'));
  const applicationId = Number(database.pragma('application_id'));
  if (version > 0 && applicationId !== APPLICATION_ID) return fail({ kind: 'foreign' });
  if (version > migrations.length) return fail({ kind: 'newer', version, known: migrations.length });
  if (version === 0 && hasTables(database)) return fail({ kind: 'foreign' });
  for (const [place, migration] of migrations.entries()) {
    if (place < version) continue;
    database.transaction(() => {
      database.exec(migration);
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${place + 1}`);
    });
  }
  return ok(null);
}

function hasTables(database: JournalDatabase): boolean {
  const first = database.prepare<[], { readonly name: string }>('SELECT name FROM sqlite_schema LIMIT 1');
  return first.get() !== null;
}
