import type { AgentWrite, FailureCode, WriteView } from '../../preload/contract.ts';
import { writeFacts } from '../../main/writes/writeFacts.ts';
import { MINUTE, NOW } from './people.ts';

const tomorrow = Math.floor((NOW + 20 * 60 * MINUTE) / 1000);

/** One write of each kind. */
export const sampleWrites: readonly AgentWrite[] = [
  { kind: 'addNote', target: { entity: 'contact', id: 11 }, text: 'Wants the blue ones, 12 pieces' },
  {
    kind: 'createTask',
    target: { entity: 'lead', id: 101 },
    text: 'Send the plan of the second floor',
    typeId: 1,
    completeTill: tomorrow,
    responsible: null,
  },
  { kind: 'completeTask', taskId: 7, resultText: 'Sent by mail' },
  { kind: 'moveTask', taskId: 8, completeTill: tomorrow },
  { kind: 'assignTask', taskId: 8, responsible: 7, before: 5 },
  {
    kind: 'patchContact',
    target: { entity: 'contact', id: 11 },
    name: 'Margaret Osborne-Hill',
    phones: { before: ['+1 202 555-0143'], after: ['+1 202 555-0143', '+1 202 555-0199'] },
  },
  { kind: 'newContact', name: 'Peter Osborne', phones: ['+1 202 555-0177'], evenIfDuplicates: false },
  {
    kind: 'createLead',
    name: 'Blinds for the office',
    price: 18_400,
    pipelineId: 1,
    statusId: 10,
    responsible: null,
    contact: { entity: 'contact', id: 11 },
  },
  { kind: 'patchLead', leadId: 101, name: 'Office fit-out, two floors', price: 31_000 },
  {
    kind: 'amendCall',
    target: { entity: 'contact', id: 11 },
    callId: 'call',
    noteId: 5,
    result: 2,
    outcome: null,
    note: 'Call back on Monday',
  },
  { kind: 'runBot', target: { entity: 'lead', id: 101 }, botId: 12 },
  {
    kind: 'addRecording',
    target: { entity: 'contact', id: 11 },
    noteId: 5,
    link: 'https://pbx.example/rec/1.mp3',
  },
];

let made = 0;

/** A write on its way, changed where a picture needs it. */
export const writeView = (write: AgentWrite, changes: Partial<WriteView> = {}): WriteView => ({
  id: ++made,
  callId: null,
  write,
  state: 'waiting',
  ...writeFacts(write, changes.failure ?? null),
  words: '',
  createdAt: NOW - MINUTE,
  retryAt: null,
  changeable: true,
  remoteId: null,
  ...changes,
});

/** A write the CRM refused. */
export const refused = (write: AgentWrite, failure: FailureCode, words = ''): WriteView =>
  writeView(write, { state: 'failed', failure, words });
