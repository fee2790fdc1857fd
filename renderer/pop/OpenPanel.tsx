import type { Match, PopEntry } from '../../preload/contract.ts';
import { CreatePanel } from '../call/CreatePanel.tsx';
import { SearchPanel } from '../call/SearchPanel.tsx';
import type { PopPanel } from './popKeys.ts';
import { assertNever } from '../state/assertNever.ts';

interface OpenPanelProps {
  readonly panel: PopPanel;
  readonly entry: PopEntry;
  readonly onPick: (match: Match) => void;
  readonly onClose: () => void;
}

/** The step that is open inside the pop, if one is. */
export function OpenPanel({ panel, entry: { call, account }, onPick, onClose }: OpenPanelProps) {
  switch (panel) {
    case 'none':
      return null;
    case 'search':
      return (
        <SearchPanel
          callId={call.id}
          firstText=""
          currency={account.currency}
          onPick={onPick}
          onClose={onClose}
        />
      );
    case 'create':
      return (
        <CreatePanel
          call={call}
          currency={account.currency}
          onPick={onPick}
          onCreated={onClose}
          onClose={onClose}
        />
      );
    default:
      return assertNever(panel);
  }
}
