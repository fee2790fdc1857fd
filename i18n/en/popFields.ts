/** Fields of the caller on the pop. */
export const enPopFields = {
  'popFields.zone': 'Fields you chose',
  'popFields.change': '{name}: {value}. Change',
  'popFields.contactTags': 'Tags of the contact',
  'popFields.companyTags': 'Tags of the company',
  'popFields.dealTags': 'Tags of the deal',
  'popFields.task': 'Next task',
  'popFields.yes': 'Yes',
  'popFields.no': 'No',
  'popFields.empty': 'Leave empty',
  'popFields.noNumber': 'Enter a number, for example 12 or 12.5.',
  'popFields.notTaken': 'The field cannot hold this. Check what you typed.',
} as const;
