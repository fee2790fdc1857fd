/** The settings of calls in the CRM. */
export const enTelephony = {
  'telephony.colleagues': 'Pop-up for colleagues',
  'telephony.colleagues.on': 'Show my incoming calls to colleagues in the CRM’s web pages',
  'telephony.colleagues.about':
    'When your phone rings, the chosen colleagues see who calls in their browser, as far as the CRM is open there. Every desk that has this switched on shows its own calls.',
  'telephony.colleagues.who': 'To whom',
  'telephony.colleagues.nobody': 'Nobody is chosen: nothing is sent.',
  'telephony.colleagues.none': 'The account’s users are not known yet. They come with the first sync.',
} as const;
