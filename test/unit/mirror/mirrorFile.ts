import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { contactOrCompanyFields } from '../../../entities/contactOrCompany.ts';
import { emptyValues } from '../../../entities/field.ts';
import { openMirror } from '../../../main/mirror/openMirror.ts';
import { type OpenMirrorReader, createMirrorReader } from '../../../main/mirror/mirrorReader.ts';
import type { LeadRecord, PageRows, ContactOrCompanyRecord } from '../../../main/mirror/mirrorRecords.ts';
import { type MirrorWriter, createMirrorWriter } from '../../../main/mirror/mirrorWriter.ts';

/** A real mirror file with its writer and reader, in a folder of its own. */
export interface MirrorFile {
  readonly file: string;
  readonly db: Database.Database;
  readonly writer: MirrorWriter;
  readonly reader: OpenMirrorReader;
  /** Stores rows for account `a`. */
  save(page: PageRows, account?: string): void;
  close(): void;
}

export const NOW = 1_700_000_000_000;

export function createMirrorFile(): MirrorFile {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-mirror-'));
  const file = join(folder, 'mirror.db');
  const db = openMirror(file, () => {});
  const writer = createMirrorWriter(db);
  writer.addAccount({ key: 'a', region: 'RU', userId: 7 });
  writer.addAccount({ key: 'b', region: 'RU', userId: 8 });
  const reader = createMirrorReader(file);
  return {
    file,
    db,
    writer,
    reader,
    save: (page, account = 'a') => {
      // As in a later pass: the first one leaves links to the leads.
      writer.savePage(account, page, { ...writer.place(account, page.list), watermark: 0 }, NOW);
    },
    close() {
      reader.close();
      writer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const contactOrCompany = (
  id: number,
  phones: readonly string[],
  rest: Partial<ContactOrCompanyRecord> = {},
): ContactOrCompanyRecord => ({
  ...emptyValues(contactOrCompanyFields),
  id,
  name: `Party ${id}`,
  responsibleUserId: 7,
  updatedAt: 1_600_000_000 + id,
  isDeleted: false,
  phones: phones.map((value) => ({ value, kind: 'WORK' })),
  leadIds: null,
  ...rest,
});

export const lead = (id: number, rest: Partial<LeadRecord> = {}): LeadRecord => ({
  id,
  name: `Lead ${id}`,
  price: 1_000,
  responsibleUserId: 7,
  pipelineId: 1,
  statusId: 10,
  updatedAt: 1_600_000_000 + id,
  lossReasonId: null,
  createdAt: null,
  closedAt: null,
  isDeleted: false,
  tags: [],
  customFields: [],
  mainContactId: null,
  contactIds: [],
  companyIds: [],
  ...rest,
});
