import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Reports calls to a running Ringside, as a softphone's hook does. */
export interface SoftphoneHook {
  report(
    event: 'ringing' | 'dialing' | 'answered' | 'ended' | 'missed',
    number: string,
    more?: object,
  ): Promise<number>;
}

const hookFile = z.object({ port: z.number(), token: z.string() });

/** The hook of the app whose data folder this is; the app must have started. */
export function softphoneHook(userData: string): SoftphoneHook {
  const { port, token } = hookFile.parse(JSON.parse(readFileSync(path.join(userData, 'hook.json'), 'utf8')));
  return {
    async report(event, number, more = {}) {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/calls`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ event, number, ...more }),
      });
      return answer.status;
    },
  };
}

/** True once the app has said where its hook listens. */
export const hasHook = (userData: string): boolean => existsSync(path.join(userData, 'hook.json'));
