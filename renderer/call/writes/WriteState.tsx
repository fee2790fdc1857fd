import { useState } from 'react';
import { Check, CircleAlert, Clock, type LucideIcon } from 'lucide-react';
import type { AgentWrite, WriteView } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import type { Format } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { assertNever } from '../../state/assertNever.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { helpfulActions, isAccountWide } from '../failureAdvice.ts';
import { WriteEditor } from './WriteEditor.tsx';
import { fieldsOf } from './writeFields.ts';
import css from './WriteState.module.css';

interface WriteStateProps {
  readonly write: WriteView;
  /** What the write is, said before its state where many stand together. */
  readonly named?: boolean;
}

const icons: Readonly<Record<WriteView['state'], LucideIcon>> = {
  waiting: Clock,
  sending: Clock,
  sent: Check,
  failed: CircleAlert,
};

/**
 * Where something the agent wrote is on its way to the CRM, why it did not get there, and what can be done: try
 * again, edit, discard (asked once more). One line while all is well. Give it the write's id as its key.
 */
export function WriteState({ write, named = false }: WriteStateProps) {
  const { t, format } = useLanguage();
  const [step, setStep] = useState<'none' | 'edit' | 'discard'>('none');
  const [ask, failure] = useAsk();
  const { id, state } = write;
  const close = (): void => setStep('none');
  const saveEdited = (edited: AgentWrite): void => ask(window.api.writes.edit({ id, write: edited }), close);

  const helps = write.advice === null ? 'wait' : helpfulActions[write.advice];
  const mayChange = write.changeable && (state === 'failed' || state === 'waiting');
  return (
    <div className={css['write']} data-state={state}>
      <div className={css['line']}>
        <Icon of={icons[state]} />
        <output className={css['words']}>
          {named ? <strong>{t(`write.what.${write.write.kind}`)}. </strong> : null}
          {stateWords(t, format, write)}
          {state === 'failed' && write.words !== '' ? (
            <small>{t('log.words', { words: clip(write.words) })}</small>
          ) : null}
        </output>
        {step === 'none' ? (
          <span className={css['actions']}>
            {state === 'failed' ? (
              <Button
                look={helps === 'retry' ? 'main' : 'plain'}
                onClick={() => ask(window.api.writes.retry({ id }))}
              >
                {t('action.tryAgain')}
              </Button>
            ) : null}
            {write.advice === 'changeInCrm' ? <CrmPage of={write} /> : null}
            {mayChange && fieldsOf(write.write).length > 0 ? (
              <Button look={helps === 'edit' ? 'main' : 'quiet'} onClick={() => setStep('edit')}>
                {t('write.edit')}
              </Button>
            ) : null}
            {mayChange ? (
              <Button look={helps === 'discard' ? 'main' : 'quiet'} onClick={() => setStep('discard')}>
                {t('write.discard')}
              </Button>
            ) : null}
          </span>
        ) : null}
      </div>
      {step === 'discard' ? (
        <ConfirmDiscard
          makes={write.makes}
          onDiscard={() => ask(window.api.writes.discard({ id }), close)}
          onKeep={close}
        />
      ) : null}
      {step === 'edit' ? <WriteEditor write={write.write} onSave={saveEdited} onClose={close} /> : null}
      <FailureLine failure={failure} />
    </div>
  );
}

/** The CRM's own page of the card: what is refused here can be changed there. */
function CrmPage({ of: { about, callId } }: { readonly of: WriteView }) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  if (about === null) return null;
  const { entity, id } = about;
  return (
    <>
      <Button
        look="main"
        onClick={() =>
          ask(
            entity === 'lead'
              ? window.api.leads.openInCrm({ callId, leadId: id })
              : window.api.contacts.openInCrm({ callId, target: { entity, id } }),
          )
        }
      >
        {t('action.openInCrm')}
      </Button>
      <FailureLine failure={failure} />
    </>
  );
}

interface ConfirmDiscardProps {
  readonly makes: boolean;
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

/** Asks once more: what is discarded is in no other place. */
function ConfirmDiscard({ makes, onDiscard, onKeep }: ConfirmDiscardProps) {
  const { t } = useLanguage();
  const question = useFocusOnOpen<HTMLFieldSetElement>();
  return (
    <fieldset ref={question} tabIndex={-1} className={css['confirm']}>
      <legend>{t(makes ? 'write.discardSureAll' : 'write.discardSure')}</legend>
      <Button look="main" onClick={onDiscard}>
        {t('write.discardYes')}
      </Button>
      <Button onClick={onKeep}>{t('write.keep')}</Button>
    </fieldset>
  );
}

function stateWords(t: Translate, format: Format, view: WriteView): string {
  const { state, failure, retryAt } = view;
  switch (state) {
    case 'sending':
      return t('write.sending');
    case 'sent':
      return t('write.sent');
    case 'waiting': {
      if (failure === null || isAccountWide(failure)) return t('log.waiting');
      const because = t('log.waitingBecause', { reason: t(`failure.${failure}`) });
      return retryAt === null ? because : `${because}, ${t('log.retryAt', { time: format.time(retryAt) })}`;
    }
    case 'failed':
      return failureSentence(t, view);
    default:
      return assertNever(state);
  }
}

/** `The note is not in the CRM: the entry is gone. What to do about it.` */
export function failureSentence(
  t: Translate,
  { write: { kind }, failure, advice }: Pick<WriteView, 'write' | 'failure' | 'advice'>,
): string {
  const what = t(`write.undone.${kind}`);
  return failure === null || advice === null
    ? what
    : `${what}: ${t(`failure.${failure}`)}. ${t(`advice.${advice}`)}`;
}
