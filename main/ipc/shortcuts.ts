import { ok } from '../result.ts';
import type { ShortcutDesk } from '../settings/shortcutDesk.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

/** The keys that work while another program has the keyboard. */
export function shortcutHandlers(desk: ShortcutDesk): Handlers<'shortcuts'> {
  return {
    get: () => ok(desk.view()),
    set: ({ name, accelerator }) => {
      const changed = desk.set(name, accelerator);
      return changed.ok ? changed : requestError('badRequest', 'these are no keys');
    },
  };
}
