import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadLaterMessages } from '../state/appInfo.ts';

/**
 * A component that is read when it is first shown, with what such components say: the first script of a window holds
 * what it opens with. Every `import()` of a component goes through here.
 */
export function lazyView<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    const [component] = await Promise.all([load(), loadLaterMessages()]);
    return { default: component };
  });
}
