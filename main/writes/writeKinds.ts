import type { OutboxWrite } from '../journal/outboxPayload.ts';
import { runBot } from './bot/runBot.ts';
import { addRecording } from './call/addRecording.ts';
import { amendCall } from './call/amendCall.ts';
import { logCall } from './call/logCall.ts';
import { newContact } from './contact/newContact.ts';
import { patchContact } from './contact/patchContact.ts';
import { createLead } from './lead/createLead.ts';
import { patchLead } from './lead/patchLead.ts';
import { addNote } from './note/addNote.ts';
import { createTask } from './task/createTask.ts';
import { assignTask, completeTask, moveTask } from './task/changeTask.ts';
import type { WriteKind } from './writeKind.ts';

/** Every kind of write there is. */
const writeKinds: { readonly [K in OutboxWrite['kind']]: WriteKind<K> } = {
  logCall,
  addNote,
  createTask,
  completeTask,
  moveTask,
  assignTask,
  patchContact,
  newContact,
  createLead,
  amendCall,
  addRecording,
  runBot,
  patchLead,
};

/** What there is to know of a write. That it and its kind belong together is said by the list's type. */
export const kindOf = ({ kind }: OutboxWrite): WriteKind<OutboxWrite['kind']> =>
  writeKinds[kind] as WriteKind<OutboxWrite['kind']>;
