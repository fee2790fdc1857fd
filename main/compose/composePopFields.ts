import type { WriteView } from '../../preload/contract.ts';
import type { AccountSettings } from '../settings/accountSettings.ts';
import type { Clock } from '../common/clock.ts';
import type { ScriptFolder } from '../settings/scripts/scriptFolder.ts';
import { createCallScripts, type CallScripts } from '../views/fields/callScripts.ts';
import { createFieldDefinitions, type FieldDefinitions } from '../views/fields/fieldDefinitions.ts';
import { createPopFields, type PopFields } from '../views/fields/popFields.ts';
import type { CrmConnections } from './composeCrm.ts';
import type { Startup } from './startup.ts';

/** The fields an agent wants to see of whoever calls. */
export interface ComposedPopFields {
  readonly definitions: FieldDefinitions;
  readonly fields: PopFields;
  /** What is said in a call, and the fields its answers go into. */
  readonly scripts: CallScripts;
}

interface PopFieldsDeps {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly clock: Clock;
  readonly scriptFolder: ScriptFolder;
  readonly accountSettings: Pick<AccountSettings, 'get'>;
  readonly writesOf: (account: string) => readonly WriteView[];
}

export function composePopFields({
  opening,
  crm,
  clock,
  scriptFolder,
  accountSettings,
  writesOf,
}: PopFieldsDeps): ComposedPopFields {
  const { journal, list, registry, events } = opening;
  const definitions = createFieldDefinitions({
    memory: journal.memory,
    clientOf: (account) => crm.sessions.clientOf(account),
    clock,
    changed: (account) => void events.emit('fieldsChanged', account),
  });
  const fields = createPopFields({
    mirror: crm.mirror,
    definitions,
    wanted: (account) => accountSettings.get(account).popFields,
    writesOf,
    timezoneOf: (account) => list.get(account)?.timezone ?? null,
  });
  const changed = (account: string): void => {
    fields.forget(account);
    registry.tell('popFields', { account }, { kinds: ['pop'] });
    registry.tell('popFields', { account }, { kinds: ['account'], account });
  };
  events.on('fieldsChanged', changed);
  // Other fields were chosen, perhaps.
  events.on('settingsChanged', () => {
    for (const { key } of list.list()) changed(key);
  });
  const scripts = createCallScripts({
    folder: scriptFolder,
    accounts: () => list.list(),
    definitions,
    fields,
  });
  const tellScripts = (): void => {
    const all = scripts.byAccount();
    registry.tell('scripts', all, { kinds: ['pop'] });
    for (const [account, own] of Object.entries(all))
      registry.tell('scripts', { [account]: own }, { kinds: ['account'], account });
  };
  scriptFolder.onChange(tellScripts);
  list.onChange(tellScripts);
  return { definitions, fields, scripts };
}
