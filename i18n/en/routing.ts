/** The settings' pages for lines and the pop. */
export const enRouting = {
  'quiet.day.1': 'Mon',
  'quiet.day.2': 'Tue',
  'quiet.day.3': 'Wed',
  'quiet.day.4': 'Thu',
  'quiet.day.5': 'Fri',
  'quiet.day.6': 'Sat',
  'quiet.day.7': 'Sun',

  'settings.page.lines': 'Lines',
  'lines.title': 'Lines',
  'lines.explain':
    'A line is what a call comes through: an extension, a number of yours, or an account of the softphone. Each belongs to one CRM account, and its calls go there. Lines appear here with their first call.',
  'lines.none': 'No calls yet.',
  'lines.unnamed': 'Calls that name no line',
  'lines.account': 'Account of {line}',
  'lines.pipeline': 'Pipeline of new deals of {line}',
  'lines.firstPipeline': 'New deals go to the first pipeline',
  'lines.pipelineOf': 'New deals go to {name}',
  'lines.ask': 'Whoever knows the number',
  'lines.how.seen': 'Nothing is chosen yet.',
  'lines.how.learned': 'Learned when you moved a call.',
  'lines.how.shared': 'You moved its calls to different accounts.',
  'lines.how.set': 'Chosen by you.',
  'lines.forget': 'Forget',
  'lines.forgetLine': 'Forget the account of {line}',
  'keys.moveAccount': 'Move the call to another account',
} as const;
