import { lazyView } from '../account/lazyView.tsx';

/** What the pop shows only when asked for, so that it is not in the script of the ring. */
export const ClickToCallView = lazyView(async () => (await import('./ClickToCallView.tsx')).ClickToCallView);
export const AfterCallForm = lazyView(
  async () => (await import('../call/form/AfterCallForm.tsx')).AfterCallForm,
);
