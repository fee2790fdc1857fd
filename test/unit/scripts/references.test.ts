import { describe, expect, it } from 'vitest';
import { brokenReferences } from '../../../scripts/references/broken.ts';
import { readHeadings } from '../../../scripts/references/headings.ts';

const HOUSE = {
  'README.md': '# House\n',
  'docs/crm-api.md': '# The CRM\n\n## 3. Entities\n\n### 3.4 Leads: `/api/v4/leads`\n',
  'docs/relay.md': '# Relay\n\n## Set it up\n\n## Set it up\n',
  'main/calls/README.md': '# Calls\n',
  'main/calls/ring.ts': '',
};

/** What is found in one more file of a small house, as `line reference`. */
function brokenIn(file: string, text: string): readonly string[] {
  const texts = new Map(Object.entries({ ...HOUSE, [file]: text }));
  const paths = new Set([
    ...texts.keys(),
    'docs',
    'docs/pictures',
    'docs/pictures/pop.png',
    'main',
    'main/calls',
  ]);
  return brokenReferences({ texts, paths }).map(({ line, reference }) => `${line} ${reference}`);
}

describe('a reference that leads somewhere is left alone', () => {
  it.each([
    [
      'docs/a.md',
      'See [relay](relay.md), [how](relay.md#set-it-up-1), [here](#more), [calls](../main/calls/).\n\n## More\n',
    ],
    ['docs/a.md', '![pop](pictures/pop.png) <https://example.com/gone.md> [out](https://example.com/x#y)'],
    ['docs/a.md', '[a]: relay.md\n\n```\n[no](link.md) gone.ts\n```\n`[no](link.md?)`'],
    ['main/calls/a.ts', '/** Told by crm-api.md 3.4, and 3 besides (docs/relay.md, "Set it up"). */'],
    [
      'main/calls/a.ts',
      '/**\n * Told by crm-api.md\n * 3.4, as ring.ts and calls/ring.ts do (README.md).\n */',
    ],
    [
      'main/calls/a.ts',
      "const made = 'gone.md'; // as main/calls/ring.ts\nconst page = `https://a/gone.md`;",
    ],
    ['main/calls/a.ts', '// Add migrations/NNN.ts, and *.test.ts beside {a,b}.ts.'],
    ['main/calls/a.md', 'The files `ring.ts` and `main/calls/ring.ts`.'],
    ['.github/a.yml', '# As README.md says.\nrun: node gone.ts\n'],
  ])('%s: %j', (file, text) => {
    expect(brokenIn(file, text)).toEqual([]);
  });
});

describe('a reference that leads nowhere is named with its line', () => {
  it.each([
    ['docs/a.md', '\n[gone](gone.md#x)', ['2 gone.md#x']],
    ['docs/a.md', '[up](../relay.md)', ['1 ../relay.md']],
    ['docs/a.md', '[to](relay.md#set-it-down), [self](#nothing)', ['1 relay.md#set-it-down', '1 #nothing']],
    ['docs/a.md', '![pop](pictures/gone.png)', ['1 pictures/gone.png']],
    ['docs/a.md', '\n\n[a]: gone.png', ['3 gone.png']],
    ['docs/a.md', 'The file `calls/gone.ts`.', ['1 calls/gone.ts']],
    ['main/calls/a.ts', '// crm-api.md 3.5', ['1 crm-api.md 3.5']],
    ['main/calls/a.ts', '/** (crm-api.md 3.4, 3.7) */', ['1 crm-api.md 3.4, 3.7']],
    ['main/calls/a.ts', '/**\n * Told by crm-api.md\n * 4.1.\n */', ['2 crm-api.md\n * 4.1']],
    ['main/calls/a.ts', '// call-sources.md 1.2', ['1 call-sources.md 1.2', '1 call-sources.md']],
    ['main/calls/a.ts', '\n// docs/design.md 7', ['2 docs/design.md']],
    ['main/calls/a.ts', '// docs/relay.md, "Take it down"', ['1 docs/relay.md, "Take it down"']],
    ['main/calls/a.ts', "const a = 'it'; /* as gone.ts does */", ['1 gone.ts']],
    ['main/calls/a.ts', '/* as ../gone/ring.ts does */', ['1 ../gone/ring.ts']],
    [
      'docs/a.md',
      'The room `main/gone` and the room main/calls/, either main/calls or main/lost.',
      ['1 main/gone', '1 main/lost'],
    ],
    ['main/calls/a.ts', '// test/gone/ has it', ['1 test/gone']],
    ['.github/a.yml', 'on: push\n# As gone.md says.\n', ['2 gone.md']],
  ])('%s: %j', (file, text, broken) => {
    expect(brokenIn(file, text)).toEqual(broken);
  });
});

describe('headings', () => {
  it('have the anchors that GitHub gives them', () => {
    const { anchors, numbers, titles } = readHeadings(
      '# A `b` & _c_: d-e!\n## 1. OAuth 2.0\n### 1.10 Ключи\n## [Link](x.md) to\n```\n# no\n```\n## Ring\n## Ring\n',
    );
    expect([...anchors]).toEqual(['a-b--c-d-e', '1-oauth-20', '110-ключи', 'link-to', 'ring', 'ring-1']);
    expect([...numbers]).toEqual(['1', '1.10']);
    expect([...titles]).toContain('Link to');
  });
});
