import type { AmiMessage } from './amiReader.ts';
import type { KnownCall } from './asteriskCallRecords.ts';
import { isLocal, type OwnEndpoints } from './asteriskChannels.ts';
import { dialledOf, remoteNumberOf } from '../switchboardNumbers.ts';

/** The list of all channels (`Action: Status`), asked of it what a source must know that has not listened. */
export interface ChannelList {
  has(uniqueid: string): boolean;
  /** What a channel of the agent's is doing; null when it is in no call: in a menu, a mailbox, on its way. */
  seen(
    channel: AmiMessage,
    own: OwnEndpoints,
  ): { readonly begins: Pick<KnownCall, 'direction' | 'number' | 'asked'>; readonly talks: boolean } | null;
  /** True when a known call is talked on by now. */
  talks(call: KnownCall, own: OwnEndpoints): boolean;
}

/** Applications by which a channel calls others; one that was called itself has `AppDial`, one that fetched a call that name. */
const DIALS = /^(?:Dial|Queue|FollowMe)$/;
const isUp = (channel: AmiMessage): boolean => channel['ChannelStateDesc'] === 'Up';
const isBridged = (channel: AmiMessage): boolean => (channel['BridgeID'] ?? '') !== '';
const wasDialled = (channel: AmiMessage): boolean => channel['Application'] === 'AppDial';

export function channelList(channels: readonly AmiMessage[]): ChannelList {
  const byId = new Map(channels.map((channel) => [channel['Uniqueid'] ?? '', channel]));

  /** A program asked for it: its first channel is an end of a pipe, or both sides were called and nobody called them. */
  function isAskedFor(channel: AmiMessage): boolean {
    const root = byId.get(channel['Linkedid'] ?? '');
    if (root === channel) return channel['ChannelStateDesc'] === 'Ringing';
    if (root !== undefined) return isLocal(root['Channel']);
    const peer = channels.find(
      (one) => one !== channel && isBridged(one) && one['BridgeID'] === channel['BridgeID'],
    );
    return peer !== undefined && wasDialled(peer) && wasDialled(channel);
  }

  /** Somebody outside the agent's own phones has lifted in a call a program asked for. */
  const customerLifted = (root: string | undefined, own: OwnEndpoints): boolean =>
    channels.some(
      (one) =>
        one['Linkedid'] === root && isUp(one) && !isLocal(one['Channel']) && own.of(one['Channel']) === null,
    );

  return {
    has: (uniqueid) => byId.has(uniqueid),
    seen(channel, own) {
      const remote = channel['ConnectedLineNum'];
      if (isAskedFor(channel)) {
        const number = dialledOf([remote], own.has);
        const asked = isUp(channel) ? 'customer' : 'agent';
        const talks = isUp(channel) && customerLifted(channel['Linkedid'], own);
        return { begins: { direction: 'outbound', number, asked }, talks };
      }
      const talks = isUp(channel) && isBridged(channel);
      if (DIALS.test(channel['Application'] ?? '')) {
        const number = dialledOf([channel['Exten'], remote], own.has);
        return { begins: { direction: 'outbound', number, asked: null }, talks };
      }
      if (!talks && channel['ChannelStateDesc'] !== 'Ringing') return null;
      return {
        begins: { direction: 'inbound', number: remoteNumberOf([remote], own.has), asked: null },
        talks,
      };
    },
    talks(call, own) {
      const lifted = channels.filter((one) => call.legs.has(one['Uniqueid'] ?? '') && isUp(one));
      if (call.asked !== null) return lifted.length > 0 && customerLifted(call.root, own);
      return lifted.some((one) => isBridged(one));
    },
  };
}
