/** What the feed calls the coming of each kind of note (crm-api.md 3.8). */
export const NOTE_EVENTS: Readonly<Record<string, string>> = {
  common: 'common_note_added',
  call_in: 'incoming_call',
  call_out: 'outgoing_call',
  sms_in: 'incoming_sms',
  sms_out: 'outgoing_sms',
  attachment: 'attachment_note_added',
  geolocation: 'geo_note_added',
  message_cashier: 'message_to_cashier_note_added',
  service_message: 'service_note_added',
  extended_service_message: 'service_note_added',
  site_visit: 'site_visit_note_added',
  targeting_in: 'targeting_in_note_added',
  targeting_out: 'targeting_out_note_added',
  transaction: 'transaction_added',
  link_followed: 'link_followed',
};

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A ULID in lower case: ten letters of time (ms), sixteen that tell events of the same time apart. */
export const eventId = (timeMs: number, serial: number): string => base32(timeMs, 10) + base32(serial, 16);

function base32(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = (ALPHABET[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
