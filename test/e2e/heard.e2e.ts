import { expect, oneForFile, test } from './fixtures.ts';
import { talkedCall } from './phone.ts';

const ringside = oneForFile({ signIn: 'northwind' });

test('a screen reader hears who called, the deals, the note and each result by its name, and a call of the list as one sentence', async () => {
  const { certain } = await ringside().crm.showcase('northwind');
  const call = await talkedCall(ringside(), certain);
  const match = (await call.onPop())?.caller.matches[0];
  const pop = await ringside().page('pop');
  await expect(pop.getByRole('button', { name: 'Talked' })).toBeVisible();
  const heard = await pop.locator('main').ariaSnapshot();
  expect(heard).toContain(`heading "${match?.name ?? ''}" [level=1]`);
  for (const named of [
    'list "Open deals"',
    'textbox "Note"',
    'group "Result of the call"',
    'button "Talked likely"',
  ])
    expect(heard).toContain(named);
  // Nothing that can be pressed or typed into is without a name.
  expect(
    heard
      .split('\n')
      .filter((line) => /- (?:button|textbox|radio|checkbox|combobox|link)(?: \[|:|$)/.test(line)),
  ).toEqual([]);

  const account = await ringside().page('account');
  const rows = await account.getByRole('grid', { name: 'Today' }).ariaSnapshot();
  expect(rows).toMatch(
    new RegExp(`row "${match?.name ?? ''} .*Incoming call No result yet today .* To log"`),
  );
});
