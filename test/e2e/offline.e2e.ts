import type { Showcase } from '../../scripts/drive/demoCrm.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { clearPop, popIsVisible, ring } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });
let numbers: Showcase;

test.beforeEach(async () => {
  numbers = await ringside().crm.showcase('northwind');
  await clearPop(ringside());
  await ringside().crm.misbehave({ what: 'dropBefore', path: '/', times: null });
});
test.afterEach(() => ringside().crm.misbehave());

test('without the CRM a call still pops with its name, from the copy, and says so', async () => {
  const call = await ring(ringside(), numbers.certain);
  expect(await popIsVisible(ringside())).toBe(true);
  const pop = await ringside().page('pop');
  const match = (await call.onPop())?.caller.matches[0];
  expect(match?.leads.length).toBe(1);
  await expect(pop.getByRole('heading', { level: 1 })).toHaveText(match?.name ?? '');
  await expect(pop.getByText('Offline: as last known here')).toBeVisible();
  await expect(pop.getByRole('list', { name: 'Open deals' })).toContainText(match?.leads[0]?.name ?? '');
  await call.miss();
});

test('an unknown number without the CRM: what is not known is said', async () => {
  const call = await ring(ringside(), numbers.unknown);
  const pop = await ringside().page('pop');
  await expect(pop.getByText('Not known here, and the CRM cannot be reached.')).toBeVisible();
  await call.miss();
});

test('a start without the CRM: the account is there, and its contacts pop', async () => {
  await ringside().app().close();
  await ringside().start();
  await ringside().page('account');
  // The demo CRM starts with the app and is well again; it goes away for good here.
  await expect
    .poll(() =>
      ringside()
        .crm.misbehave({ what: 'dropBefore', path: '/', times: null })
        .then(
          () => true,
          () => false,
        ),
    )
    .toBe(true);
  const call = await ring(ringside(), numbers.certain);
  expect((await call.onPop())?.caller.certainty).toBe('certain');
  await expect.poll(async () => (await call.onPop())?.caller.freshness).toBe('offline');
  await call.miss();
});
