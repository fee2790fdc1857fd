import type { Locator, Page } from '@playwright/test';

/** What a choice (renderer/ui/Select.tsx) is found by: its label, or itself. */
type Named = string | RegExp | Locator;

const choiceIn = (place: Page | Locator, choice: Named): Locator =>
  typeof choice === 'string' || choice instanceof RegExp
    ? place.getByRole('combobox', { name: choice })
    : choice;

/** Chooses from a list as people do: opens it, presses the line. By what the line says, or by its value. */
export async function choose(
  place: Page | Locator,
  choice: Named,
  option: string | { readonly value: string | number },
): Promise<void> {
  const list = choiceIn(place, choice);
  await list.click();
  // It is shown over everything, at the end of the page or of the dialog.
  const lines = list.page().getByRole('listbox').getByRole('option');
  await (
    typeof option === 'string'
      ? list.page().getByRole('option', { name: option, exact: true })
      : lines.and(list.page().locator(`[data-value="${option.value}"]`))
  ).click();
}

/** The values of everything a list offers; it is closed again. */
export async function offered(place: Page | Locator, choice: Named): Promise<readonly string[]> {
  const list = choiceIn(place, choice);
  await list.click();
  const lines = list.page().getByRole('listbox').getByRole('option');
  await lines.first().waitFor();
  const values = await lines.evaluateAll((all) => all.map((line) => line.dataset['value'] ?? ''));
  await list.page().keyboard.press('Escape');
  return values;
}
