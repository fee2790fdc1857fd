import type { Account } from '../../preload/contract.ts';
import { createReadStore } from '../state/readStore.ts';
import { startWindow } from '../state/startWindow.tsx';
import { Welcome } from './Welcome.tsx';

const accounts = createReadStore<readonly Account[]>(
  () => window.api.accounts.list(),
  (listener) => window.api.on('accounts', listener),
);
const signIn = createReadStore(
  () => window.api.accounts.signInState(),
  (listener) => window.api.on('signIn', listener),
);

await startWindow(() => <Welcome accounts={accounts} signIn={signIn} />);
