import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { eventChannel, eventNames, requestChannel, requestNames } from './channels.ts';
import type { EventName } from './channels.ts';

/**
 * The bridge: `window.api`, exactly the contract. Requests go to main's one wrapper, which checks the
 * sender, the window's kind and the schema; nothing is checked here, because nothing here is trusted.
 */
type Ask = (input?: unknown) => Promise<unknown>;

const ask =
  (channel: string): Ask =>
  (input = {}) =>
    ipcRenderer.invoke(channel, input);

const groups: Record<string, Record<string, Ask>> = {};
for (const [group, names] of Object.entries(requestNames)) {
  groups[group] = Object.fromEntries(names.map((name) => [name, ask(requestChannel(group, name))]));
}

const known: ReadonlySet<string> = new Set(eventNames);

function on(event: EventName, hear: (value: unknown) => void): () => void {
  if (!known.has(event)) return () => undefined;
  const channel = eventChannel(event);
  // The window gets the value alone: the event object carries `sender`.
  const listener = (_event: IpcRendererEvent, value: unknown): void => {
    hear(value);
  };
  ipcRenderer.on(channel, listener);
  return () => {
    ipcRenderer.removeListener(channel, listener);
  };
}

contextBridge.exposeInMainWorld('api', { ...groups, on });
