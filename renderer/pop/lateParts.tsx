import { lazyView } from '../account/lazyView.tsx';

/** What the pop shows only when asked for, so that it is not in the script of the ring. */
export const ClickToCallView = lazyView(async () => (await import('./ClickToCallView.tsx')).ClickToCallView);
export const AfterCallForm = lazyView(
  async () => (await import('../call/form/AfterCallForm.tsx')).AfterCallForm,
);
/** What was said and written before. */
export const PastPanel = lazyView(async () => (await import('../call/panels/PastPanel.tsx')).PastPanel);
/** The time of what was promised with a result. */
export const AskTime = lazyView(async () => (await import('../call/disposition/AskTime.tsx')).AskTime);
/** Its zone is there from the first paint; what stands in it comes with the pop's warming up. */
export const NextStep = lazyView(async () => (await import('./NextStep.tsx')).NextStep);
/** A field of the caller, changed. */
export const FieldPanel = lazyView(async () => (await import('./FieldPanel.tsx')).FieldPanel);
export const TransferPanel = lazyView(
  async () => (await import('../call/phone/TransferPanel.tsx')).TransferPanel,
);
/** What the team says in such calls. */
export const ScriptPanel = lazyView(async () => (await import('../call/script/ScriptPanel.tsx')).ScriptPanel);
