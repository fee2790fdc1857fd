import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openJournal } from './openJournal.ts';

/** Opens a large journal once, before main does (openAhead.ts): its check and its migrations take seconds. */
const { file } = z.object({ file: z.string() }).parse(workerData);
const opened = openJournal(file);
if (opened.ok) opened.value.close();
