import {
  ArrowRight,
  CircleParking,
  MicOff,
  Pause,
  Phone,
  PhoneForwarded,
  PhoneOff,
  Undo2,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { CallControlName } from '../../preload/constants.ts';
import type { PhoneState } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './PhoneKeys.module.css';
import type { PhoneStep } from './popKeys.ts';
import type { PhoneHands } from './usePhone.ts';

interface PhoneKeysProps {
  /** What can be done now; undefined once nothing can, as at the end: the row stays and is empty. */
  readonly phone: PhoneState | undefined;
  readonly held: boolean;
  readonly hands: PhoneHands;
}

/** The keys of the phone under the band: each in a place of its own, whatever the call does. What this phone cannot is not there. */
export function PhoneKeys({ phone, held, hands }: PhoneKeysProps) {
  const { t } = useLanguage();
  const { responsible } = hands.colleagues;
  const consulting = phone?.consulting ?? null;
  const has = (name: CallControlName): boolean => phone?.able.includes(name) === true;
  const may = (name: CallControlName): boolean => phone?.now.includes(name) === true;
  const key = (
    name: CallControlName,
    step: PhoneStep,
    letter: string,
    of: LucideIcon,
    label: string,
    pressed?: boolean,
  ) => (
    <span className={css['place']}>
      {has(name) ? (
        <button
          type="button"
          className={css['key']}
          data-control={step}
          aria-label={label}
          aria-keyshortcuts={letter}
          aria-pressed={pressed}
          title={label}
          disabled={!may(name)}
          onClick={() => hands.step(step)}
        >
          <Icon of={of} />
          <Kbd>{letter}</Kbd>
        </button>
      ) : null}
    </span>
  );
  const mayHandOver = may('transfer');
  return (
    <div className={css['keys']} data-zone="phone" role="toolbar" aria-label={t('phone.keys')}>
      {key('answer', 'answer', 'Y', Phone, t('phone.answer'))}
      {key('hold', 'hold', 'H', Pause, t(held ? 'phone.resume' : 'phone.hold'), held)}
      {key(
        'mute',
        'mute',
        'U',
        MicOff,
        t(phone?.muted === true ? 'phone.unmute' : 'phone.mute'),
        phone?.muted === true,
      )}
      {key('park', 'park', 'P', CircleParking, t('phone.park'))}
      <span className={css['over']}>
        {consulting !== null ? (
          <button
            type="button"
            className={css['key']}
            aria-keyshortcuts="R"
            onClick={() => hands.step('complete')}
          >
            <Icon of={ArrowRight} />
            <span className={css['whom']}>{t('phone.complete', { number: clip(consulting, 20) })}</span>
            <Kbd>R</Kbd>
          </button>
        ) : has('transfer') ? (
          <button
            type="button"
            className={css['key']}
            data-control="transfer"
            aria-keyshortcuts="R"
            disabled={!mayHandOver}
            onClick={() => hands.step('transfer')}
          >
            <Icon of={PhoneForwarded} />
            <span className={css['whom']} dir="auto">
              {responsible === null
                ? t('phone.transfer')
                : t('phone.transferTo', { name: clip(responsible.name, 40) })}
            </span>
            <Kbd>R</Kbd>
          </button>
        ) : null}
      </span>
      {consulting === null
        ? key(has('transfer') ? 'transfer' : 'consult', 'colleagues', 'K', UsersRound, t('phone.colleagues'))
        : key('consult', 'cancel', 'K', Undo2, t('phone.takeBack'))}
      <span className={css['end']}>{key('hangUp', 'hangUp', 'E', PhoneOff, t('phone.hangUp'))}</span>
    </div>
  );
}
