/**
 * One line, several E.164 numbers: numbering plans changed, and messengers kept the old or international spelling
 * (call-sources.md 3). Each rule holds only where no two lines can share the result.
 */

interface Plan {
  /** The spellings of one line, the one in force first; null where the number is not of this plan. */
  readonly spellings: (e164: string) => readonly string[] | null;
}

/** A plan in which the part the pattern captures stands behind either of two prefixes. */
function either(inForce: string, other: string, rest: RegExp): Plan {
  return {
    spellings(e164) {
      for (const prefix of [inForce, other]) {
        const tail = e164.startsWith(prefix) ? e164.slice(prefix.length) : '';
        if (rest.test(tail)) return [`${inForce}${tail}`, `${other}${tail}`];
      }
      return null;
    },
  };
}

/** Mobiles of Brazil got a nine before their eight digits, which began with 6 to 9; landlines begin with 2 to 5. */
const brazil: Plan = {
  spellings(e164) {
    const found = /^\+55([1-9]{2})9?([6-9]\d{7})$/u.exec(e164);
    return found ? [`+55${found[1] ?? ''}9${found[2] ?? ''}`, `+55${found[1] ?? ''}${found[2] ?? ''}`] : null;
  },
};

const PLANS: readonly (readonly [country: string, plan: Plan])[] = [
  ['+52', either('+52', '+521', /^[2-9]\d{9}$/u)],
  // Area code and number are ten digits, unique over mobiles and landlines; only calls from abroad put the nine.
  ['+54', either('+549', '+54', /^[1-368]\d{9}$/u)],
  ['+55', brazil],
  // Landlines of Colombia since 2021.
  ['+57', either('+5760', '+57', /^[1-8]\d{7}$/u)],
  // Italy's landlines keep their zero, also from abroad; many cards lack it. 1, 3, 5 and 8 begin other services.
  ['+39', either('+390', '+39', /^[24679]\d{5,9}$/u)],
];

/** All E.164 spellings of the line that has this number, the one in force first; the number alone for most. */
export function variantsOf(e164: string): readonly string[] {
  for (const [country, plan] of PLANS) {
    if (e164.startsWith(country)) return plan.spellings(e164) ?? [e164];
  }
  return [e164];
}

/** The one spelling by which numbers of one line are equal. */
export function lineOf(e164: string): string {
  return variantsOf(e164)[0] ?? e164;
}

/** A country writes its mobiles in a way of its own at home: Argentina's 15 after the area code. */
export function homeSpellings(e164: string): readonly string[] {
  const local = /^\+54(?:9)?(\d{10})$/u.exec(e164)?.[1];
  if (local === undefined) return [];
  // Area codes have two to four digits; only Buenos Aires has two.
  const areas = local.startsWith('11') ? [2] : [3, 4];
  return areas.map((length) => `0${local.slice(0, length)}15${local.slice(length)}`);
}
