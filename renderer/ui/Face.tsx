import { Briefcase, Building2, EyeOff, Phone, UserRound, UsersRound, type LucideIcon } from 'lucide-react';
import css from './Face.module.css';
import { hueOf, initialsOf } from './faces.ts';
import { Icon } from './Icon.tsx';
import { accountColour } from './givenColours.ts';

interface FaceProps {
  /** Who: a person by initials, a company, or who is not known. */
  readonly of:
    | { readonly kind: 'person'; readonly id: number; readonly name: string }
    | { readonly kind: 'company' | 'deal' | 'unknown' | 'withheld' | 'several' };
  readonly size?: 20 | 28 | 36 | 44 | 48;
}

const drawings: Readonly<Record<'company' | 'deal' | 'unknown' | 'withheld' | 'several', LucideIcon>> = {
  company: Building2,
  deal: Briefcase,
  unknown: Phone,
  withheld: EyeOff,
  several: UsersRound,
};

/** Round for a person, in a hue that is theirs everywhere; square for companies and callers nobody knows. */
export function Face({ of, size = 28 }: FaceProps) {
  if (of.kind === 'person') {
    const letters = initialsOf(of.name);
    const initials = size === 20 ? letters.slice(0, 1) : letters;
    return (
      <span className={css['face']} data-size={size} data-hue={hueOf(of.id)} aria-hidden="true">
        {initials === '' ? <Icon of={UserRound} size={size === 20 ? 12 : 16} /> : initials}
      </span>
    );
  }
  return (
    <span className={css['face']} data-size={size} data-square="true" aria-hidden="true">
      <Icon of={drawings[of.kind]} size={size === 20 ? 12 : size < 44 ? 16 : 20} />
    </span>
  );
}

/** The mark of an account: its colour and the first letter of its name. */
export function AccountFace({
  name,
  colour,
  size = 20,
}: {
  readonly name: string;
  readonly colour: string;
  readonly size?: 20 | 28 | 36;
}) {
  return (
    <span
      className={`${css['face']} ${css['account']}`}
      data-size={size}
      data-square="true"
      aria-hidden="true"
      {...accountColour(colour)}
    >
      {initialsOf(name).slice(0, 1)}
    </span>
  );
}
