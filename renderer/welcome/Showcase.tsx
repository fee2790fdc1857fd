import { Check, Clock4, CornerDownRight, MessageSquareQuote, PhoneIncoming } from 'lucide-react';
import { useLanguage } from '../i18n/language.ts';
import { Face } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StagePill } from '../ui/StagePill.tsx';
import css from './Showcase.module.css';

/** Colours of the CRM's own palette. */
const STAGES = ['#ffcc66', '#99ccff'] as const;

/**
 * What Ringside is for, shown by the product itself: a pop of an invented caller. A picture, so that screen readers pass it by;
 * the words beside it say the same.
 */
export function Showcase({ className }: { readonly className: string }) {
  const { t } = useLanguage();
  const name = t('sample.name');
  const deals = [
    { deal: t('sample.deal'), stage: t('sample.stage'), colour: STAGES[0] },
    { deal: t('sample.deal2'), stage: t('sample.stage2'), colour: STAGES[1] },
  ];
  return (
    <div className={`${className} ${css['showcase']}`} aria-hidden="true">
      <div className={css['rings']} />
      <p className={css['call']}>
        <span className={css['dot']}>
          <Icon of={PhoneIncoming} size={14} />
        </span>
        {t('sample.calls', { number: t('sample.number') })}
      </p>
      <div className={css['pop']}>
        <p className={css['band']}>
          <span>{t('sample.account')}</span>
          <span className={css['ringing']}>{t('call.ringing')}</span>
        </p>
        <div className={css['who']}>
          <Face of={{ kind: 'person', id: 7, name }} size={44} />
          <div>
            <strong>{name}</strong>
            <span>{t('sample.company')}</span>
            <span className={css['quiet']}>{t('sample.number')}</span>
          </div>
        </div>
        <p className={css['late']}>
          <Icon of={Clock4} />
          <span>{t('sample.task')}</span>
        </p>
        {deals.map(({ deal, stage, colour }, place) => (
          <p key={deal} className={css['deal']} data-chosen={place === 0}>
            <i />
            <span>{deal}</span>
            <StagePill stage={stage} colour={colour} />
          </p>
        ))}
        <p className={css['words']}>
          <Icon of={MessageSquareQuote} />
          <span>{t('sample.words')}</span>
        </p>
        <p className={css['foot']}>
          <Icon of={CornerDownRight} size={14} />
          {t('sample.saves', { deal: t('sample.deal') })}
        </p>
      </div>
      <p className={css['done']}>
        <span className={css['dot']}>
          <Icon of={Check} size={12} />
        </span>
        {t('sample.saved')}
      </p>
    </div>
  );
}
