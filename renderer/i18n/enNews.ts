/** English messages of the page "CRM news". The Russian ones have exactly these keys. */
export const enNews = {
  'news.title': 'CRM news',
  'news.intro':
    'Changes made by colleagues and robots show here by themselves: within a second by webhooks, otherwise when Ringside asks the CRM.',

  'news.relay': 'Your team’s relay',
  'news.relay.none':
    'This computer has not joined a relay. Ringside asks the CRM every 30 seconds while this window is open.',
  'news.relay.line.connecting': 'Connecting…',
  'news.relay.line.live': 'Connected',
  'news.relay.line.notHere': 'Connected, but the relay does not know this account. Ask its admin.',
  'news.relay.line.unreachable': 'Not reached. Ringside keeps trying and asks the CRM meanwhile.',
  'news.relay.line.relayError': 'The relay answers with an error. Ringside keeps trying.',
  'news.relay.line.protocol': 'The relay speaks another version. Update Ringside or the relay.',
  'news.relay.line.refused': 'The relay does not accept this computer any more. Join with a new invite.',
  'news.relay.line.replaced': 'Another computer uses the same place. Join with a new invite.',
  'news.relay.last': 'Last webhook: {time}',
  'news.relay.noneYet': 'No webhook has come since Ringside started.',
  'news.relay.invite': 'Link of your invite',
  'news.relay.inviteHint': 'The relay’s admin makes one for each computer. It works once, for seven days.',
  'news.relay.join': 'Join',
  'news.relay.again': 'Join another relay',
  'news.relay.leave': 'Leave the relay',
  'news.join.badLink': 'This is not the link of an invite. It looks like https://…/invite#…',
  'news.join.unreachable': 'The relay is not reached. Check the link and the network.',
  'news.join.inviteSpent': 'This invite was used already or is too old. Ask for a new one.',
  'news.join.notARelay': 'Somebody answers there, but it is no relay.',
  'news.join.otherAccount': 'This invite is for another account. Ask for a new one for this account.',
  'news.join.keychain':
    'The system’s keychain does not take the password of this computer. Unlock it and try again.',

  'news.hooks': 'What the CRM tells',
  'news.hooks.asking': 'Asking the CRM…',
  'news.hooks.notAdmin':
    'Only an admin of the account can see and switch webhooks. Ask one to open this page; what is switched on works for you too.',
  'news.hooks.none': 'The CRM sends no webhooks to a relay yet.',
  'news.hooks.address': 'Address of the relay’s webhook',
  'news.hooks.addressHint':
    'The relay prints it when it starts, as webhookUrl. It is secret: it is kept by the CRM alone.',
  'news.hooks.add': 'Subscribe',
  'news.hooks.to': 'To {address}',
  'news.hooks.disabled': 'The CRM has switched this off: too many webhooks were not accepted.',
  'news.hooks.enable': 'Switch on again',
  'news.hooks.test': 'Send a test',
  'news.hooks.testing': 'Waiting for it…',
  'news.hooks.refresh': 'Ask again',
  'news.test.arrived': 'It arrived after {ms} ms.',
  'news.test.unreachable': 'The address is not reached from this computer.',
  'news.test.refused': 'The address does not accept webhooks.',
  'news.test.lost': 'It was accepted, but did not arrive here. Is this computer connected to that relay?',

  'news.kind.leadAdded': 'Deals: new',
  'news.kind.leadChanged': 'Deals: changed',
  'news.kind.leadStage': 'Deals: stage',
  'news.kind.leadResponsible': 'Deals: responsible',
  'news.kind.leadDeleted': 'Deals: deleted',
  'news.kind.leadRestored': 'Deals: restored',
  'news.kind.leadNote': 'Deals: notes and calls',
  'news.kind.contacts': 'Contacts',
  'news.kind.companies': 'Companies',
  'news.kind.tasks': 'Tasks',
  'news.kind.unsorted': 'Incoming leads',
  'news.kind.calls': 'Contacts and companies: notes and calls',

  'notices.title': 'Notifications',
  'notices.intro':
    'The system tells you of these, though no window is open. Never of what you did yourself, and never in quiet hours.',
  'notices.account': 'Notifications of this account',
  'notices.kinds': 'Of every account',
  'notices.kind.leadMoved': 'A stage of my deal changed',
  'notices.kind.leadGiven': 'A deal was given to me',
  'notices.kind.taskDue': 'A task of mine is due',
  'notices.kind.taskGiven': 'A task was given to me',
  'notices.kind.calledBack': 'Somebody else called a missed caller back',
  'notices.kind.incomingCall': 'An incoming lead by phone',

  'news.receiver': 'Without a relay',
  'news.receiver.on': 'Take webhooks on this computer',
  'news.receiver.hint':
    'For a tunnel or a network of your own: lead a public address to this one. It listens on this computer alone.',
  'news.receiver.listening': 'Listens at 127.0.0.1:{port}',
  'news.receiver.portInUse': 'Another program has port {port}. Change webhookReceiver in settings.json.',
  'news.receiver.failed': 'The system does not let Ringside listen at port {port}.',
  'news.receiver.copy': 'Copy the address',
  'news.receiver.copied': 'Copied. The address is secret: give it to the tunnel only.',
} as const;

/** Catalogue of any language: exactly the keys of the English one. */
export type NewsCatalogue = Readonly<Record<keyof typeof enNews, string>>;
