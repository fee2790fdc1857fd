import { lazyView } from '../lazyView.tsx';

export const CallDetail = lazyView(async () => (await import('./CallDetail.tsx')).CallDetail);
