import type { Clock } from '../common/clock.ts';
import { createRecordingFetch } from '../recordings/recordingFetch.ts';
import { createRecordingLinks, type RecordingLinks } from '../recordings/recordingLinks.ts';
import { createRecordings, type Recordings } from '../recordings/recordings.ts';
import type { CrmConnections } from './composeCrm.ts';
import type { Startup } from './startup.ts';

/** Recordings of calls: their links as notes are read, and what reads them. */
export interface ComposedRecordings {
  readonly links: RecordingLinks;
  readonly recordings: Recordings;
}

export function composeRecordings(
  { journal, list }: Pick<Startup, 'journal' | 'list'>,
  { network }: Pick<CrmConnections, 'network'>,
  clock: Clock,
): ComposedRecordings {
  const links = createRecordingLinks();
  const recordings = createRecordings({
    links,
    fetch: createRecordingFetch({ network, clock }),
    plainOriginOf(key) {
      const account = list.get(key);
      return account?.zone === 'sandbox' ? `http://${account.host}` : null;
    },
    memory: journal.memory,
    clock,
  });
  return { links, recordings };
}
