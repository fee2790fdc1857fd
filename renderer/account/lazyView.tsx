import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/**
 * A component that is read when it is first shown, with the messages of such components
 * (`i18n/enViews.ts`): the first script of the account window holds the calls alone.
 */
export function lazyView<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    const [component, { addViewMessages }] = await Promise.all([load(), import('../i18n/viewMessages.ts')]);
    addViewMessages();
    return { default: component };
  });
}
