import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { createLeadService } from '../../../main/views/lead/leadService.ts';
import { createContactService } from '../../../main/views/contact/contactService.ts';
import { recordsOf } from '../../../main/mirror/fetchedRecords.ts';
import type { FetchedRecords } from '../../../main/mirror/mirror.ts';
import type { WriteView } from '../../../preload/contract.ts';
import { openWireClient, page } from '../crm/wireClient.ts';
import { createFakeClock } from '../fakeClock.ts';
import { createMirrorFile, lead, NOW, contactOrCompany, type MirrorFile } from '../mirror/mirrorFile.ts';
import { writeView } from './writeView.ts';

const STRANGE = { pipelineId: 99, statusId: 98, name: 'Strange', price: 800, contactIds: [1] };
const OPEN = {
  pipelineId: null,
  statusId: null,
  responsible: null,
  open: true,
  text: '',
  cursor: null,
  limit: 50,
} as const;

let mirror: MirrorFile;
let writes: WriteView[];
let client: CrmClient | null;
beforeEach(() => {
  writes = [];
  client = null;
  mirror = createMirrorFile();
  const statuses = [{ id: 10, name: 'New', color: null, sort: 1, isIncoming: false }];
  mirror.save({ list: 'pipelines', rows: [{ id: 1, name: 'Sales', sort: 1, statuses }] });
  mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [])] });
  mirror.save({ list: 'leads', rows: [lead(4, STRANGE), lead(5)] });
});
afterEach(() => mirror.close());

function services() {
  const shared = {
    mirror: mirror.reader,
    clientOf: () => client,
    remember: (account: string, fetched: FetchedRecords) => {
      mirror.writer.remember(account, recordsOf(fetched), fetched.gone ?? [], NOW);
    },
  };
  const deals = createLeadService({
    ...shared,
    agentWrites: { list: () => ({ version: 0, writes }), madeAs: () => null },
    accountOf: () => ({ userId: 7, timezone: null, clockAhead: 0 }),
    clock: createFakeClock(),
    changed: () => undefined,
  });
  const { writesOf, settingOf } = deals;
  return {
    deals,
    contactsOrCompanies: createContactService({
      ...shared,
      writesOf,
      settingOf,
      madeAs: () => null,
      changed: () => undefined,
    }),
  };
}

describe('a lead in a pipeline we do not know', () => {
  const unnamed = { id: 4, name: 'Strange', price: 800, pipeline: null, stage: null, outcome: 'open' };

  it('is in the list beside the others, on its card and on its contact’s', async () => {
    const { deals, contactsOrCompanies } = services();
    const { rows } = await deals.leads.page('a', OPEN);
    expect(rows.toSorted((one, other) => one.id - other.id)).toMatchObject([
      unnamed,
      { id: 5, stage: 'New' },
    ]);
    expect(deals.cards.card('a', 4, false)).toMatchObject({ lead: unnamed, contacts: [{ id: 1 }] });
    expect(contactsOrCompanies.card('a', { entity: 'contact', id: 1 }, false).leads).toMatchObject([unnamed]);
  });

  it('can be moved into one we know, and to one we do not', () => {
    const stage = { pipelineId: 1, statusId: 10 };
    writes = [
      writeView({ kind: 'patchLead', leadId: 4, stage }),
      writeView({ kind: 'patchLead', leadId: 5, stage: { pipelineId: 99, statusId: 98 } }),
    ];
    const { deals } = services();
    expect(deals.cards.card('a', 4, false).lead).toMatchObject({ pipeline: 'Sales', stage: 'New' });
    expect(deals.cards.card('a', 5, false).lead).toMatchObject({ pipeline: null, stage: null });
  });

  it('comes from the CRM’s own list as well, and is kept', async () => {
    const told = { id: 6, name: 'Strange too', pipeline_id: 99, status_id: 98, updated_at: 1_700_000_000 };
    ({ client } = await openWireClient(page('leads', [told])));
    const { deals } = services();
    const { rows, failure } = await deals.leads.page('a', { ...OPEN, open: null });
    const shown = { id: 6, name: 'Strange too', pipeline: null, stage: null };
    expect([failure, rows]).toMatchObject([null, [shown]]);
    expect(deals.cards.card('a', 6, false).lead).toMatchObject(shown);
  });
});
