import { useEffect, useRef, useState } from 'react';
import type { ShortcutsView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import css from '../Settings.module.css';
import keysCss from './Keys.module.css';
import { pressedKeys } from './pressedKeys.ts';

interface KeyRowProps {
  readonly shortcut: ShortcutsView['shortcuts'][number];
  /** '' switches it off, null takes the usual keys. */
  readonly onChange: (accelerator: string | null) => void;
}

/** One thing that keys can do: which they are now, and the ways to others. */
export function KeyRow({ shortcut, onChange }: KeyRowProps) {
  const { t } = useLanguage();
  const [isListening, setListening] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const { name, accelerator, keys, isUsual, problem, rival } = shortcut;
  const label = t(`globalKeys.name.${name}`);
  return (
    <section className={css['source']} aria-labelledby={`keys-${name}`} data-problem={problem ?? 'none'}>
      <h3 id={`keys-${name}`}>{label}</h3>
      <p className={css['quiet']}>{t(`globalKeys.when.${name}`)}</p>
      <div className={css['buttons']}>
        <output className={keysCss['keys']} data-off={accelerator === ''}>
          {accelerator === ''
            ? t('globalKeys.off')
            : name === 'results'
              ? t('globalKeys.andDigit', { keys: spaced(keys) })
              : spaced(keys)}
        </output>
        <Button
          ref={change}
          aria-label={t('globalKeys.changeOf', { name: label })}
          onClick={() => setListening(true)}
        >
          {t('globalKeys.change')}
        </Button>
        {accelerator === '' ? null : (
          <Button
            look="quiet"
            aria-label={t('globalKeys.switchOffOf', { name: label })}
            onClick={() => onChange('')}
          >
            {t('globalKeys.switchOff')}
          </Button>
        )}
        {isUsual ? null : (
          <Button
            look="quiet"
            aria-label={t('globalKeys.usualOf', { name: label })}
            onClick={() => onChange(null)}
          >
            {t('globalKeys.usual')}
          </Button>
        )}
      </div>
      {isListening ? (
        <Listening
          isPrefix={name === 'results'}
          onLeave={() => setListening(false)}
          onKeys={(pressed) => {
            change.current?.focus();
            setListening(false);
            if (pressed !== null) onChange(pressed);
          }}
        />
      ) : null}
      {problem === null || isListening ? null : (
        <p className={css['state']} data-good={false} role="alert">
          {problem === 'same' && rival !== null
            ? t('globalKeys.problem.same', { rival: t(`globalKeys.name.${rival}`) })
            : t(`globalKeys.problem.${problem === 'same' ? 'taken' : problem}`)}
        </p>
      )}
    </section>
  );
}

const spaced = (keys: string): string => keys.replaceAll('+', ' + ');

interface ListeningProps {
  readonly isPrefix: boolean;
  /** The keys as an accelerator, null when the agent changed their mind. */
  readonly onKeys: (accelerator: string | null) => void;
  /** The keyboard went elsewhere. */
  readonly onLeave: () => void;
}

/** Has the keyboard until keys were pressed. Tab alone goes on, as everywhere. */
function Listening({ isPrefix, onKeys, onLeave }: ListeningProps) {
  const { t } = useLanguage();
  const [isWeak, setWeak] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  const words = t(isPrefix ? 'globalKeys.pressDigit' : 'globalKeys.press');
  return (
    <div className={keysCss['listening']}>
      <input
        ref={field}
        className={keysCss['field']}
        readOnly
        value={words}
        aria-label={words}
        aria-describedby="keys-weak"
        onBlur={onLeave}
        onKeyDown={(event) => {
          const isBare = !event.ctrlKey && !event.altKey && !event.metaKey;
          if (isBare && event.key === 'Tab') return;
          event.preventDefault();
          event.stopPropagation();
          if (isBare && event.key === 'Escape') return onKeys(null);
          const isMac = document.documentElement.dataset['platform'] === 'darwin';
          const pressed = pressedKeys(event, isMac, isPrefix);
          setWeak(pressed.state === 'weak');
          if (pressed.state === 'keys') onKeys(pressed.accelerator);
        }}
      />
      <output id="keys-weak" className={css['quiet']}>
        {isWeak ? t('globalKeys.needsModifier') : null}
      </output>
    </div>
  );
}
