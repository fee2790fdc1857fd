import { Notification } from 'electron';
import { noticeBody, noticeTitle } from '../../notifications/noticeText.ts';

/** A notification of the system. */
export interface SystemNotice {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
  /** Buttons, where the system's notifications have any (macOS); the same can be done on its card. */
  readonly actions?: readonly { readonly text: string; readonly onClick: () => void }[];
}

/** Shows notifications; nothing where the system has none. */
export function createNotifications(): (notice: SystemNotice) => void {
  // One that nobody refers to may be collected, and its click is lost.
  const shown = new Set<Notification>();
  return ({ title, body, onClick, actions = [] }) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({
      title: noticeTitle(title),
      body: noticeBody(body, process.platform),
      actions: actions.map(({ text }) => ({ type: 'button', text })),
    });
    shown.add(notification);
    notification.on('click', () => {
      shown.delete(notification);
      onClick();
    });
    notification.on('action', (_event, index) => {
      shown.delete(notification);
      actions[index]?.onClick();
    });
    notification.on('close', () => {
      shown.delete(notification);
    });
    notification.show();
  };
}
