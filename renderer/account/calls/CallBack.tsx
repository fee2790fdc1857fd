import { Phone } from 'lucide-react';
import { useDial } from '../../call/useDial.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './MyDay.module.css';

interface CallBackProps {
  readonly number: string;
  readonly who: string;
}

/** Calls somebody through the agent's own softphone, and says how that went. */
export function CallBack({ number, who }: CallBackProps) {
  const { t } = useLanguage();
  const { dial, result, failure } = useDial();
  return (
    <span className={css['callBack']}>
      <output>{result === null ? '' : t(`card.dial.${result}`)}</output>
      <FailureLine failure={failure} />
      <Button aria-label={t('card.callWhat', { what: who })} onClick={() => dial(number)}>
        <span className={css['call']}>
          <Icon of={Phone} />
          {t('call.dial')}
        </span>
      </Button>
    </span>
  );
}
