import { useRef, useState } from 'react';
import type { ColleagueView } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Panel } from '../panels/Panel.tsx';
import css from '../panels/PanelList.module.css';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { moveFocus } from '../../ui/moveFocus.ts';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { handOverRows } from './transferRows.ts';
import type { PhoneHands } from './usePhone.ts';

interface TransferPanelProps {
  readonly phone: PhoneHands;
  /** Whether this phone can ask the colleague first. */
  readonly canAsk: boolean;
  readonly onClose: () => void;
}

/** To whom the caller is handed over: typed, or one of the colleagues. Enter takes the first; Ctrl with it asks first. */
export function TransferPanel({ phone, canAsk, onClose }: TransferPanelProps) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const panel = useRef<HTMLDivElement>(null);
  const field = useFocusOnOpen<HTMLInputElement>();
  const rows = handOverRows(phone.colleagues, text);
  const first = rows.find(({ number }) => number !== null);
  useKeyDown(panel, (event) => {
    if (event.key !== 'Enter' || event.target !== field.current) return moveFocus(event);
    event.preventDefault();
    event.stopPropagation();
    if (first?.number)
      phone.handOver(first.number, canAsk && (event.ctrlKey || event.metaKey) ? 'consult' : 'transfer');
  });
  const nameOf = ({ name, number }: ColleagueView): string => (name === '' ? (number ?? '') : name);
  return (
    <Panel title={t('phone.transfer')} onClose={onClose}>
      <div ref={panel} className={css['stack']}>
        <Field label={t('phone.whom')} value={text} maxLength={100} ref={field} dir="auto" onText={setText} />
        <ul className={css['list']} aria-label={t('phone.colleagues')}>
          {rows.map((row) => (
            <li key={row.id} className={css['line']}>
              <button
                type="button"
                className={css['row']}
                disabled={row.number === null}
                onClick={() => (row.number === null ? undefined : phone.handOver(row.number, 'transfer'))}
              >
                <span className={css['name']} dir="auto">
                  {clip(nameOf(row), 60)}
                </span>
                {row.isResponsible ? <Badge tone="accent">{t('caller.responsible')}</Badge> : null}
                <span className={css['aside']} dir="ltr">
                  {row.number === null ? t('phone.noNumber') : clip(row.number, 24)}
                </span>
              </button>
              {canAsk && row.number !== null ? (
                <Button
                  look="quiet"
                  aria-label={t('phone.askFirstWho', { name: nameOf(row) })}
                  onClick={() => (row.number === null ? undefined : phone.handOver(row.number, 'consult'))}
                >
                  {t('phone.askFirst')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {rows.length === 0 ? <p className={css['aside']}>{t('phone.nobody')}</p> : null}
      </div>
    </Panel>
  );
}
