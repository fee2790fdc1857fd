import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LONGEST_BODY } from '../../../webhooks/formBody.ts';

it('the example of a proxy in front of the relay lets every body through that the relay takes', () => {
  const caddy = readFileSync(new URL('../../../relay/deploy/Caddyfile', import.meta.url), 'utf8');
  const most = /max_size (\d+)MiB/u.exec(caddy)?.[1];
  expect(Number(most) * 1_048_576).toBeGreaterThanOrEqual(LONGEST_BODY);
});
