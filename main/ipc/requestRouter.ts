import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { requestChannel, requestNames } from '../../preload/channels.ts';
import type { Answer } from '../../preload/contract.ts';

/** Answers any request of the contract; never throws (ipc/answerRequest.ts). */
export type Answering = (
  group: string,
  name: string,
  event: IpcMainInvokeEvent,
  input: unknown,
) => Promise<Answer<unknown>>;

/** Where the windows' requests come in. */
export interface RequestRouter {
  /** Lets the requests of these names (`group.name`) in, before everything is made. */
  answerFirst(names: readonly string[], answering: Answering): void;
  /** Lets all in that wait, and from now on everybody. */
  answerAll(answering: Answering): void;
}

/**
 * Opens the channels of the contract. The first window is quicker than what answers it: until that is
 * made, requests wait here, and nobody is told that there is no handler.
 */
export function createRequestRouter(): RequestRouter {
  const letIn = new Map<string, (answering: Answering) => void>();
  for (const [group, names] of Object.entries(requestNames)) {
    for (const name of names) {
      let answering = new Promise<Answering>((resolve) => {
        letIn.set(`${group}.${name}`, (next) => {
          resolve(next);
          answering = Promise.resolve(next);
        });
      });
      ipcMain.handle(requestChannel(group, name), async (event, input: unknown) =>
        (await answering)(group, name, event, input),
      );
    }
  }
  return {
    answerFirst(names, answering) {
      for (const name of names) letIn.get(name)?.(answering);
    },
    answerAll(answering) {
      for (const answer of letIn.values()) answer(answering);
    },
  };
}
