import type { Call, Match } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import css from './AddNumber.module.css';

interface AddNumberProps {
  readonly call: Pick<Call, 'id' | 'number'>;
  readonly match: Match;
  /** It was said whether the number is theirs. */
  readonly onSaid: () => void;
}

/**
 * "This is them": asks whether the number of a call belongs on the card of whoever was chosen for it. Yes adds it to whatever the
 * card has by then, and the next ring knows them, on any computer.
 */
export function AddNumber({ call, match, onSaid }: AddNumberProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const yes = useFocusOnOpen<HTMLButtonElement>();
  const { e164, display } = call.number;
  const add = (): void => {
    const phones = { before: [], after: [e164 ?? display] };
    const target = { entity: match.entity, id: match.id };
    ask(window.api.writes.add({ callId: call.id, write: { kind: 'patchContact', target, phones } }), onSaid);
  };
  return (
    <div className={css['ask']}>
      <p>{t('thisIs.ask', { number: display, name: clip(match.name, 80) })}</p>
      <div className={css['answers']}>
        {/* Asked for by choosing somebody: the answer is one key away. */}
        <Button look="main" ref={yes} onClick={add}>
          {t('thisIs.yes')}
        </Button>
        <Button onClick={onSaid}>{t('thisIs.no')}</Button>
      </div>
      <FailureLine failure={failure} />
    </div>
  );
}
