import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SearchHost, createSearchHost } from '../../../../main/mirror/search/searchHost.ts';
import { createFakeClock } from '../../../unit/fakeClock.ts';
import {
  type MirrorFile,
  createMirrorFile,
  lead,
  contactOrCompany,
} from '../../../unit/mirror/mirrorFile.ts';
import { until } from '../syncedSandbox.ts';

const WORKER = new URL('../../../../main/mirror/search/searchWorker.ts', import.meta.url);

let mirror: MirrorFile;
let search: SearchHost;
let crashes: unknown[];
let clock: ReturnType<typeof createFakeClock>;

beforeEach(() => {
  mirror = createMirrorFile();
  clock = createFakeClock();
  crashes = [];
  search = createSearchHost({
    file: mirror.file,
    workerUrl: WORKER,
    clock,
    onCrash: (error) => crashes.push(error),
  });
  mirror.save({
    list: 'companies',
    rows: [contactOrCompany(50, ['+74950000000'], { name: 'Ёлочные игрушки' })],
  });
  mirror.save({
    list: 'contacts',
    rows: [
      contactOrCompany(1, ['8 (916) 123-45-67'], { name: 'Алёна Ёлкина', companyId: 50 }),
      contactOrCompany(2, ['+7 926 765 43 21, 8 495 111 22 33'], { name: 'Пётр Ильич' }),
      ...Array.from({ length: 40 }, (_, index) =>
        contactOrCompany(100 + index, [], { name: `Елена ${index}` }),
      ),
    ],
  });
  mirror.save(
    { list: 'contacts', rows: [contactOrCompany(1, ['89161234567'], { name: 'Алёна Чужая' })] },
    'b',
  );
  mirror.save({
    list: 'leads',
    rows: [lead(9, { name: 'Ёлка под ключ' }), lead(10, { name: 'Заявка 916' })],
  });
});
afterEach(async () => {
  await search.close();
  mirror.close();
  if (crashes.length > 0) throw new Error('the search worker died', { cause: crashes[0] });
});

const find = async (text: string, limit = 20): Promise<readonly string[]> =>
  (await search.find('a', text, limit)).map(({ entity, id }) => `${entity} ${id}`);

describe('search', () => {
  it('finds people, companies and leads by beginnings of words, ё as е, in any order', async () => {
    expect(await find('елк')).toEqual(['contact 1', 'lead 9']);
    expect(await find('ЁЛКИНА ал')).toEqual(['contact 1']);
    expect(await find('игр ёлоч')).toEqual(['company 50']);
    expect(await find('ильич')).toEqual(['contact 2']);
    expect(await find('тр')).toEqual([]);
    expect(await find('" OR * -')).toEqual([]);
  });

  it('many people do not hide the company and the lead', async () => {
    const hits = await find('е', 8);
    expect(hits).toHaveLength(8);
    expect(hits).toContain('company 50');
    expect(hits).toContain('lead 9');
  });

  it('finds numbers in any format, whole, begun or ended, and names that are numbers', async () => {
    for (const text of ['+7 916 123 45 67', '8(916)1234567', '916 123', '45-67', '9161234567']) {
      expect(await find(text)).toContain('contact 1');
    }
    expect(await find('1112233')).toEqual(['contact 2']);
    expect(await find('916')).toEqual(['contact 1', 'lead 10']);
    const [hit] = await search.find('a', '495 111', 5);
    expect(hit).toMatchObject({ name: 'Пётр Ильич', phone: '+7 495 111 22 33' });
    expect(await search.find('a', 'алёна', 5)).toMatchObject([
      { context: 'Ёлочные игрушки', phone: '+7 916 123 45 67' },
    ]);
  });

  it('accounts never see each other', async () => {
    expect(await search.find('b', 'ал', 5)).toMatchObject([{ name: 'Алёна Чужая' }]);
    expect(await search.find('nobody', 'ал', 5)).toEqual([]);
  });

  it('a search given up answers at once with nothing', async () => {
    const aborter = new AbortController();
    const given = search.find('a', 'ал', 5, aborter.signal);
    aborter.abort();
    expect(await given).toEqual([]);
    expect(await search.find('a', 'ал', 5, aborter.signal)).toEqual([]);
  });

  it('the thread ends when nobody searches, and the next search starts another', async () => {
    expect(await find('ильич')).toHaveLength(1);
    await clock.advance(61_000);
    mirror.save({ list: 'contacts', rows: [contactOrCompany(3, [], { name: 'Новый Ильич' })] });
    expect(await find('ильич')).toHaveLength(2);
  });

  it('follows a mirror that is deleted and begun anew', async () => {
    expect(await find('ильич')).toHaveLength(1);
    search.release();
    expect(await find('ильич')).toHaveLength(1);
    await search.close();
    expect(await find('ильич')).toEqual([]);
  });

  it('a worker that cannot start answers with nothing and is told of', async () => {
    const told: unknown[] = [];
    const broken = createSearchHost({
      file: mirror.file,
      workerUrl: new URL('data:text/javascript,throw new Error("boom")'),
      clock,
      onCrash: (error) => told.push(error),
    });
    expect(await broken.find('a', 'ал', 5)).toEqual([]);
    await until(() => told.length === 1);
    await broken.close();
  });
});
