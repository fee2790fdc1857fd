import type { PopSnapshot } from '../../preload/contract.ts';
import { callIcon } from '../call/callIcon.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Face } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './CallSwitch.module.css';
import { stacked } from './callStack.ts';
import { callerFaceOf, callerTitle } from './popCaller.ts';

interface CallSwitchProps {
  readonly snapshot: PopSnapshot;
  /** Id of the call that is shown. */
  readonly shown: string;
}

/** The calls that are there at once, to switch between; nothing for a single call. */
export function CallSwitch({ snapshot, shown }: CallSwitchProps) {
  const { t } = useLanguage();
  if (snapshot.calls.length < 2) return null;
  const { stack, more } = stacked(snapshot, shown);
  return (
    <nav className={css['switch']} aria-label={t('pop.calls', { count: snapshot.calls.length })}>
      {stack.map((entry) => {
        const name = clip(callerTitle(entry), 60) || t('call.withheld');
        return (
          <button
            key={entry.call.id}
            type="button"
            className={css['call']}
            aria-current={entry.call.id === shown}
            data-state={entry.call.state}
            title={t('pop.switchTo', { name })}
            onClick={() => void window.api.pop.focusCall({ callId: entry.call.id })}
          >
            <Face of={callerFaceOf(entry)} size={20} />
            <span dir="auto">{name}</span>
            <Icon of={callIcon(entry.call)} size={14} />
          </button>
        );
      })}
      {more.length === 0 ? null : (
        <button
          type="button"
          className={css['more']}
          aria-label={t('pop.moreCalls', { count: more.length })}
          title={more.map((entry) => clip(callerTitle(entry), 60) || t('call.withheld')).join('\n')}
          onClick={() => void window.api.pop.focusCall({ callId: more[0]?.call.id ?? shown })}
        >
          +{more.length}
        </button>
      )}
      {/* Three names need the room of the key's cap. */}
      {stack.length > 2 ? null : <Kbd always>Ctrl+Tab</Kbd>}
    </nav>
  );
}

/** The call after the shown one, round again at the end. */
export function nextCall(snapshot: PopSnapshot, shown: string): string {
  const at = snapshot.calls.findIndex(({ call }) => call.id === shown);
  return snapshot.calls[(at + 1) % snapshot.calls.length]?.call.id ?? shown;
}
