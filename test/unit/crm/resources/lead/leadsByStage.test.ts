import { describe, expect, it } from 'vitest';
import { everyItem, nothing, openClientOf, page, valueOf } from '../../wireClient.ts';

const WON = { pipeline_id: 1, status_id: 142 };
const LOST = { pipeline_id: 1, status_id: 143 };
const lead = (id: number, status_id: number) => ({ id, name: 'x', pipeline_id: 1, status_id });
const stages = [WON, LOST];
const KOMMO = { oneStageAtOnce: true };
const asksFor = (path: string): string => /status_id\]=(\d+)/u.exec(path)?.[1] ?? path;

describe('leads of several stages where the service filters by one', () => {
  it('are asked for stage by stage, and walked as one list', async () => {
    const { client, asked } = await openClientOf(
      KOMMO,
      page('leads', [lead(1, 142)], '/api/v4/leads?page=2'),
      page('leads', [lead(2, 142)]),
      page('leads', [lead(3, 143)]),
    );
    const found = await everyItem(client.leads.pages({ stages }));
    expect(found.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(asked.map(({ path }) => asksFor(path))).toEqual(['142', '/api/v4/leads?page=2', '143']);
  });

  it('go on from any page of theirs', async () => {
    const { client, asked } = await openClientOf(
      KOMMO,
      page('leads', [lead(1, 142)], '/api/v4/leads?page=2'),
      page('leads', [lead(2, 142)]),
      page('leads', [lead(3, 143)]),
    );
    const ids: number[] = [];
    let from: string | null = '';
    while (from !== null) {
      for await (const one of client.leads.pages({ stages, ...(from === '' ? {} : { from }) })) {
        const { items, next }: { items: readonly { id: number }[]; next: string | null } = valueOf(one);
        ids.push(...items.map(({ id }) => id));
        from = next;
        break;
      }
    }
    expect(ids).toEqual([1, 2, 3]);
    expect(asked).toHaveLength(3);
  });

  it('of which the first is empty are those of the second', async () => {
    const { client } = await openClientOf(KOMMO, nothing, page('leads', [lead(3, 143)]));
    expect((await everyItem(client.leads.pages({ stages }))).map(({ id }) => id)).toEqual([3]);
  });
});
