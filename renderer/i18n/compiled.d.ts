/** A catalogue parsed at build time (scripts/compiledMessages.ts). */
declare module '*?compiled' {
  import type { CompiledMessage } from '@lingui/message-utils/compileMessage';

  export const messages: Readonly<Record<string, CompiledMessage>>;
}
