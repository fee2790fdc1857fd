import { lexer, type Token } from 'marked';
import { FIELD_OWNERS, type FieldOwner } from '../../../preload/constants.ts';
import type { AnswerPlace, ScriptBlock, ScriptQuestion, ScriptSpan } from '../../../preload/contract.ts';

/** Longer questions and options are cut: they stand in the call's note. */
const LONGEST = 200;

type Asked = Pick<ScriptQuestion, 'id' | 'question' | 'place' | 'isOdd'>;

/**
 * A script's Markdown as the blocks windows draw. `- [ ]` is a checkbox, `- ( )` one option of a choice whose question is what stands above
 * it. HTML stays the letters it is made of, links and pictures are their words.
 *
 * @throws RangeError for what is nested so deeply that nobody can read it
 */
export function blocksOf(markdown: string): ScriptBlock[] {
  const blocks: ScriptBlock[] = [];
  let questions = 0;
  /** What the next choice asks, where nothing stands between. */
  let above: Omit<Asked, 'id'> | null = null;
  let heading = '';

  const asked = (said: Omit<Asked, 'id'>): Asked => {
    questions += 1;
    return { id: String(questions), ...said };
  };
  const say = (kind: 'heading' | 'text' | 'quote', spans: readonly ScriptSpan[]): void => {
    const { words, ...question } = split(spans);
    if (plain(words) === '' && question.place === null) return;
    blocks.push({ kind, words });
    above = { ...question, question: plain(words) };
    if (kind === 'heading') heading = plain(words);
  };

  function addList(items: readonly ListItem[], start: number | null, depth: number): void {
    let options: string[] = [];
    const endChoice = (): void => {
      if (options.length === 0) return;
      const question = above?.question === undefined || above.question === '' ? heading : above.question;
      blocks.push({
        kind: 'choice',
        options,
        ...asked({ ...(above ?? { place: null, isOdd: false }), question }),
      });
      options = [];
      above = null;
    };
    for (const [at, item] of items.entries()) {
      const nested = item.tokens.filter((token) => token.type === 'list');
      const spans = spansOf(item.tokens.filter(({ type }) => type !== 'list'));
      const option = /^\((?:\s|[xX])?\)\s+(.+)$/su.exec(plain(spans))?.[1];
      if (option !== undefined) {
        if (!options.includes(clip(option))) options.push(clip(option));
      } else {
        endChoice();
        const { words, ...question } = split(spans);
        if (item.task) {
          blocks.push({ kind: 'check', words, ...asked({ ...question, question: plain(words) }) });
          above = null;
        } else {
          blocks.push({ kind: 'item', words, depth, mark: start === null ? '•' : `${start + at}.` });
          above = { ...question, question: plain(words) };
        }
      }
      if (nested.length > 0) endChoice();
      for (const token of nested) if (isList(token)) addList(token.items, startOf(token), depth + 1);
    }
    endChoice();
  }

  const add = (token: Token): void => {
    if (isList(token)) return addList(token.items, startOf(token), 0);
    switch (token.type) {
      case 'space':
      case 'def':
        return undefined;
      case 'hr':
        blocks.push({ kind: 'rule' });
        return undefined;
      case 'heading':
        return say('heading', spansOf(inner(token)));
      case 'blockquote':
        for (const part of inner(token)) {
          if (part.type === 'paragraph') say('quote', spansOf(inner(part)));
          else add(part);
        }
        return undefined;
      case 'paragraph':
      case 'text':
        return say('text', spansOf([token]));
      default:
        // A table, code, HTML: as they are written.
        return say('text', [{ text: token.raw.trim(), look: 'code' }]);
    }
  };
  for (const token of lexer(markdown, { gfm: true })) add(token);
  return blocks;
}

interface ListItem {
  readonly task: boolean;
  readonly tokens: Token[];
}
type List = Token & {
  readonly items: readonly ListItem[];
  readonly ordered: boolean;
  readonly start: unknown;
};

const isList = (token: Token): token is List => token.type === 'list';
const startOf = ({ ordered, start }: List): number | null => (ordered ? Number(start) || 0 : null);
const inner = (token: Token): readonly Token[] => ('tokens' in token ? (token.tokens ?? []) : []);

/** Words with how they are set, without anything that could be a link, a picture or HTML. */
function spansOf(tokens: readonly Token[], look?: ScriptSpan['look']): ScriptSpan[] {
  return tokens.flatMap((token): ScriptSpan[] => {
    switch (token.type) {
      case 'strong':
        return spansOf(inner(token), 'strong');
      case 'em':
        return spansOf(inner(token), look ?? 'em');
      case 'codespan':
        return [{ text: String(token['text']), look: 'code' }];
      case 'br':
        return [{ text: '\n' }];
      case 'checkbox':
        return [];
      case 'html':
        return [spanOf(token.raw, look)];
      default: {
        const parts = inner(token);
        if (parts.length > 0) return spansOf(parts, look);
        return [spanOf(decoded('text' in token ? String(token.text) : token.raw), look)];
      }
    }
  });
}

const spanOf = (text: string, look?: ScriptSpan['look']): ScriptSpan =>
  look === undefined ? { text } : { text, look };

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00A0',
  '#39': "'",
};
const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp|#39);/gu, (whole, name: string) => ENTITIES[name] ?? whole);

const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
const plain = (spans: readonly ScriptSpan[]): string =>
  clip(
    spans
      .map(({ text }) => text)
      .join('')
      .replace(/\s+/gu, ' ')
      .trim(),
  );

/** The words without the braces at their end, and where they say that the answer goes. */
function split(spans: readonly ScriptSpan[]): {
  readonly words: ScriptSpan[];
  readonly place: AnswerPlace;
  readonly isOdd: boolean;
} {
  const last = spans.at(-1);
  const [braces, within = ''] = /\s*\{([^{}]*)\}\s*$/u.exec(last?.text ?? '') ?? [];
  if (last === undefined || braces === undefined || last.look === 'code')
    return { words: [...spans], place: null, isOdd: false };
  const words = [...spans.slice(0, -1), { ...last, text: last.text.slice(0, -braces.length) }];
  if (within.trim() === 'note') return { words, place: null, isOdd: false };
  const [, of = '', field = ''] = /^\s*([a-z]+)\s*:\s*(.*?)\s*$/su.exec(within) ?? [];
  const owner = FIELD_OWNERS.find((one): one is FieldOwner => one === of);
  // `Good day, {name}` is for the eye, and no place.
  if (owner === undefined || field === '') return { words: [...spans], place: null, isOdd: true };
  return { words, place: { of: owner, field: field.slice(0, LONGEST) }, isOdd: false };
}
