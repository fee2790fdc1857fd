import type { EntityRef } from '../../crm/types/entity.ts';
import { digitsOf, splitExtension } from '../../phone/phoneCleaning.ts';
import { lastTen } from '../../phone/phoneMatching.ts';

/** What the copy of the CRM says of a number, for the call that is sent. */
export interface KnownCards {
  /** How the cards that certainly have this number write it. */
  spellings(account: string, phone: string): readonly string[];
  /** The one card that certainly has it; null when nobody or several have. */
  soleHolder(account: string, phone: string): EntityRef | null;
}

/** Nothing is known of anybody: a call goes with its own number. */
export const NO_CARDS: KnownCards = { spellings: () => [], soleHolder: () => null };

/**
 * The number by which the service finds the card: it compares the last ten digits (crm-api.md 4.1), and a card made
 * from a messenger may hold the other spelling of the line (Brazil without the ninth digit).
 */
export function storedSpelling(phone: string, spellings: readonly string[]): string {
  const tens = spellings.map((spelling) => lastTen(digitsOf(splitExtension(spelling).main)));
  return tens.includes(lastTen(phone)) ? phone : (spellings[0] ?? phone);
}
