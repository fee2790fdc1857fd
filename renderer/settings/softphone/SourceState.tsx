import { Check, CircleAlert } from 'lucide-react';
import type { SourceView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Icon } from '../../ui/Icon.tsx';
import css from '../Settings.module.css';

/** How a source fares: connected or why not, and what it last told. */
export function SourceState({ source }: { readonly source: SourceView }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const { state, reason, words, where, lastEvent } = source;
  const isGood = state === 'ready';
  const sentence = reason === null ? t(`source.state.${state}`) : t(`source.reason.${reason}`);
  const detail = reason === null ? where : [where, words].filter((part) => part !== '').join(' · ');
  return (
    <div>
      <output className={state === 'failed' || isGood ? css['state'] : css['quiet']} data-good={isGood}>
        {state === 'failed' || isGood ? <Icon of={isGood ? Check : CircleAlert} /> : null}
        <span>
          {sentence}
          {detail === '' ? null : <code dir="ltr"> {detail}</code>}
        </span>
      </output>
      {state !== 'ready' && lastEvent === null ? null : (
        <p className={css['quiet']}>
          {lastEvent === null
            ? t('source.noEvent')
            : t('source.lastEvent', {
                event: t(`source.event.${lastEvent.kind}`),
                time: format.when(lastEvent.at, now),
              })}
        </p>
      )}
    </div>
  );
}
