/** The settings of calls in the CRM. */
export const enTelephony = {
  'telephony.title': 'Calls in the CRM',
  'telephony.whoLogs': 'Who logs calls in the CRM',
  'telephony.whoLogs.first': 'Whoever is first',
  'telephony.whoLogs.pbx': 'The PBX',
  'telephony.whoLogs.ringside': 'Ringside',
  'telephony.about.first':
    'Right before it logs a call, Ringside looks whether your PBX has logged it: the same number within 90 seconds. Then only your result, note and task are added. A PBX that logs later than you still logs a second time.',
  'telephony.about.pbx':
    'Ringside waits for the call your PBX logs and adds your result, note and task. What the PBX has not logged two minutes after the call, Ringside logs itself, so that no result is lost.',
  'telephony.about.ringside':
    'Ringside logs every call and does not look for calls of a PBX. Choose this if your PBX does not write to the CRM.',
  'telephony.asNote':
    'A call that the PBX logged is not changed: the result is added to the same card as a note of its own.',
  'telephony.colleagues': 'Pop-up for colleagues',
  'telephony.colleagues.on': 'Show my incoming calls to colleagues in the CRM’s web pages',
  'telephony.colleagues.about':
    'When your phone rings, the chosen colleagues see who calls in their browser, as far as the CRM is open there. Every desk that has this switched on shows its own calls.',
  'telephony.colleagues.who': 'To whom',
  'telephony.colleagues.nobody': 'Nobody is chosen: nothing is sent.',
  'telephony.colleagues.none': 'The account’s users are not known yet. They come with the first sync.',
} as const;
