import { useEffect, useState } from 'react';
import type { Call, PopSnapshot } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { isTextField } from '../ui/keyboard.ts';
import { choiceLetter, type PopKeyContext } from './popKeys.ts';

interface HintsProps {
  readonly snapshot: PopSnapshot;
  readonly call: Call;
  readonly keys: PopKeyContext;
}

/** A few words that say what the keys do now; without the keyboard, how to get it. */
export function Hints({ snapshot, call, keys }: HintsProps) {
  const { t } = useLanguage();
  const place = useKeyboardPlace();
  return words();

  function words(): string {
    if (place === 'elsewhere') {
      return keys.takesResult && snapshot.resultShortcut !== null
        ? t('pop.resultHint', { shortcut: snapshot.resultShortcut })
        : t('pop.focusHint', { shortcut: snapshot.focusShortcut });
    }
    if (keys.panel === 'form') return t(place === 'field' ? 'pop.keysFormField' : 'pop.keysForm');
    if (keys.panel === 'script' && place !== 'field') return t('pop.keysScript');
    if (keys.panel !== 'none' && keys.panel !== 'script') return t('pop.keysPanel');
    if (place === 'field') return t('pop.keysNote');
    if (keys.undoable) return t('pop.keysUndo');
    if (keys.takesResult) {
      return keys.choices > 0
        ? t('pop.keysEndedChoose', { keys: range('A', choiceLetter(keys.choices - 1)) })
        : t('pop.keysEnded');
    }
    if (call.state === 'ended') return t('pop.keysDone');
    if (keys.choices > 0) return t('pop.keysChoose', { keys: range('1', String(keys.choices)) });
    return t(keys.phone?.includes('hangUp') === true ? 'pop.keysPhone' : 'pop.keysLive');
  }
}

/** The keys from the first to the last, as they are read. */
const range = (first: string, last: string): string => (first === last ? first : `${first}–${last}`);

/** Where the keyboard is: in another program, in a text field here, or here and free for commands. */
function useKeyboardPlace(): 'elsewhere' | 'field' | 'here' {
  const [place, setPlace] = useState(keyboardPlace);
  useEffect(() => {
    const look = (): void => {
      setPlace(keyboardPlace());
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('focus', look, { signal });
    window.addEventListener('blur', look, { signal });
    document.addEventListener('focusin', look, { signal });
    document.addEventListener('focusout', look, { signal });
    return () => {
      controller.abort();
    };
  }, []);
  return place;
}

function keyboardPlace(): 'elsewhere' | 'field' | 'here' {
  if (!document.hasFocus()) return 'elsewhere';
  return isTextField(document.activeElement) ? 'field' : 'here';
}
