/**
 * What the system's keychain can lack. `locked`: there, but not opened; `missing`: none on this system; `wrong`:
 * its key does not open what is sealed; `denied`: the agent or the system refused Ringside the entry; `slow`: no
 * answer yet, perhaps because a prompt waits for the agent.
 */
export interface KeychainFault {
  readonly kind: 'locked' | 'missing' | 'wrong' | 'denied' | 'slow';
  readonly words: string;
}
