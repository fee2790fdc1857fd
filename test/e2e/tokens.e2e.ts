import { ask } from '../../scripts/drive/ask.ts';
import { pressOnPop } from '../../scripts/drive/pressOnPop.ts';
import type { StoredTokens } from '../../main/accounts/storedTokens.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, talkedCall } from './phone.ts';
import type { PhoneCall } from './phone.ts';
import { demoCrmIsBack } from './ringside.ts';
import { changeTokens, masterKeyOf } from './sealedTokens.ts';

const ringside = oneForFile({ signIn: 'northwind' });
/** The undo time, and a pause of the outbox. */
const LONG = { timeout: 45_000 };

/** Starts the app again, with its tokens changed as time would have. */
async function laterWith(
  desktop: NodeJS.ProcessEnv,
  change: (tokens: StoredTokens) => StoredTokens,
): Promise<void> {
  await ringside().app().close();
  changeTokens(ringside().profile.userData, masterKeyOf(desktop), change);
  await ringside().start();
}

async function resultGiven(number: string): Promise<PhoneCall> {
  const call = await talkedCall(ringside(), number);
  await pressOnPop(await ringside().page('pop'), '4');
  await expect.poll(async () => (await call.inList()).log.state).toBe('undoable');
  return call;
}

test('integration disabled, tariff lapsed, account closed: each says so, and what waits is sent when it is over', async ({
  desktop,
}) => {
  const { crm } = ringside();
  const { certain } = await crm.showcase('northwind');
  const before = (await crm.calls()).length;
  const later = (tokens: StoredTokens): StoredTokens => ({ ...tokens, issuedAt: 0 });

  /** The account falls into a trouble, a result is given meanwhile, and the trouble passes. */
  const through = async (words: string, fall: () => Promise<void>, rise: () => Promise<void>) => {
    const list = await ringside().page('account');
    await clearPop(ringside());
    await fall();
    await ask(list, 'accounts', 'tryAgain');
    await expect(list.getByText(words)).toBeVisible();
    const call = await resultGiven(certain);
    await expect.poll(async () => (await call.inList()).log.state, LONG).toBe('waiting');
    await rise();
    await ask(list, 'accounts', 'tryAgain');
    await expect(list.getByText(words)).toBeHidden();
    return call;
  };
  const isSent = (call: PhoneCall) =>
    expect.poll(async () => (await call.inList()).log.state, LONG).toBe('logged');
  const stand = (standing: 'active' | 'lapsed' | 'disabled' | 'closed') => () =>
    crm.stand('northwind', standing);

  await laterWith(desktop, later);
  await demoCrmIsBack(ringside());
  await isSent(await through('The CRM refuses the integration', stand('disabled'), stand('active')));
  await isSent(await through('The CRM account is not paid.', stand('lapsed'), stand('active')));

  await laterWith(desktop, later);
  await demoCrmIsBack(ringside());
  await isSent(await through('The CRM no longer knows this account', stand('closed'), stand('active')));
  expect(await crm.calls()).toHaveLength(before + 3);
});
