import { blocksOf } from '../../main/settings/scripts/scriptBlocks.ts';
import type { CallScript, OpenScript } from '../../preload/contract.ts';
import { longName } from './people.ts';

/** A team's call script: words, questions of every kind, a field nobody has. */
export const callScript: CallScript = { file: 'first.md', name: 'First call', lines: [], pipelines: [] };

export const openScript: OpenScript = {
  blocks: blocksOf(`Good afternoon, this is **Northwind**. Is it a good moment?

- [ ] Said that the call is recorded
- [ ] Gets the newsletter {contact: newsletter}

Where did they hear of us? {deal: Source}

- ( ) A friend
- ( ) The web
- ( ) ${longName}

> “Let me send you the price list while we talk.”

1. Ask for the number of people
   - and by when

How large is the team? {deal: Nobody has it}

- ( ) 1–5
- ( ) More
`),
  fields: {
    2: { name: 'Gets the newsletter', value: '1', pending: 'waiting' },
    3: { name: 'Source', value: 'The web', pending: null },
  },
  troubles: { 4: 'unknownField' },
};
