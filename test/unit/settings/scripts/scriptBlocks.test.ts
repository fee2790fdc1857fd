import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../../main/settings/scripts/scriptBlocks.ts';
import { readHead } from '../../../../main/settings/scripts/scriptHead.ts';
import type { ScriptBlock } from '../../../../preload/contract.ts';
import { fc } from '../../../property.ts';

const said = (block: ScriptBlock): string =>
  'words' in block ? block.words.map(({ text }) => text).join('') : '';
const questions = (markdown: string) =>
  blocksOf(markdown).filter((block) => block.kind === 'check' || block.kind === 'choice');

describe('the blocks of a script', () => {
  it('are its words with how they are set', () => {
    const blocks = blocksOf(
      '# Hello\n\nSay **it** *so*, `code` & &amp;\n\n> Quote\n\n---\n\n1. One\n   - two\n',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'text', 'quote', 'rule', 'item', 'item']);
    expect(blocks[1]).toEqual({
      kind: 'text',
      words: [
        { text: 'Say ' },
        { text: 'it', look: 'strong' },
        { text: ' ' },
        { text: 'so', look: 'em' },
        { text: ', ' },
        { text: 'code', look: 'code' },
        { text: ' & &' },
      ],
    });
    expect(blocks.slice(4)).toMatchObject([
      { mark: '1.', depth: 0 },
      { mark: '•', depth: 1 },
    ]);
  });

  it('a task is a checkbox, brackets are the options of a choice about what stands above', () => {
    expect(
      questions(
        'Where from? {deal: Source}\n\n- ( ) Web\n- ( ) **A friend**\n\n- [ ] Told *it* {contact:771911}\n- [x] Asked {note}\n',
      ),
    ).toMatchObject([
      {
        kind: 'choice',
        id: '1',
        question: 'Where from?',
        options: ['Web', 'A friend'],
        place: { of: 'deal', field: 'Source' },
      },
      { kind: 'check', id: '2', question: 'Told it', place: { of: 'contact', field: '771911' } },
      { kind: 'check', id: '3', question: 'Asked', place: null, isOdd: false },
    ]);
  });

  it('a choice with nothing above it asks what the heading says', () => {
    expect(questions('# Team\n\n---\n\n- [ ] A\n- ( ) Small\n- ( ) Large\n')).toMatchObject([
      { kind: 'check' },
      { kind: 'choice', question: 'Team', options: ['Small', 'Large'] },
    ]);
  });

  it('braces that name no place stay words, and a question with them says so', () => {
    const [greeting, check] = blocksOf('Good day, {name}\n\n- [ ] Told {dael: Source}\n');
    expect(greeting === undefined ? '' : said(greeting)).toBe('Good day, {name}');
    expect(check).toMatchObject({ kind: 'check', isOdd: true, place: null });
  });

  it('HTML stays letters; links and pictures are their words', () => {
    const blocks = blocksOf(
      '<script>alert(1)</script>\n\n<b onclick="x">bold</b> [the list](https://evil.example) ![logo](x.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    );
    expect(blocks.map(said)).toEqual([
      '<script>alert(1)</script>',
      '<b onclick="x">bold</b> the list logo',
      '| a | b |\n|---|---|\n| 1 | 2 |',
    ]);
    expect(JSON.stringify(blocks)).not.toContain('evil.example');
  });

  it('whatever is written, every word of it is a plain text and every question has its own name', () => {
    const line = fc.constantFrom(
      '- [ ] a',
      '- ( ) b',
      '  - ( ) c',
      '# d',
      '> e',
      '{deal: x}',
      '',
      '1. f',
      '```',
      '|g|',
      '<p>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        const blocks = blocksOf(lines.join('\n'));
        const ids = blocks.flatMap((block) => ('id' in block ? [block.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
        expect(
          blocks.filter(
            (block) => block.kind === 'choice' && new Set(block.options).size !== block.options.length,
          ),
        ).toEqual([]);
        expect(blocks.map((block) => typeof said(block))).toEqual(blocks.map(() => 'string'));
      }),
    );
  });
});

describe('the head of a script', () => {
  it('says where the script is offered', () => {
    const head = readHead(
      '\uFEFF---\r\nname: First call\r\n# for sales\r\naccounts: Romashka.amocrm.ru\r\nlines: sales, +7 495\r\npipelines: 7, 9\r\n---\r\n# Hi\r\n',
    );
    expect(head).toEqual({
      ok: true,
      value: {
        name: 'First call',
        accounts: ['romashka.amocrm.ru'],
        lines: ['sales', '+7 495'],
        pipelines: [7, 9],
        markdown: '# Hi\n',
      },
    });
  });

  it('is not needed', () => {
    expect(readHead('# Hi\n')).toMatchObject({
      ok: true,
      value: { name: '', lines: [], markdown: '# Hi\n' },
    });
  });

  it.each([
    ['a word nobody knows', '---\nlnes: sales\n---\n', '2: lnes: sales'],
    ['a pipeline that is no id', '---\nname: a\npipelines: seven\n---\n', '3: pipelines: seven'],
    ['a key twice', '---\nlines: a\nlines: b\n---\n', '3: lines: b'],
    ['a line that is none', '---\nsales\n---\n', '2: sales'],
    ['a name of Object.prototype', '---\nconstructor: x\n---\n', '2: constructor: x'],
    ['no end', '---\nlines: sales\n', '1: ---'],
  ])('with %s is wrong, and its line is said', (_what, text, error) => {
    expect(readHead(text)).toEqual({ ok: false, error });
  });
});
