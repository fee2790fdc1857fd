import { describe, expect, it } from 'vitest';
import { roomsPicture, withPicture } from '../../../scripts/references/roomsPicture.ts';

const LAYERS = [
  {
    title: 'Data',
    rooms: [
      ['common', ''],
      ['journal', ''],
      ['crm', ''],
    ],
  },
  {
    title: 'Shown',
    rooms: [
      ['views', ''],
      ['updates', ''],
    ],
  },
] as const;
const rule = (from: string, to: string) => ({ from: { path: from }, to: { path: to } });

describe('the picture of the rooms', () => {
  it('has the layers from above, the highest room first', () => {
    const picture = roomsPicture(LAYERS, []);
    expect(picture).toContain('updates["updates"] --> views["views"]');
    expect(picture).toContain('crm["crm"] --> journal["journal"] --> common["common"]');
    expect(picture.indexOf('Shown')).toBeLessThan(picture.indexOf('Data'));
  });

  it('names what a rule refuses beside the order, or the few rooms that are left', () => {
    const picture = roomsPicture(LAYERS, [
      rule('^main/(views)/', '^main/(crm)/'),
      rule('^main/(updates)/', '^main/(?!updates/|common/)'),
      // A rule of one file is no rule of its room.
      rule('^main/(?!journal/)', '^main/common/clock'),
      { from: {}, to: {} },
    ]);
    expect(picture).toContain('views["views<br/>not crm"]');
    expect(picture).toContain('updates["updates<br/>only common"]');
    expect(picture).toContain('journal["journal"]');
  });

  it('is put in the place of a stale one, and nothing else of the document changes', () => {
    const stale = roomsPicture(LAYERS, []);
    const fresh = roomsPicture(LAYERS, [rule('^main/(views)/', '^main/(crm)/')]);
    const document = (picture: string) => `# A\n\n\`\`\`mermaid\n${picture}\`\`\`\n\n\`\`\`\nb\n\`\`\`\n`;
    expect(withPicture(document(stale), fresh)).toBe(document(fresh));
    expect(withPicture('# A\n\n```mermaid\nflowchart TB\n```\n', fresh)).toBeNull();
  });
});
