import { lazyView } from '../../lazyView.tsx';

export const UnseenCallDialog = lazyView(
  async () => (await import('./UnseenCallDialog.tsx')).UnseenCallDialog,
);
