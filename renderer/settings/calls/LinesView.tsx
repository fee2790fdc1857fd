import type { LinesSnapshot } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { linesStore } from '../../state/phoneLinesStore.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { SelectBox } from '../../ui/Select.tsx';
import css from './LinesView.module.css';
import { sourceWords } from '../sourceWords.ts';
import settingsCss from '../Settings.module.css';

/** The lines calls came through, each with the account it belongs to. */
export function LinesView() {
  const { t } = useLanguage();
  const snapshot = useStore(linesStore());
  const [ask, failure] = useAsk();
  const now = useNow(MINUTE);
  if (!snapshot) return null;
  const { lines, accounts } = snapshot;
  return (
    <section className={settingsCss['view']} aria-labelledby="lines">
      <h2 id="lines">{t('lines.title')}</h2>
      <p>{t('lines.explain')}</p>
      {lines.length === 0 ? <p className={settingsCss['quiet']}>{t('lines.none')}</p> : null}
      <ul className={css['lines']}>
        {lines.map((line) => (
          <LineRow key={`${line.source} ${line.line}`} line={line} accounts={accounts} now={now} ask={ask} />
        ))}
      </ul>
      <FailureLine failure={failure} />
    </section>
  );
}

interface LineRowProps {
  readonly line: LinesSnapshot['lines'][number];
  readonly accounts: LinesSnapshot['accounts'];
  /** Unix ms, to the minute. */
  readonly now: number;
  readonly ask: ReturnType<typeof useAsk>[0];
}

const ASK = '';
const FIRST = '';

function LineRow({ line, accounts, now, ask }: LineRowProps) {
  const { t, format } = useLanguage();
  const { source, account, how, lastAt, pipelineId } = line;
  const name = { source, line: line.line };
  const title = line.line === '' ? t('lines.unnamed') : clip(line.line, 80);
  // With one account every line is its.
  const [only, another] = accounts;
  const owner = accounts.find(({ key }) => key === account) ?? (another === undefined ? only : undefined);
  const pipelines = owner?.pipelines ?? [];
  const colour = accounts.find(({ key }) => key === account)?.colour;
  return (
    <li className={css['line']}>
      <div className={css['name']}>
        <span className={css['title']}>
          <span className={css['dot']} style={colour === undefined ? {} : { backgroundColor: colour }} />
          <strong dir="auto">{title}</strong>
        </span>
        <span className={css['quiet']}>
          {sourceWords(t, source)}
          {lastAt === 0 ? '' : ` · ${format.when(lastAt, now)}`}
        </span>
      </div>
      <div className={css['owner']}>
        <SelectBox
          label={t('lines.account', { line: title })}
          value={account ?? ASK}
          options={[
            { value: ASK, text: t('lines.ask') },
            ...accounts.map((one) => ({ value: one.key, text: clip(one.name, 80) })),
          ]}
          onPick={(value) => ask(window.api.lines.assign({ ...name, account: value === ASK ? null : value }))}
        />
        <p className={css['quiet']}>{t(`lines.how.${how}`)}</p>
        {how === 'seen' ? null : (
          <Button
            look="quiet"
            title={t('lines.forgetLine', { line: title })}
            onClick={() => ask(window.api.lines.forget(name))}
          >
            {t('lines.forget')}
          </Button>
        )}
      </div>
      {pipelines.length > 1 ? (
        <SelectBox
          label={t('lines.pipeline', { line: title })}
          value={String(pipelineId ?? FIRST)}
          options={[
            { value: FIRST, text: t('lines.firstPipeline') },
            ...pipelines.map((one) => ({
              value: String(one.id),
              text: t('lines.pipelineOf', { name: clip(one.name, 60) }),
            })),
          ]}
          onPick={(value) =>
            ask(window.api.lines.setPipeline({ ...name, pipelineId: value === FIRST ? null : Number(value) }))
          }
        />
      ) : null}
    </li>
  );
}
