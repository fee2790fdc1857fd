/**
 * Twinkle (1.10) runs one script for each of eight triggers, with the headers of the message in its environment
 * (call-sources.md 3). The two release triggers do not say whose call it was, and name the parties as the BYE does: the one
 * that is not the own address is the customer. No caller's text is ever read by the shell: it is one word in quotes.
 *
 * @param program path of the `ringside` program
 */
export function twinkleScript(program: string): string {
  return `#!/bin/sh
# Your own address as it stands in Twinkle's profile, without sip:
OWN='101@pbx.example.com'
RINGSIDE=${quoted(program)}
tell() { exec "$RINGSIDE" call "$@" >/dev/null 2>&1 </dev/null; }
case "$TWINKLE_TRIGGER" in
  in_call) tell --direction in ringing "$SIP_FROM" ;;
  in_call_answered) tell --direction in answered "$SIP_FROM" ;;
  in_call_failed) tell --direction in ended "$SIP_FROM" ;;
  out_call) tell --direction out dialing "$SIP_TO" ;;
  out_call_answered) tell --direction out answered "$SIP_TO" ;;
  out_call_failed) tell --direction out ended "$SIP_TO" ;;
  local_release|remote_release)
    case "$SIP_FROM" in
      *"sip:$OWN"|*"sip:$OWN>"*|*"sip:$OWN;"*|*"sip:$OWN:"*) tell ended "$SIP_TO" ;;
      *) tell ended "$SIP_FROM" ;;
    esac ;;
esac
exit 0
`;
}

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
