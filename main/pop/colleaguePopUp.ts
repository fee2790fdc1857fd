import type { CrmPopups } from '../crm/resources/popUpResource.ts';
import type { LiveCall } from '../calls/tracking/trackedCall.ts';

interface ColleaguesPopDeps {
  readonly settings: {
    get(account: string): {
      readonly colleagues: { readonly on: boolean; readonly users: readonly number[] };
    };
  };
  readonly clientOf: (account: string) => { readonly popups: CrmPopups } | null;
  readonly log: (message: string) => void;
}

/**
 * Shows a ringing call in the CRM's web pages of colleagues the agent chose (crm-api.md 4.2). A courtesy, not a
 * promise: sent once, never again, and what goes wrong is a line in the log without number or name.
 */
export function createColleaguesPop({ settings, clientOf, log }: ColleaguesPopDeps) {
  return (account: string, { direction, state, number }: LiveCall): void => {
    const { on, users } = settings.get(account).colleagues;
    // No users would mean everybody (crm-api.md 4.2): that is never sent.
    if (!on || users.length === 0) return;
    if (direction !== 'inbound' || state !== 'ringing' || number.kind !== 'external') return;
    const client = clientOf(account);
    if (client === null) return;
    void client.popups.show(number.e164 ?? number.raw, users).then(
      (shown) => {
        if (!shown.ok) log(`a call was not shown to colleagues: ${shown.error.kind}`);
      },
      () => {
        log('a call was not shown to colleagues: a mistake of ours');
      },
    );
  };
}
