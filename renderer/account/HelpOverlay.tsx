import { useLanguage } from '../i18n/language.ts';
import type { PlainMessageKey } from '../../i18n/translate.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import css from './HelpOverlay.module.css';
import type { ViewName } from './places.ts';

interface HelpOverlayProps {
  readonly view: ViewName;
  readonly onClose: () => void;
}

interface KeyGroup {
  readonly title: PlainMessageKey;
  /** Only in this view; null for all. */
  readonly view: ViewName | null;
  readonly keys: readonly (readonly [keys: readonly string[], does: PlainMessageKey])[];
}

const groups: readonly KeyGroup[] = [
  {
    title: 'keys.everywhere',
    view: null,
    keys: [
      [['Alt+1…7'], 'keys.views'],
      [['Ctrl+Shift+1…9'], 'keys.accounts'],
      [['/', 'Ctrl+K'], 'keys.search'],
      [['Ctrl+F'], 'keys.find'],
      [['Ctrl+Enter'], 'keys.searchDial'],
      [['Alt+←', 'Alt+→'], 'keys.back'],
      [['Esc'], 'keys.close'],
      [['?'], 'keys.help'],
    ],
  },
  {
    title: 'keys.inLists',
    view: null,
    keys: [
      [['J', 'K', '↓', '↑'], 'keys.move'],
      [['Enter'], 'keys.open'],
    ],
  },
  {
    title: 'keys.inCards',
    view: null,
    keys: [
      [['C'], 'keys.dial'],
      [['E'], 'keys.edit'],
      [['N'], 'keys.cardNote'],
      [['T', 'D'], 'keys.cardNew'],
      [['L'], 'keys.logUnseen'],
      [['M', 'P'], 'keys.cardDeal'],
      [['O'], 'keys.openInCrm'],
    ],
  },
  {
    title: 'keys.inCalls',
    view: 'calls',
    keys: [
      [['1…7'], 'keys.result'],
      [['N'], 'keys.note'],
      [['C'], 'keys.dial'],
      [['L'], 'keys.logUnseen'],
      [['Shift+L'], 'keys.script'],
      [['P'], 'keys.showOnPop'],
      [['M'], 'keys.moveAccount'],
      [['Backspace'], 'keys.undo'],
    ],
  },
  {
    title: 'keys.inDeals',
    view: 'leads',
    keys: [
      [['←', '→', '↑', '↓'], 'keys.dealStep'],
      [['Shift+←', 'Shift+→'], 'keys.dealMove'],
      [['M'], 'keys.dealStage'],
      [['N'], 'keys.dealNew'],
    ],
  },
  {
    title: 'keys.inTasks',
    view: 'tasks',
    keys: [
      [['D'], 'keys.taskDone'],
      [['1', '7'], 'keys.taskResult'],
      [['C'], 'keys.dial'],
      [['R'], 'keys.taskWords'],
      [['S'], 'keys.taskSnooze'],
      [['M'], 'keys.taskMove'],
      [['M 1', 'M 2', 'M 3'], 'keys.taskPresets'],
      [['A'], 'keys.taskAssign'],
      [['O'], 'keys.taskOpen'],
      [['N'], 'keys.taskNew'],
      [['Backspace'], 'keys.taskUndo'],
    ],
  },
];

/** The keys of the window and of the view that is open. */
export function HelpOverlay({ view, onClose }: HelpOverlayProps) {
  const { t } = useLanguage();
  return (
    <Dialog label={t('keys.title')} onClose={onClose}>
      <div className={css['help']}>
        <header className={css['head']}>
          <h2>{t('keys.title')}</h2>
          <Button look="quiet" keyHint="Esc" onClick={onClose}>
            {t('action.close')}
          </Button>
        </header>
        {groups
          .filter((group) => group.view === null || group.view === view)
          .map((group) => (
            <section key={group.title}>
              <h3>{t(group.title)}</h3>
              <dl className={css['keys']}>
                {group.keys.map(([keys, does]) => (
                  <div key={does}>
                    <dt>
                      {keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{t(does)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}
