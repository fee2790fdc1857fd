import type { StorageState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';

/** As many are said one by one. */
const SAID = 3;

/** What the disk refuses, in words that say what to do. Gone by itself when all is written. */
export function StorageTrouble({
  state: { journal, settings, outcomes, scripts },
}: {
  readonly state: StorageState;
}) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  return (
    <>
      {journal === null ? null : (
        <Banner tone="bad">
          {t(`storage.${journal.trouble}`, { path: journal.path })}
          {journal.kept === 0 ? null : ` ${t('storage.kept', { kept: journal.kept })}`}
        </Banner>
      )}
      {settings === null ? null : (
        <Banner
          tone="warn"
          actions={
            settings.problem === 'broken' || settings.problem === 'partly' ? (
              <>
                <Button onClick={() => ask(window.api.storage.seen())}>{t('storage.seen')}</Button>
                <FailureLine failure={failure} />
              </>
            ) : undefined
          }
        >
          {t(`storage.settings.${settings.problem}`, { path: settings.path })}
        </Banner>
      )}
      {outcomes === null ? null : (
        <Banner tone="warn">
          {'where' in outcomes
            ? t(`storage.outcomes.${outcomes.problem}`, { path: outcomes.path, where: outcomes.where })
            : t(`storage.outcomes.${outcomes.problem}`, { path: outcomes.path })}
        </Banner>
      )}
      {scripts.slice(0, SAID).map(({ problem, path, where }) => (
        <Banner key={`${path} ${problem}`} tone="warn">
          {problem === 'wrong' || problem === 'twice' || problem === 'tooMany'
            ? t(`storage.scripts.${problem}`, { path, where })
            : t(`storage.scripts.${problem}`, { path })}
        </Banner>
      ))}
      {scripts.length <= SAID ? null : (
        <Banner tone="warn">{t('storage.scripts.more', { more: scripts.length - SAID })}</Banner>
      )}
    </>
  );
}
