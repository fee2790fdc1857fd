import { describe, expect, it } from 'vitest';
import {
  firstNavigation,
  navigated,
  type Navigation,
  type NavigationAction,
} from '../../../renderer/account/navigation.ts';
import { startOf, withFilter } from '../../../renderer/account/places.ts';

const walk = (...actions: readonly NavigationAction[]): Navigation =>
  actions.reduce(navigated, firstNavigation);
const contact = (id: number) => ({ kind: 'contact', id }) as const;

describe('the way through the account window', () => {
  it('starts at the calls of today with nothing behind', () => {
    expect(firstNavigation.place).toEqual({ view: 'calls', filter: 'today', card: null });
    expect(navigated(firstNavigation, { do: 'back' })).toBe(firstNavigation);
  });

  it('goes back and forth over views and cards', () => {
    const there = walk(
      { do: 'view', view: 'contacts' },
      { do: 'open', card: contact(1) },
      { do: 'open', card: { kind: 'lead', id: 7 } },
    );
    const back = navigated(navigated(there, { do: 'back' }), { do: 'back' });
    expect(back.place).toEqual({ view: 'contacts', filter: 'people', card: null });
    const forth = navigated(navigated(back, { do: 'forward' }), { do: 'forward' });
    expect(forth.place).toEqual(there.place);
    expect(navigated(forth, { do: 'forward' })).toBe(forth);
  });

  it('does not keep the rows a selection passed', () => {
    const passed = walk(
      { do: 'view', view: 'contacts' },
      { do: 'peek', card: contact(1) },
      { do: 'peek', card: contact(2) },
      { do: 'peek', card: contact(3) },
    );
    expect(passed.place.card).toEqual(contact(3));
    expect(navigated(passed, { do: 'back' }).place.card).toBeNull();
  });

  it('comes back to a view as it was left', () => {
    const later = withFilter(startOf('tasks'), 'later');
    if (later === null) throw new Error('no such filter');
    const there = walk({ do: 'go', to: later }, { do: 'view', view: 'calls' }, { do: 'view', view: 'tasks' });
    expect(there.place.filter).toBe('later');
  });

  it('forgets what was ahead when another way is taken', () => {
    const other = walk(
      { do: 'view', view: 'contacts' },
      { do: 'back' },
      { do: 'view', view: 'leads' },
      { do: 'forward' },
    );
    expect(other.place.view).toBe('leads');
  });

  it('closes a card, and the way back opens it again', () => {
    const closed = walk({ do: 'open', card: contact(1) }, { do: 'close' });
    expect(closed.place.card).toBeNull();
    expect(navigated(closed, { do: 'back' }).place.card).toEqual(contact(1));
  });

  it('stays the same object where nothing changes', () => {
    const there = walk({ do: 'view', view: 'contacts' }, { do: 'open', card: contact(1) });
    expect(navigated(there, { do: 'open', card: contact(1) })).toBe(there);
    expect(navigated(there, { do: 'peek', card: contact(1) })).toBe(there);
    expect(navigated(there, { do: 'view', view: 'contacts' })).toBe(there);
  });

  it('remembers a hundred steps and no more', () => {
    const far = walk(
      ...Array.from({ length: 250 }, (_, id): NavigationAction => ({ do: 'open', card: contact(id) })),
    );
    expect(far.past).toHaveLength(100);
  });

  it('knows no filter of another view', () => {
    expect(withFilter(startOf('contacts'), 'overdue')).toBeNull();
  });
});
