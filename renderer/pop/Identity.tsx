import type { PopEntry } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Badge } from '../ui/Badge.tsx';
import css from './Identity.module.css';
import type { CallerView } from './popCaller.ts';
import { assertNever } from '../state/assertNever.ts';

interface IdentityProps {
  readonly entry: PopEntry;
  readonly view: CallerView;
}

/** Who is calling: the name large, company and number under it. Three lines, always. */
export function Identity({ entry: { call }, view }: IdentityProps) {
  const { t } = useLanguage();
  const number = call.number.display === '' ? t('call.withheld') : clip(call.number.display, 60);
  const isNamed = view.kind === 'known' || view.kind === 'possible';
  const { title, company, badge } = words();
  return (
    <section className={css['identity']}>
      <h1 className={css['name']} dir="auto" data-possible={view.kind === 'possible'}>
        {title}
      </h1>
      <p className={css['company']} dir="auto">
        {company}
      </p>
      <p className={css['number']}>
        {isNamed ? <span dir="ltr">{number}</span> : null}
        {badge}
      </p>
    </section>
  );

  function words() {
    switch (view.kind) {
      case 'known':
        return {
          title: clip(view.name),
          company: view.match ? clip(view.match.company ?? t('caller.noCompany')) : '',
          badge: call.chosen ? <Badge tone="accent">{t('caller.chosen')}</Badge> : null,
        };
      case 'possible':
        return {
          title: clip(view.match.name),
          company: clip(view.match.company ?? t('caller.noCompany')),
          badge: <Badge tone="warn">{t('caller.possible')}</Badge>,
        };
      case 'several':
        return {
          title: number,
          company: t('caller.several', { count: view.count }),
          badge: <Badge tone="warn">{t('caller.severalHint')}</Badge>,
        };
      case 'unknown':
        return { title: number, company: '', badge: <Badge tone="plain">{t('caller.unknown')}</Badge> };
      case 'anonymous':
        return { title: t('call.withheld'), company: '', badge: null };
      case 'internal':
        return { title: number, company: t('caller.internal'), badge: null };
      case 'featureCode':
        return { title: number, company: t('caller.featureCode'), badge: null };
      default:
        return assertNever(view);
    }
  }
}
