import { Check, CircleAlert, Clock, type LucideIcon } from 'lucide-react';
import { needsResult } from '../../../preload/constants.ts';
import type { Call } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';

type LogState = Call['log']['state'];

const looks: Readonly<
  Record<Exclude<LogState, 'logged'>, { readonly tone: Tone; readonly icon: LucideIcon | null }>
> = {
  unlogged: { tone: 'warn', icon: null },
  undoable: { tone: 'good', icon: Check },
  waiting: { tone: 'plain', icon: Clock },
  failed: { tone: 'bad', icon: CircleAlert },
};

/** Whether a call is an exception: most are in the CRM, and going on is said by the row itself. */
export function hasChip(call: Call): boolean {
  if (call.log.state === 'unlogged')
    return isMarked(call) || (needsResult(call) && call.endReason !== 'missed');
  return call.log.state !== 'logged';
}

/** A call going on that is on hold, or of which nobody hears any more. */
const isMarked = ({ state, held, unheard }: Call): boolean =>
  state !== 'ended' && (held === true || unheard === true);

/** What is to be done about a call, or where it is, in a word; nothing where all is well. */
export function CallChip({ call }: { readonly call: Call }) {
  const { t } = useLanguage();
  if (!hasChip(call) || call.log.state === 'logged') return null;
  if (isMarked(call)) {
    return <Badge tone="warn">{call.unheard === true ? t('call.unheardShort') : t('call.held')}</Badge>;
  }
  const { tone, icon } = looks[call.log.state];
  return (
    <Badge tone={tone}>
      {icon === null ? null : <Icon of={icon} size={12} />}
      {t(`chip.${call.log.state}`)}
    </Badge>
  );
}
