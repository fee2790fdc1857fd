import { ok } from '../../common/result.ts';
import type { ShortcutSettings } from '../../settings/shortcutSettings.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** The keys that work while another program has the keyboard. */
export function shortcutHandlers(service: ShortcutSettings): Handlers<'shortcuts'> {
  return {
    get: () => ok(service.view()),
    set: ({ name, accelerator }) => {
      const changed = service.set(name, accelerator);
      return changed.ok ? changed : requestError('badRequest', 'these are no keys');
    },
  };
}
