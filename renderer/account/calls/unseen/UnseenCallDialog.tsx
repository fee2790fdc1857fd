import { useState } from 'react';
import type { Call, CallStatus, UnseenCall } from '../../../../preload/contract.ts';
import { callStatuses } from '../../../call/disposition/likelyDisposition.ts';
import { dateText } from '../../../../i18n/calendar.ts';
import { clip } from '../../../i18n/format.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useAsk } from '../../../state/ask.ts';
import { MINUTE, useNow } from '../../../state/now.ts';
import { AskDialog } from '../../../ui/AskDialog.tsx';
import { Button } from '../../../ui/Button.tsx';
import { DateTimeField } from '../../../ui/DateTimeField.tsx';
import { FailureLine } from '../../../ui/FailureLine.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { fieldOfTime, timeOfField } from '../../tasks/taskPresets.ts';
import { NumberField } from './NumberField.tsx';
import { spokenLength } from './spokenLength.ts';
import type { UnseenAbout, UnseenWith } from './unseenAbout.ts';
import css from './UnseenCall.module.css';

interface UnseenCallDialogProps {
  readonly about: UnseenAbout;
  readonly onLogged: (call: Call | null) => void;
  readonly onOpen: (call: Call) => void;
  readonly onClose: () => void;
}

const TALKED = 4;
const NO_ANSWER = 6;
type Direction = UnseenCall['direction'];

/** Logs a call that Ringside did not see: on a mobile, on another phone. All of it is as the agent says it was. */
export function UnseenCallDialog({ about, onLogged, onOpen, onClose }: UnseenCallDialogProps) {
  const { t, format } = useLanguage();
  const [ask, failure] = useAsk();
  const now = useNow(MINUTE);
  // Made once: asked for twice (a lost answer, a double press) it is one call.
  const [id] = useState(() => crypto.randomUUID());
  const [whom, setWhom] = useState<UnseenWith>(
    about.numbers[0] ?? { number: about.typed, words: '', target: about.target },
  );
  const [direction, setDirection] = useState<Direction>('outbound');
  const [when, setWhen] = useState(() => fieldOfTime(Date.now(), null));
  const [length, setLength] = useState('');
  const [picked, setPicked] = useState<CallStatus | null>(null);
  const [note, setNote] = useState('');
  const [said, setSaid] = useState<'badNumber' | 'inFuture' | Call | null>(null);
  const startedAt = timeOfField(when, null);
  const talkedMs = spokenLength(length);
  const result = picked ?? (talkedMs === 0 ? NO_ANSWER : TALKED);
  const seen = typeof said === 'object' ? said : null;

  const log = (): void => {
    if (startedAt === null || talkedMs === null) return;
    const { number, target } = whom;
    const unseen = { id, number, direction, startedAt, talkedMs, result, note, target };
    ask(window.api.calls.logUnseen({ ...unseen, evenIfSeen: seen !== null }), ({ outcome, call }) => {
      if (outcome === 'logged') onLogged(call);
      else setSaid(outcome === 'seen' ? call : outcome);
    });
  };
  /** What was said is about what stood there. */
  const changing =
    <T,>(change: (value: T) => void) =>
    (value: T): void => {
      setSaid(null);
      change(value);
    };

  return (
    <AskDialog
      title={about.name === null ? t('unseen.title') : t('unseen.titleWith', { name: clip(about.name, 80) })}
      confirm={t(seen === null ? 'unseen.log' : 'unseen.logAnyway')}
      isReady={whom.number.trim() !== '' && startedAt !== null && talkedMs !== null}
      tellsEnter
      onConfirm={log}
      onClose={onClose}
    >
      <NumberField
        about={about}
        whom={whom}
        onWhom={changing(setWhom)}
        {...(said === 'badNumber' ? { error: t('unseen.badNumber') } : {})}
      />
      <div className={css['pair']}>
        <Select<Direction>
          label={t('unseen.direction')}
          value={direction}
          options={[
            { value: 'outbound', text: t('unseen.outbound') },
            { value: 'inbound', text: t('unseen.inbound') },
          ]}
          onPick={changing(setDirection)}
        />
        <DateTimeField
          label={t('unseen.when')}
          parts="both"
          value={when}
          latest={dateText(now)}
          onValue={changing(setWhen)}
          {...(said === 'inFuture' ? { error: t('unseen.inFuture'), isAlert: true } : {})}
          {...(startedAt === null ? { error: t('tasks.badTime') } : {})}
        />
        <Field
          label={t('unseen.length')}
          value={length}
          maxLength={10}
          inputMode="numeric"
          placeholder="0:00"
          onText={changing(setLength)}
          {...(talkedMs === null ? { error: t('unseen.badLength') } : { hint: t('unseen.lengthHint') })}
        />
        <Select
          label={t('result.title')}
          value={String(result)}
          options={callStatuses.map((status) => ({ value: String(status), text: t(`result.${status}`) }))}
          onPick={(value) => setPicked(callStatuses.find((status) => String(status) === value) ?? null)}
        />
      </div>
      <TextArea label={t('card.note')} value={note} maxLength={10_000} rows={3} onText={setNote} />
      {seen === null ? null : (
        <div className={css['seen']} role="alert">
          <span>{t('unseen.seen', { time: format.when(seen.startedAt, now) })}</span>
          <Button look="quiet" onClick={() => onOpen(seen)}>
            {t('unseen.openSeen')}
          </Button>
        </div>
      )}
      <FailureLine failure={failure} />
    </AskDialog>
  );
}
