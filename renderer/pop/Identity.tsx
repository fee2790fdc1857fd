import { Copy, ExternalLink, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PopEntry } from '../../preload/contract.ts';
import { PlaceWords } from '../call/PlaceWords.tsx';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { usePhonePlace } from '../state/phonePlaceStore.ts';
import { Badge } from '../ui/Badge.tsx';
import { Face } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import css from './Identity.module.css';
import { callerFaceOf, type CallerView } from './popCaller.ts';
import { assertNever } from '../state/assertNever.ts';

interface IdentityProps {
  readonly entry: PopEntry;
  readonly view: CallerView;
  /** Opens whom the pop shows in the CRM's web page; null when nobody is known. */
  readonly onOpen: (() => void) | null;
}

interface Words {
  readonly title: string;
  readonly company: string;
  readonly badge: ReactNode;
  /** Why nobody is looked for; it stands where the place would. */
  readonly why?: string;
}

/** Characters of a name that have room in one line of its size. */
const LONG_NAME = 22;
/** As high as a line. */
const ZERO_WIDTH = '\u200b';
/** Tags that have room beside a name; none beside a word on how the caller is known. */
const MOST_TAGS = 2;

/** Who is calling: the face, the name large, company and number under it. Three lines, always. */
export function Identity({ entry, view, onOpen }: IdentityProps) {
  const { call } = entry;
  const { t } = useLanguage();
  const number = call.number.display === '' ? t('call.withheld') : clip(call.number.display, 60);
  const isNamed = view.kind === 'known' || view.kind === 'possible';
  const place = usePhonePlace(call.number.e164);
  const { title, company, badge, why } = words();
  const hasNumberBelow = isNamed || view.kind === 'several';
  const isLong = title.length > LONG_NAME;
  const tags = isNamed ? shownTags(view.match?.tags ?? [], isLong, badge === null ? MOST_TAGS : 0) : [];
  return (
    <section className={css['identity']} data-zone="who" data-long={isLong}>
      <Face of={callerFaceOf(entry)} size={44} />
      <div className={css['words']}>
        <div className={css['first']}>
          <h1 className={css['name']} dir="auto" data-possible={view.kind === 'possible'} title={title}>
            {title}
          </h1>
          {tags.length === 0 && badge === null ? null : (
            <ul className={css['tags']}>
              {badge === null ? null : <li>{badge}</li>}
              {tags.map((tag) => (
                <li key={tag}>
                  <Badge tone={isVip(tag) ? 'warn' : 'plain'}>
                    {isVip(tag) ? <Icon of={Star} size={12} /> : null}
                    <span dir="auto">{clip(tag, 24)}</span>
                  </Badge>
                </li>
              ))}
            </ul>
          )}
        </div>
        <p className={css['company']} dir="auto">
          {company}
        </p>
        <div className={css['number']}>
          {hasNumberBelow ? <span dir="ltr">{number}</span> : null}
          {/* Its room is there before it is known: nothing moves. */}
          <span className={css['place']} dir="auto">
            {place === null ? (why ?? ZERO_WIDTH) : hasNumberBelow ? '· ' : null}
            {place === null ? null : (
              <PlaceWords place={place} withCountry={view.kind === 'unknown'} isShort={hasNumberBelow} />
            )}
          </span>
          <span className={css['steps']}>
            {onOpen === null ? null : (
              <IconButton
                of={ExternalLink}
                label={t('action.openInCrm')}
                size={24}
                keyHint="O"
                onClick={onOpen}
              />
            )}
            {call.number.display === '' ? null : (
              <IconButton
                of={Copy}
                label={t('pop.copyNumber')}
                size={24}
                onClick={() => void window.api.app.copy({ text: call.number.e164 ?? call.number.display })}
              />
            )}
          </span>
        </div>
      </div>
    </section>
  );

  function words(): Words {
    switch (view.kind) {
      case 'known':
        return {
          title: clip(view.name),
          company: view.match ? clip(view.match.company ?? t('caller.noCompany')) : '',
          badge: call.chosen ? (
            <Badge tone="accent">
              <span>{t('caller.chosen')}</span>
            </Badge>
          ) : null,
        };
      case 'possible':
        return {
          title: clip(view.match.name),
          company: clip(view.match.company ?? t('caller.noCompany')),
          badge: (
            <Badge tone="warn">
              <span>{t('caller.possible')}</span>
            </Badge>
          ),
        };
      case 'several':
        return {
          title: t('caller.severalWho'),
          company: t('caller.severalHave', { count: view.count }),
          badge: null,
        };
      case 'unknown':
        return { title: number, company: t('caller.unknown'), badge: null };
      case 'anonymous':
        return { title: t('call.withheld'), company: t('caller.anonymous'), badge: null };
      case 'internal':
        return { title: number, company: t('caller.internal'), badge: null, why: t('caller.internalWhy') };
      case 'featureCode':
        return {
          title: number,
          company: t('caller.featureCode'),
          badge: null,
          why: t('caller.featureCodeWhy'),
        };
      default:
        return assertNever(view);
    }
  }
}

const isVip = (tag: string): boolean => tag.trim().toLowerCase() === 'vip';

/** The one that matters most first; beside a long name it is the only one. */
function shownTags(tags: readonly string[], isLong: boolean, most: number): readonly string[] {
  const first = tags.toSorted((one, other) => Number(isVip(other)) - Number(isVip(one)));
  return isLong ? first.filter(isVip).slice(0, Math.min(1, most)) : first.slice(0, most);
}
