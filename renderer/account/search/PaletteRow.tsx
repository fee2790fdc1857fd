import {
  CalendarPlus,
  ChartColumn,
  PhoneMissed,
  Phone,
  Settings,
  SquareCheck,
  SquareKanban,
  UserPlus,
  Users,
  Plus,
  type LucideIcon,
} from 'lucide-react';
import type { MissedCaller, SearchHit } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { AccountFace, Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { StagePill } from '../../ui/StagePill.tsx';
import { commandKeys, type CommandName } from './commands.ts';
import { Marked } from './Marked.tsx';
import css from './SearchPalette.module.css';
import type { PaletteLine } from './usePalette.ts';

interface PaletteRowProps {
  readonly id: string;
  readonly line: PaletteLine;
  /** What was typed. */
  readonly text: string;
  readonly currency: string;
  readonly isCurrent: boolean;
  readonly onPick: () => void;
  readonly onPoint: () => void;
}

const icons: Readonly<Record<CommandName, LucideIcon>> = {
  newContact: UserPlus,
  newDeal: Plus,
  newTask: CalendarPlus,
  missed: PhoneMissed,
  calls: Phone,
  contacts: Users,
  deals: SquareKanban,
  tasks: SquareCheck,
  numbers: ChartColumn,
  settings: Settings,
};
/** A native option cannot hold lines like these. */
const option = { role: 'option' } as const;

/** One line of the palette: somebody, a deal, or what can be done. */
export function PaletteRow({ id, line, text, currency, isCurrent, onPick, onPoint }: PaletteRowProps) {
  return (
    // The keyboard is the field's.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/no-static-element-interactions
    <div
      ref={isCurrent ? intoView : undefined}
      id={id}
      {...option}
      aria-selected={isCurrent}
      className={css['line']}
      onClick={onPick}
      onPointerMove={onPoint}
    >
      {line.kind === 'hit' ? (
        <HitWords hit={line.hit} text={text} currency={currency} />
      ) : line.kind === 'callBack' ? (
        <MissedWords caller={line.caller} />
      ) : (
        <>
          <span className={css['icon']}>
            {line.kind === 'account' ? (
              <AccountFace name={line.account.name} colour={line.account.colour} />
            ) : (
              <Icon of={icons[line.name]} />
            )}
          </span>
          <span className={css['name']} dir="auto">
            {clip(line.words, 120)}
          </span>
          {line.kind === 'command' && commandKeys[line.name] !== undefined ? (
            <Kbd always>{commandKeys[line.name] ?? ''}</Kbd>
          ) : null}
        </>
      )}
    </div>
  );
}

function MissedWords({ caller }: { readonly caller: MissedCaller }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const number = clip(caller.display, 60);
  return (
    <>
      <Face
        of={caller.who === null ? { kind: 'unknown' } : faceOf({ ...caller.who, name: caller.name ?? '' })}
      />
      <span className={css['who']}>
        <span className={css['name']} dir="auto">
          {t('search.callBack', { name: caller.name === null ? number : clip(caller.name, 120) })}
        </span>
        <span className={css['context']} dir="ltr">
          {caller.name === null ? '' : number}
        </span>
      </span>
      <span className={css['why']}>
        {caller.times > 1 ? `${t('missed.times', { times: caller.times })} · ` : ''}
        {format.when(caller.lastAt, now)}
      </span>
    </>
  );
}

function HitWords({
  hit,
  text,
  currency,
}: {
  readonly hit: SearchHit;
  readonly text: string;
  readonly currency: string;
}) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const { entity, id, name, context, phone, price, stage, responsible, responsibleIsMe, calledAt } = hit;
  const shown = clip(name, 120) || t('contacts.noName');
  const why = [
    calledAt === null ? '' : t('search.called', { when: format.when(calledAt, now) }),
    responsibleIsMe ? t('search.yours') : clip(responsible ?? '', 40),
  ].filter((part) => part !== '');
  return (
    <>
      <Face of={entity === 'lead' ? { kind: 'deal' } : faceOf({ entity, id, name })} />
      <span className={css['who']}>
        <span className={css['name']} dir="auto">
          <span className="visuallyHidden">{t(`search.kind.${entity}`)} </span>
          <Marked name={shown} text={text} />
        </span>
        <span className={css['context']} dir="auto">
          {clip(context ?? '', 60)}
        </span>
        <span className={css['context']} dir="ltr">
          {/\d/u.test(text) ? clip(phone, 40) : ''}
        </span>
      </span>
      <span className={css['why']}>
        {entity === 'lead' && price !== null ? format.money(price, currency) : why.join(' · ')}
      </span>
      {stage === null ? null : (
        <span className={css['stage']}>
          <StagePill stage={clip(stage.name ?? t('deals.unknownStage'), 60)} colour={stage.colour} />
        </span>
      )}
    </>
  );
}

const intoView = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });
