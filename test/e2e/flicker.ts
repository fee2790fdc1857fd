import type { Locator } from '@playwright/test';

/**
 * Notes what of an open card is taken away from now on: live news change what stands there, in place. Answers with all
 * elements that went.
 */
export async function watchForFlicker(card: Locator): Promise<() => Promise<readonly string[]>> {
  const seen = await card.evaluateHandle((element) => {
    const gone: string[] = [];
    const watch = new MutationObserver((records) => {
      for (const { removedNodes } of records) {
        for (const node of removedNodes) if (node instanceof Element) gone.push(node.outerHTML.slice(0, 200));
      }
    });
    watch.observe(element, { childList: true, subtree: true });
    return gone;
  });
  return () => seen.evaluate((gone) => [...gone]);
}
