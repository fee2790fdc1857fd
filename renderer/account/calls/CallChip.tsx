import { Check, CircleAlert, Clock, type LucideIcon } from 'lucide-react';
import type { Call } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';

const looks: Readonly<
  Record<Call['log']['state'], { readonly tone: Tone; readonly icon: LucideIcon | null }>
> = {
  unlogged: { tone: 'accent', icon: null },
  undoable: { tone: 'good', icon: Check },
  waiting: { tone: 'warn', icon: Clock },
  logged: { tone: 'plain', icon: Check },
  failed: { tone: 'bad', icon: CircleAlert },
};

/** A call's state in a word; done is quiet, what needs the agent is not. */
export function CallChip({ call }: { readonly call: Call }) {
  const { t } = useLanguage();
  if (call.state !== 'ended' && call.log.state === 'unlogged') {
    if (call.unheard === true) return <Badge tone="warn">{t('call.unheardShort')}</Badge>;
    if (call.held === true) return <Badge tone="warn">{t('call.held')}</Badge>;
    return <Badge tone="good">{t(`chip.${call.state}`)}</Badge>;
  }
  const { tone, icon } = looks[call.log.state];
  return (
    <Badge tone={tone}>
      {icon === null ? null : <Icon of={icon} />}
      {t(`chip.${call.log.state}`)}
    </Badge>
  );
}
