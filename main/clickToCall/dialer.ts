import type { DialSettings, DialVia, SourceName } from '../../preload/contract.ts';
import { DIALLING_SOURCES } from '../../preload/constants.ts';
import type { Clock } from '../common/clock.ts';
import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { gateCode, gateNumber } from '../phone/dialString.ts';
import type { DialString, FeatureCode } from '../phone/dialString.ts';
import { OWN_DIALS } from '../calls/tracking/callEvent.ts';
import type { Report } from '../calls/tracking/callEvent.ts';
import type { PhoneNumber } from '../phone/phoneNumber.ts';
import type { CallSource, DialFailure } from '../sources/callSource.ts';

/**
 * Dials out through the agent's own softphone: a source that can, a program of theirs, or the system's
 * `tel:` link. What is dialled here is reported as a call at once, so that its events, whoever tells them,
 * are that call's.
 */
export interface Dialer {
  /** A number of the CRM, a caller, a link, a page. Never a code. */
  dial(rawNumber: string): Promise<Result<DialVia, DialFailure>>;
  /**
   * What the agent typed. A code is not dialled before they confirmed it: the answer says what it is.
   * @param isConfirmed they were asked about this very text
   */
  dialTyped(text: string, isConfirmed: boolean): Promise<Result<DialVia | Asks, DialFailure>>;
}

/** A code that waits for the agent's yes. */
export interface Asks {
  readonly asks: FeatureCode;
}

interface DialerDeps {
  readonly settings: () => DialSettings;
  /** A source that is connected and can dial; null when it is not. */
  readonly dialerOf: (name: SourceName) => Pick<CallSource, 'dial' | 'dialRingsOwnPhone'> | null;
  /** Starts a program without a shell; false when it could not be started. */
  readonly run: (program: string, args: readonly string[]) => Promise<boolean>;
  /** Hands a `tel:` link to the system; false when nothing took it. */
  readonly openTel: (url: string) => Promise<boolean>;
  readonly parse: (rawNumber: string) => PhoneNumber;
  /** See `CallController`. */
  readonly expectDial: (rawNumber: string) => () => void;
  readonly report: Report;
  readonly clock: Clock;
  readonly monotonic: () => number;
}

export function createDialer(deps: DialerDeps): Dialer {
  async function through(via: DialVia, number: DialString): Promise<Result<null, DialFailure>> {
    switch (via) {
      case 'auto':
        return fail('noDialer');
      case 'command': {
        const words = commandWords(deps.settings().command, number);
        const [program, ...args] = words;
        if (program === undefined) return fail('noDialer');
        return (await deps.run(program, args)) ? ok(null) : fail('refused');
      }
      case 'system':
        return (await deps.openTel(`tel:${number.replaceAll('#', '%23')}`)) ? ok(null) : fail('noDialer');
      default: {
        const source = deps.dialerOf(via);
        if (source?.dial === undefined) return fail('notConnected');
        if (source.dialRingsOwnPhone !== true) return source.dial(number);
        const withdraw = deps.expectDial(number);
        const dialled = await source.dial(number);
        if (!dialled.ok) withdraw();
        return dialled;
      }
    }
  }

  function chosen(): DialVia {
    const { via, command } = deps.settings();
    if (via !== 'auto') return via;
    const connected = DIALLING_SOURCES.find((name) => deps.dialerOf(name) !== null);
    return connected ?? (command.trim() === '' ? 'system' : 'command');
  }

  async function dial(number: DialString): Promise<Result<DialVia, DialFailure>> {
    const via = chosen();
    const dialled = await through(via, number);
    if (!dialled.ok) return dialled;
    const event = {
      source: OWN_DIALS,
      sourceCallId: null,
      kind: 'dialing',
      direction: 'outbound',
    } as const;
    deps.report({ ...event, rawNumber: number, line: null, at: deps.clock.now() }, deps.monotonic());
    return ok(via);
  }

  return {
    async dial(rawNumber) {
      const number = gateNumber(deps.parse(rawNumber));
      return number.ok ? dial(number.value) : number;
    },
    async dialTyped(text, isConfirmed) {
      const number = deps.parse(text);
      const code = gateCode(number);
      if (!code.ok) {
        const plain = gateNumber(number);
        return plain.ok ? dial(plain.value) : plain;
      }
      return isConfirmed ? dial(code.value.text) : ok({ asks: code.value });
    },
  };
}

/**
 * The words of a command template, quotes kept together, with the number in them. Never for a shell: the
 * number is one word, or part of one, whatever it is. Without `{number}` it becomes the last word.
 */
export function commandWords(template: string, number: DialString): readonly string[] {
  const words = [...template.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  if (words.length === 0) return [];
  const filled = words.map((word) => word.replaceAll('{number}', number));
  return template.includes('{number}') ? filled : [...filled, number];
}
