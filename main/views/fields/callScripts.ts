import type {
  Account,
  CustomField,
  OpenScript,
  ScriptQuery,
  ScriptQuestion,
  ScriptsByAccount,
} from '../../../preload/contract.ts';
import type { ScriptFile, ScriptFolder } from '../../settings/scripts/scriptFolder.ts';
import type { AgentWrite } from '../../../preload/contract/writes.ts';
import { writtenValue } from './fieldValues.ts';
import type { FieldDefinitions } from './fieldDefinitions.ts';
import type { PopFields } from './popFields.ts';

type Query = Pick<ScriptQuery, 'file' | 'target' | 'leadId'>;

/** The team's call scripts in each account, and the fields their answers go into. */
export interface CallScripts {
  /** Those that name the account before those for all. */
  byAccount(): ScriptsByAccount;
  /** Null: there is no such script for this account. */
  open(account: string, query: Query): OpenScript | null;
  /** The write that puts an answer into its field; null where it goes into the note, or is none. */
  answer(account: string, query: Query, question: string, value: string | null): AgentWrite | null;
}

interface CallScriptsDeps {
  readonly folder: Pick<ScriptFolder, 'get'>;
  readonly accounts: () => readonly Pick<Account, 'key' | 'host'>[];
  readonly definitions: Pick<FieldDefinitions, 'of'>;
  readonly fields: Pick<PopFields, 'named' | 'change'>;
}

type Trouble = OpenScript['troubles'][string];
/** Where an answer goes. */
type Way = { readonly field: CustomField } | { readonly trouble: Trouble } | null;

export function createCallScripts({ folder, accounts, definitions, fields }: CallScriptsDeps): CallScripts {
  const at = (host: string): readonly ScriptFile[] =>
    folder
      .get()
      .filter((script) => script.accounts.length === 0 || script.accounts.includes(host))
      .toSorted((one, other) => Number(one.accounts.length === 0) - Number(other.accounts.length === 0));
  const find = (account: string, file: string): ScriptFile | null => {
    const known = accounts().find(({ key }) => key === account);
    return at(known?.host ?? '').find((script) => script.file === file) ?? null;
  };
  const questionsOf = ({ blocks }: ScriptFile): readonly ScriptQuestion[] =>
    blocks.flatMap((block) => (block.kind === 'check' || block.kind === 'choice' ? [block] : []));

  function wayOf(account: string, question: ScriptQuestion, { target, leadId }: Query): Way {
    const { place } = question;
    if (place === null) return question.isOdd ? { trouble: 'oddPlace' } : null;
    const wanted = place.field.toLowerCase();
    const known = definitions.of(account);
    // Not asked for yet, or offline since the first start: nobody knows that the CRM has no such field.
    if (known.length === 0) return null;
    const field = known.find(
      ({ of, id, name }) => of === place.of && (String(id) === wanted || name.toLowerCase() === wanted),
    );
    if (field === undefined) return { trouble: 'unknownField' };
    if (!fits(field, question)) return { trouble: 'wrongType' };
    if (target === null) return { trouble: 'nobody' };
    const [shown] = fields.named(account, { target, leadId }, [field.key]);
    if (shown?.canEdit === true) return { field };
    return { trouble: (shown?.values.length ?? 0) > 0 ? 'wrongType' : 'nobody' };
  }

  return {
    byAccount: () =>
      Object.fromEntries(
        accounts().map(({ key, host }) => [
          key,
          at(host).map(({ file, name, lines, pipelines }) => ({
            file,
            name,
            lines: [...lines],
            pipelines: [...pipelines],
          })),
        ]),
      ),
    open(account, query) {
      const script = find(account, query.file);
      if (script === null) return null;
      const open: OpenScript = { blocks: [...script.blocks], fields: {}, troubles: {} };
      for (const question of questionsOf(script)) {
        const way = wayOf(account, question, query);
        if (way === null) continue;
        if ('trouble' in way) {
          open.troubles[question.id] = way.trouble;
          continue;
        }
        const [shown] =
          query.target === null
            ? []
            : fields.named(account, { target: query.target, leadId: query.leadId }, [way.field.key]);
        open.fields[question.id] = {
          name: way.field.name,
          value: shown?.values[0] ?? null,
          pending: shown?.pending ?? null,
        };
      }
      return open;
    },
    answer(account, query, id, value) {
      const script = find(account, query.file);
      const question = script === null ? undefined : questionsOf(script).find((one) => one.id === id);
      if (question === undefined || query.target === null || !isAnswer(question, value)) return null;
      const way = wayOf(account, question, query);
      if (way === null || 'trouble' in way) return null;
      return fields.change(account, { target: query.target, leadId: query.leadId }, way.field.key, value);
    },
  };
}

/** The field can hold every answer the question has. */
function fits(field: CustomField, question: ScriptQuestion): boolean {
  if (question.kind === 'check' || field.edit === 'checkbox')
    return question.kind === 'check' && field.edit === 'checkbox';
  return question.options.every((option) => writtenValue(field, option, null) !== undefined);
}

const isAnswer = (question: ScriptQuestion, value: string | null): boolean =>
  value === null || (question.kind === 'check' ? value === '1' : question.options.includes(value));
