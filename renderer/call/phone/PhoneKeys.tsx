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
import type { CallControlName } from '../../../preload/constants.ts';
import type { PhoneState } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './PhoneKeys.module.css';
import type { PhoneStep } from './phoneStep.ts';
import type { PhoneHands } from './usePhone.ts';

interface PhoneKeysProps {
  /** What can be done now; undefined once nothing can, as at the end: the row stays and is empty. */
  readonly phone: PhoneState | undefined;
  readonly held: boolean;
  readonly hands: PhoneHands;
  /** The letters that do the same; false where they mean something else. */
  readonly hasLetters?: boolean;
}

/** The keys of the phone under the band: each in a place of its own, whatever the call does. What this phone cannot is not there. */
export function PhoneKeys({ phone, held, hands, hasLetters = true }: PhoneKeysProps) {
  const { t } = useLanguage();
  const { responsible } = hands.colleagues;
  const hint = (letter: string) => (hasLetters ? { keyHint: letter } : {});
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
        <IconButton
          of={of}
          label={label}
          look={step === 'answer' ? 'live' : step === 'hangUp' ? 'bad' : 'plain'}
          size={28}
          {...hint(letter)}
          isPressed={pressed}
          data-control={step}
          disabled={!may(name)}
          onClick={() => hands.step(step)}
        />
      ) : null}
    </span>
  );
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
          <IconButton
            of={ArrowRight}
            label={t('phone.complete', { number: clip(consulting, 20) })}
            size={28}
            {...hint('R')}
            onClick={() => hands.step('complete')}
          >
            {t('phone.complete', { number: clip(consulting, 20) })}
          </IconButton>
        ) : has('transfer') ? (
          <IconButton
            of={PhoneForwarded}
            label={t('phone.transfer')}
            size={28}
            {...hint('R')}
            data-control="transfer"
            disabled={!may('transfer')}
            onClick={() => hands.step('transfer')}
          >
            <span dir="auto">
              {responsible === null
                ? t('phone.transfer')
                : t('phone.transferTo', { name: clip(responsible.name, 40) })}
            </span>
          </IconButton>
        ) : null}
      </span>
      {consulting === null
        ? key(has('transfer') ? 'transfer' : 'consult', 'colleagues', 'K', UsersRound, t('phone.colleagues'))
        : key('consult', 'cancel', 'K', Undo2, t('phone.takeBack'))}
      {key('hangUp', 'hangUp', 'E', PhoneOff, t('phone.hangUp'))}
    </div>
  );
}
