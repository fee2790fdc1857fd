import type { DialSettings, DialVia, SourceName } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Report } from './event.ts';
import type { PhoneNumber } from './phoneNumber.ts';
import type { CallSource, DialFailure } from './sources/source.ts';

/**
 * Dials out through the agent's own softphone: a source that can, a program of his, or the system's
 * `tel:` link. What is dialled here is reported as a call at once, so that its events, whoever tells them,
 * are that call's.
 */
export interface Dialer {
  dial(rawNumber: string): Promise<Result<DialVia, DialFailure>>;
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
  /** The call desk: see `CallDesk`. */
  readonly expectDial: (rawNumber: string) => () => void;
  readonly report: Report;
  readonly clock: Clock;
  readonly monotonic: () => number;
}

/** Phones before switchboards: they dial at once, a switchboard rings the own phone first. */
const BY_THEMSELVES = ['baresip', 'bria', 'asterisk', 'freeswitch'] as const;

export function createDialer(deps: DialerDeps): Dialer {
  async function through(via: DialVia, number: string): Promise<Result<null, DialFailure>> {
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
    const connected = BY_THEMSELVES.find((name) => deps.dialerOf(name) !== null);
    return connected ?? (command.trim() === '' ? 'system' : 'command');
  }

  return {
    async dial(rawNumber) {
      const number = dialableNumber(deps.parse(rawNumber));
      if (number === null) return fail('badNumber');
      const via = chosen();
      const dialled = await through(via, number);
      if (!dialled.ok) return dialled;
      const event = {
        source: 'ringside',
        sourceCallId: null,
        kind: 'dialing',
        direction: 'outbound',
      } as const;
      deps.report({ ...event, rawNumber: number, line: null, at: deps.clock.now() }, deps.monotonic());
      return ok(via);
    },
  };
}

/** The digits to dial, with + * # and nothing else; null when there are none. */
function dialableNumber(number: PhoneNumber): string | null {
  const text = number.e164 ?? (number.kind === 'featureCode' ? number.display : number.digits);
  return /^\+?[\d*#]{1,32}$/.test(text) ? text : null;
}

/**
 * The words of a command template, quotes kept together, with the number in them. Never for a shell: the
 * number is one word, or part of one, whatever it is. Without `{number}` it becomes the last word.
 */
export function commandWords(template: string, number: string): readonly string[] {
  const words = [...template.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  if (words.length === 0) return [];
  const filled = words.map((word) => word.replaceAll('{number}', number));
  return template.includes('{number}') ? filled : [...filled, number];
}
