import { describe, expect, it } from 'vitest';
import type { CallEventKind } from '../../../../main/calls/tracking/callEvent.ts';
import { cellsOf } from './tableCells.ts';

/**
 * What happens in each cell of the table, ten seconds after the call was last heard of. A row a state; in it, for an id that is
 * known ; new ; another one's ; not there, what is told of the same way | the other way | no way. `-`: nothing new. `new`: a call
 * of its own. `missed`: one of which only the end is heard. A call in the row `queued` is silent for ten seconds and missed by then.
 */
const CELLS: Readonly<Record<CallEventKind, readonly string[]>> = {
  ringing: [
    'ringing: - | - | - ; updated | new | updated ; new | new | new ; - | new | -',
    'dialing: - | - | - ; updated | new | new ; new | new | new ; - | new | new',
    'talking: - | - | - ; new | new | new ; new | new | new ; new | new | new',
    'queued: ended+rangAgain | ended+new | ended+rangAgain ; ended+rangAgain | ended+new | ended+rangAgain ; ended+rangAgain | ended+new | ended+rangAgain ; ended+rangAgain | ended+new | ended+rangAgain',
    'over: new | new | new ; new | new | new ; new | new | new ; new | new | new',
    'closed: reopened | reopened | reopened ; new | new | new ; new | new | new ; new | new | new',
  ],
  dialing: [
    'ringing: - | - | - ; updated | new | new ; new | new | new ; - | new | new',
    'dialing: - | - | - ; updated | new | updated ; new | new | new ; ended+new | new | ended+new',
    'talking: - | - | - ; new | new | new ; new | new | new ; new | new | new',
    'queued: ended+rangAgain | ended+new | ended+new ; ended+rangAgain | ended+new | ended+new ; ended+rangAgain | ended+new | ended+new ; ended+rangAgain | ended+new | ended+new',
    'over: new | new | new ; new | new | new ; new | new | new ; new | new | new',
    'closed: reopened | reopened | reopened ; new | new | new ; new | new | new ; new | new | new',
  ],
  answered: [
    'ringing: answered | answered | answered ; answered | new | answered ; new | new | new ; answered | new | answered',
    'dialing: answered | answered | answered ; answered | new | answered ; new | new | new ; answered | new | answered',
    'talking: - | - | - ; updated | new | updated ; new | new | new ; - | new | -',
    'queued: ended+reopened+answered | ended+reopened+answered | ended+reopened+answered ; ended+reopened+answered | ended+new | ended+reopened+answered ; ended+new | ended+new | ended+new ; ended+reopened+answered | ended+new | ended+reopened+answered',
    'over: - | - | - ; new | new | new ; new | new | new ; new | new | new',
    'closed: reopened+answered | reopened+answered | reopened+answered ; reopened+answered | new | reopened+answered ; new | new | new ; reopened+answered | new | reopened+answered',
  ],
  held: [
    'ringing: updated | updated | updated ; updated | - | updated ; - | - | - ; updated | - | updated',
    'dialing: updated | updated | updated ; updated | - | updated ; - | - | - ; updated | - | updated',
    'talking: updated | updated | updated ; updated | - | updated ; - | - | - ; updated | - | updated',
    'queued: ended | ended | ended ; ended | ended | ended ; ended | ended | ended ; ended | ended | ended',
    'over: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'closed: reopened+updated | reopened+updated | reopened+updated ; - | - | - ; - | - | - ; - | - | -',
  ],
  resumed: [
    'ringing: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'dialing: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'talking: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'queued: ended | ended | ended ; ended | ended | ended ; ended | ended | ended ; ended | ended | ended',
    'over: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'closed: reopened | reopened | reopened ; - | - | - ; - | - | - ; - | - | -',
  ],
  renumbered: [
    'ringing: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'dialing: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'talking: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'queued: ended | ended | ended ; ended | ended | ended ; ended | ended | ended ; ended | ended | ended',
    'over: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'closed: reopened | reopened | reopened ; - | - | - ; - | - | - ; - | - | -',
  ],
  queued: [
    'ringing: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'dialing: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'talking: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'queued: ended | ended | ended ; ended | ended | ended ; ended | ended | ended ; ended | ended | ended',
    'over: - | - | - ; - | - | - ; - | - | - ; - | - | -',
    'closed: - | - | - ; - | - | - ; - | - | - ; - | - | -',
  ],
  ended: [
    'ringing: ended | ended | ended ; ended | missed | ended ; missed | missed | missed ; ended | missed | ended',
    'dialing: ended | ended | ended ; ended | missed | ended ; missed | missed | missed ; ended | missed | ended',
    'talking: ended | ended | ended ; ended | missed | ended ; missed | missed | missed ; ended | missed | ended',
    'queued: ended | ended | ended ; ended | ended+missed | ended ; ended+missed | ended+missed | ended+missed ; ended | ended+missed | ended',
    'over: - | - | - ; - | missed | - ; missed | missed | missed ; - | missed | -',
    'closed: corrected | corrected | corrected ; corrected | missed | corrected ; missed | missed | missed ; corrected | missed | corrected',
  ],
  missed: [
    'ringing: ended | ended | ended ; ended | missed | ended ; missed | missed | missed ; ended | missed | ended',
    'dialing: ended | ended | ended ; ended | missed | ended ; missed | missed | missed ; ended | missed | ended',
    'talking: ended | ended | ended ; missed | missed | missed ; missed | missed | missed ; missed | missed | missed',
    'queued: ended | ended | ended ; ended | ended+missed | ended ; ended+missed | ended+missed | ended+missed ; ended | ended+missed | ended',
    'over: - | - | - ; - | missed | - ; missed | missed | missed ; - | missed | -',
    'closed: corrected | corrected | corrected ; corrected | missed | corrected ; missed | missed | missed ; corrected | missed | corrected',
  ],
};

describe.each(Object.entries(CELLS))('%s', (kind, rows) => {
  it.each(rows.map((row, at) => [row.slice(0, row.indexOf(':')), row, at] as const))(
    'in a call that is %s',
    (_state, row, at) => {
      expect(cellsOf(kind as CallEventKind)[at]).toBe(row);
    },
  );
});
