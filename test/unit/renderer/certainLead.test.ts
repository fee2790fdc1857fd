import { describe, expect, it } from 'vitest';
import { certainLead } from '../../../renderer/account/calls/certainLead.ts';

const open = (id: number) => ({ id, outcome: 'open' as const });
const won = (id: number) => ({ id, outcome: 'won' as const });
const toLog = { chosen: null, log: { state: 'unlogged' as const } };
const logged = { chosen: null, log: { state: 'logged' as const, at: 1 } };
const chosen = { entity: 'contact' as const, entityId: 7, leadId: 2, name: 'Ada' };

describe('the deal that is marked as the call’s', () => {
  it('is the one the agent chose, and none when they chose none', () => {
    expect(certainLead({ ...logged, chosen }, [open(1), open(2)])).toBe(2);
    expect(certainLead({ ...toLog, chosen: { ...chosen, leadId: null } }, [open(1)])).toBeNull();
  });

  it('is the only open one of a call that is not in the CRM yet', () => {
    expect(certainLead(toLog, [won(1), open(2)])).toBe(2);
    expect(certainLead(toLog, [open(1), open(2)])).toBeNull();
    expect(certainLead(toLog, [won(1)])).toBeNull();
  });

  it('is nobody’s guess of a call in the CRM when another may have been open then', () => {
    expect(certainLead(logged, [won(1), open(2)])).toBeNull();
    expect(certainLead(logged, [won(1)])).toBe(1);
  });
});
