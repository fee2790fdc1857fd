import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../relay/commandLine.ts';

describe('the command line', () => {
  it('needs a folder and nothing else', () => {
    expect(parseCommandLine(['--data', 'd'], {})).toMatchObject({
      data: 'd',
      port: 8790,
      host: '127.0.0.1',
      natsUrl: null,
      accounts: [],
      callback: 'http://127.0.0.1:47823/oauth/callback',
    });
  });

  it("takes several accounts, the world's address, and NATS from the environment", () => {
    const args = ['--data', 'd', '--port', '0', '--account', '5', '--account', '6'];
    const env = { NATS_URL: 'nats://one,nats://two', NATS_REPLICAS: '3' };
    expect(parseCommandLine([...args, '--public-url', 'https://relay.example.com/'], env)).toMatchObject({
      port: 0,
      accounts: [5, 6],
      publicUrl: 'https://relay.example.com',
      natsUrl: 'nats://one,nats://two',
      natsReplicas: 3,
    });
  });

  it.each([
    [[], /--data/u],
    [['--data', 'd', '--port', 'x'], /--port/u],
    [['--data', 'd', '--account', 'demo'], /--account/u],
    [['--data', 'd', '--callback', 'http://evil.example:80/'], /--callback/u],
    [['--data', 'd', '--callback', 'http://127.0.0.1:47823@evil.example/'], /--callback/u],
    [['--data', 'd', '--callback', 'https://127.0.0.1:47823/'], /--callback/u],
    [['--data', 'd', '--public-url', 'relay.example.com'], /--public-url/u],
    [['--data', 'd', '--keep-mb', '1'], /--keep-mb/u],
    [['--data', 'd', '--trust-proxy', 'everybody'], /--trust-proxy/u],
    [['--data', 'd', '--what'], /--what/u],
  ])('says what is wrong with %j', (args, words) => {
    expect(parseCommandLine(args, {})).toMatch(words);
  });
});
