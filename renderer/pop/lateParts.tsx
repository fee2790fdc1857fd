import { lazyView } from '../account/lazyView.tsx';

/** What the pop shows only when asked for, so that it is not in the script of the ring. */
export const OfferView = lazyView(async () => (await import('./OfferView.tsx')).OfferView);
export const AfterCallForm = lazyView(async () => (await import('../call/AfterCallForm.tsx')).AfterCallForm);
