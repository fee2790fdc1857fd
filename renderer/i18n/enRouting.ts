/** English messages of the settings' pages for lines and the pop. */
export const enRouting = {
  'settings.page.lines': 'Lines',
  'lines.title': 'Lines',
  'lines.explain':
    'A line is what a call comes through: an extension, a number of yours, or an account of the softphone. Each belongs to one CRM account, and its calls go there. Lines appear here with their first call.',
  'lines.none': 'No calls yet.',
  'lines.unnamed': 'Calls that name no line',
  'lines.account': 'Account of {line}',
  'lines.ask': 'Whoever knows the number',
  'lines.how.seen': 'Nothing is chosen yet.',
  'lines.how.learned': 'Learned when you moved a call.',
  'lines.how.shared': 'You moved its calls to different accounts.',
  'lines.how.set': 'Chosen by you.',
  'lines.forget': 'Forget',
  'lines.forgetLine': 'Forget the account of {line}',
  'keys.moveAccount': 'Move the call to another account',
} as const;

export type RoutingCatalogue = Readonly<Record<keyof typeof enRouting, string>>;
