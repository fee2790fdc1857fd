import { Check, CircleAlert } from 'lucide-react';
import type { Settings } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Icon } from '../../ui/Icon.tsx';
import css from '../Settings.module.css';

/** Whether the listener works, and when it last heard of a call. */
export function HookState({ hook }: { readonly hook: Settings['hook'] }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const isListening = hook.state === 'listening';
  return (
    <div>
      <output className={css['state']} data-good={isListening}>
        <Icon of={isListening ? Check : CircleAlert} />
        {t(`hook.${hook.state}`, { port: String(hook.port) })}
      </output>
      <p className={css['quiet']}>
        {hook.lastEventAt === null
          ? t('hook.noEvent')
          : t('hook.lastEvent', { time: format.when(hook.lastEventAt, now) })}
      </p>
    </div>
  );
}
