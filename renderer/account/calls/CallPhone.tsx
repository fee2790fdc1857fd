import { useCallback, useEffect, useState } from 'react';
import type { Call, PhoneState } from '../../../preload/contract.ts';
import { PhoneKeys } from '../../call/phone/PhoneKeys.tsx';
import { TransferPanel } from '../../call/phone/TransferPanel.tsx';
import { usePhone } from '../../call/phone/usePhone.ts';
import { useLanguage } from '../../i18n/language.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from './CallPhone.module.css';

interface CallPhoneProps {
  /** One that goes on. */
  readonly call: Call;
  readonly target: { readonly entity: 'contact' | 'company'; readonly id: number } | null;
  readonly leadId: number | null;
}

/** The keys of the phone where the call that goes on is open: the pop's own, by mouse and Tab; letters are the list's here. */
export function CallPhone({ call, target, leadId }: CallPhoneProps) {
  const { t } = useLanguage();
  const [phone, setPhone] = useState<PhoneState | null>(null);
  const [panel, setPanel] = useState<'none' | 'transfer'>('none');
  const read = useCallback(() => {
    void window.api.calls.phone({ callId: call.id }).then((answer) => {
      if (answer.ok) setPhone(answer.value.phone);
    });
  }, [call.id]);
  // Whatever changed of a call may have changed what its phone can do.
  useEffect(() => {
    read();
    return window.api.on('calls', read);
  }, [read]);
  const hands = usePhone(phone === null ? { call } : { call, phone }, target, leadId, (next) => {
    setPanel(next);
    // Muted, or a colleague is asked: no call changes by that.
    read();
  });
  if (phone === null) return null;
  return (
    <div className={css['phone']}>
      <PhoneKeys phone={phone} held={call.held === true} hands={hands} hasLetters={false} />
      {panel === 'transfer' ? (
        <TransferPanel
          phone={hands}
          canAsk={phone.now.includes('consult')}
          onClose={() => setPanel('none')}
        />
      ) : null}
      <FailureLine failure={hands.failure} />
      {hands.refusal === null ? null : (
        <output className={css['refusal']}>{t(`phone.refused.${hands.refusal}`)}</output>
      )}
    </div>
  );
}
