import { createExchange } from '../../../main/crm/transport/httpExchange.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { openRelayConnection } from '../../../main/webhooks/relay/relayConnection.ts';
import { createNetwork } from '../../../main/network/systemNetwork.ts';
import { trustSystemStore } from '../../../main/network/systemTrust.ts';

/** One request of a process of its own, whose system trusts what its environment says: `probe.ts exchange|relay PAC-ANSWER`. */
const [what = '', answer = ''] = process.argv.slice(2);
const network = createNetwork({
  resolveProxy: () => Promise.resolve(answer),
  trustSystem: () => {
    trustSystemStore();
  },
  report: () => undefined,
});
const say = (told: unknown): void => {
  process.stdout.write(JSON.stringify(told), () => process.exit());
};

if (what === 'exchange') {
  const exchange = createExchange({ userAgent: 'test', network });
  say(
    await exchange({
      method: 'POST',
      url: new URL('https://romashka.amocrm.ru/api/v4/calls'),
      headers: { authorization: 'Bearer secret-token' },
      body: '[]',
    }),
  );
} else {
  openRelayConnection({
    socketUrl: 'wss://relay.example/desktop',
    token: () => Promise.resolve('secret-token'),
    followers: [],
    clock: systemClock,
    random: () => 0,
    network,
    changed: say,
    report: () => undefined,
  });
}
