import type { BaresipPhone } from '../phones/baresipPhone.ts';
import { eventually } from '../phones/eventually.ts';

/** The real phones of a scene, and a hand on the switchboard. */
export interface Stage {
  /** The agent's, whose calls are watched. */
  readonly me: BaresipPhone;
  /** The agent's second device, `91101`, and the browser's, `101-WS`. */
  readonly mySecond: BaresipPhone;
  readonly myBrowser: BaresipPhone;
  readonly colleague: BaresipPhone;
  /** Stands for the world outside: whoever calls in or is called. */
  readonly outside: BaresipPhone;
  /** Somebody outside calls an extension. */
  readonly callIn: (extension: string) => Promise<void>;
  readonly registrar: string;
  /** Waits until a call is parked, in this slot, or until none is. */
  readonly parkedIn: (slot: string | null) => Promise<void>;
  /** I call a number. */
  readonly callOut: (number: string) => Promise<void>;
  /** Asks Asterisk for something, as a manager with all rights. */
  readonly manage: (action: Readonly<Record<string, string>>) => Promise<void>;
  /** The channel of a phone: `PJSIP/102-0000001a`. */
  readonly channelOf: (endpoint: string) => Promise<string>;
}

export interface Scene {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
  /** What the agent's extension tells, repetitions left out: kind, and with the first of a call its direction and number. */
  readonly expected: readonly string[];
}

export const CUSTOMER = '+79161234567';
/** The agent's devices as the settings name them; the browser phone `101-WS` goes with `101`. */
export const MY_DEVICES = '101, 91101';
export const rings = (phone: BaresipPhone): Promise<void> =>
  eventually('the phone rings', () => phone.isRinging());
export const talks = (phone: BaresipPhone): Promise<void> => eventually('they talk', () => phone.isTalking());
export const silent = (...phones: readonly BaresipPhone[]): Promise<void> =>
  eventually('the line is free', async () => {
    const busy = await Promise.all(phones.map((phone) => phone.hasCall()));
    return !busy.includes(true);
  });

export const ringing = `ringing inbound ${CUSTOMER}`;
export const fetched = `answered inbound ${CUSTOMER}`;
export const dialing = `dialing outbound ${CUSTOMER}`;
