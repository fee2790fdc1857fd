/** Setting softphones up. */
export const enPhones = {
  'settings.page.connect': 'Connect',
  'connect.title': 'Connect your softphone',
  'softphone.microsip': 'MicroSIP',
  'softphone.zoiper': 'Zoiper 5 Pro',
  'softphone.linphone': 'Linphone',
  'softphone.twinkle': 'Twinkle',
  'softphone.bria': 'Bria',
  'softphone.threecx': '3CX',
  'softphone.auerswald': 'Auerswald COMfortel SoftPhone',
  'softphone.ringotel': 'Ringotel',
  'softphone.wildix': 'Wildix',
  'softphone.nethvoice': 'NethVoice',
  'softphone.yealink': 'Yealink desk phone',
  'preset.microsip':
    'By hand: close MicroSIP, open MicroSIP.ini, put these lines under [Settings] and save the file.',
  'preset.zoiper':
    'Settings, Automation: add a rule for each of these states of a call, with the action “Open URL”, and paste the address.',
  'preset.linphone':
    'Close Linphone and put these lines under [ui] of its settings file linphonerc. Versions up to 4.4, which Debian and Ubuntu have, know no such lines. It tells only that somebody rings; never add $2 there, it is the caller’s to choose.',
  'preset.twinkle':
    'For Linux. Save these lines as a file, write your own address into its third line and make the file executable (chmod +x). In Twinkle open the user profile, Scripts, and enter the file’s path in all eight fields.',
  'preset.noHook':
    'Linphone {version} is installed here, and versions up to 4.4 run nothing when somebody calls: there is nothing to paste. Install a later one from linphone.org, or use Twinkle or baresip.',
  'preset.bria':
    'Nothing to paste: switch Bria on under Softphone. It then asks whether Ringside may see its calls.',
  'preset.threecx':
    'The 3CX app has no hook to paste into; its templates run on the 3CX server and cannot reach this computer. Register the extension in MicroSIP, Linphone or baresip as well, or call selected numbers with the shortcut.',
  'preset.auerswald':
    'Settings, Functions, Automation, Event rules: add a rule “Call state changes to” for each of these, with the action “REST API”, and paste the address.',
  'preset.ringotel':
    'In the administration, Integrations, Screen pop-ups: paste the address, once on ring and once on answer.',
  'preset.wildix':
    'Collaboration, Settings, Personal, Popup URL / App: paste the addresses for ringing, call generation and answer. It does not tell of calls of colleagues.',
  'preset.nethvoice': 'In the CTI settings, URL on call: paste the address, once on ring and once on answer.',
  'preset.yealink':
    'In the phone’s web page, Features, Action URL: incoming call, outgoing call, established, terminated and missed call.',
  'preset.unsafe':
    'Not offered on Windows: Linphone hands its line to cmd.exe there, and a caller could run programs by the name they choose. Use another softphone, or call selected numbers with the shortcut.',
  'preset.lines': 'Lines to paste',
  'preset.copy': 'Copy',
  'preset.copied': 'Copied',
  'network.open': 'Desk phones of my network may report calls',
  'network.explain':
    'The listener then answers at {address} too, only to addresses with the secret in them. Leave it closed in networks you do not trust.',
  'network.none': 'This computer is in no network now.',
  'microsip.title': 'Set up by Ringside',
  'microsip.notFound':
    'No settings of MicroSIP were found here. A portable MicroSIP keeps them beside its program.',
  'microsip.none': 'Not set up yet.',
  'microsip.partly': 'Partly set up.',
  'microsip.all': 'Set up: MicroSIP tells Ringside of its calls.',
  'microsip.running': 'MicroSIP is running. Close it first: it writes its settings anew when it ends.',
  'microsip.taken': 'Other programs of yours are told of calls by these hooks:',
  'microsip.setUp': 'Set up MicroSIP',
  'microsip.setUpRest': 'Set up, leave these',
  'microsip.replace': 'Set up, replace these',
  'microsip.undo': 'Put back what was there',
  'microsip.choose': 'Choose MicroSIP.ini…',
  'microsip.failure.running': 'MicroSIP is running: nothing was changed.',
  'microsip.failure.noFile': 'The file cannot be read: nothing was changed.',
  'microsip.failure.notItsFile': 'This is not a settings file of MicroSIP: it has no [Settings].',
  'microsip.failure.notEncodable':
    'The file is of an old code page that cannot hold the path of Ringside. Save it as UTF-16, then try again.',
  'microsip.failure.tooLong':
    'The path of Ringside is longer than MicroSIP allows (255 characters). Install it in a shorter folder.',
  'microsip.failure.notWritable': 'The file cannot be written: nothing was changed.',
  'microsip.failure.noBackup': 'The copy of the earlier settings is gone: nothing was changed.',

  'settings.page.links': 'Numbers',
  'links.title': 'Numbers from anywhere',
  'links.explain':
    'A number in a web page, a mail or a document: Ringside shows whose it is, and one key dials it through your own softphone.',
  'links.schemes': 'Links of the system',
  'links.offer':
    'Ringside can open these links. It takes them only if you want, and hands them on to your softphone.',
  'links.offerWindows':
    'Windows lets only you choose the program: open its settings and choose Ringside there.',
  'links.state.ours': 'opens in Ringside',
  'links.state.other': 'another program has it',
  'links.state.none': 'no program has it',
  'links.state.unknown': 'the system does not say',
  'links.otherHolder': 'opens in {holder}',
  'links.take': 'Open with Ringside',
  'links.giveBack': 'Give back',
  'links.openSystem': 'Open the system’s settings',
  'selected.title': 'Selected numbers',
  'selected.selection':
    'Select a number in any program and press the keys: its owner pops up. Press them again and it is dialled. Without a selection the clipboard is read; nothing is put on it.',
  'selected.clipboard':
    'Copy a number in any program and press the keys: its owner pops up. Press them again and it is dialled. This system does not let Ringside read what is only selected; nothing is put on the clipboard.',
  'selected.keys': 'Keys:',
  'selected.off': 'switched off',
  'selected.change': 'Change the keys',
  'selected.taken': 'Another program has these keys. Choose others.',
  'offer.title': 'Call this number?',
  'offer.dial': 'Call',
  'offer.keys': 'Enter calls · Esc hide',
  'offer.keysAnywhere': '{shortcut} or Enter calls · Esc hide',

  'softphone.baresip': 'baresip',
  'prove.explain': 'Call yourself, from a mobile phone for example. Let it ring, answer, and hang up.',
  'prove.start': 'I call myself now',
  'prove.again': 'Once more',
  'prove.stop': 'Stop',
  'prove.ring': 'It rang',
  'prove.answer': 'It was answered',
  'prove.end': 'It ended',
  'prove.waiting': 'waiting',
  'prove.missing': 'did not come',
  'prove.told': 'told by {source}',
  'prove.pop': 'The pop was there after {ms} ms.',
  'prove.works': 'Everything works.',
  'prove.noRing':
    'Nothing of a ring has arrived yet. Is the softphone set up as above, saved, and started again?',
  'prove.noAnswer':
    'The end came without an answer. If you did answer, the softphone does not tell of it: paste what stands under “Answered”.',
  'prove.noPop': 'The ring arrived, but the pop did not show. Look below.',
  'state.title': 'How each source fares',
  'state.why': 'Why nothing may pop',
  'why.noAccount': 'No account is signed in: a call has nowhere to go.',
  'why.popOff': 'Incoming calls do not pop, as you chose under Calls and pop.',
  'why.popOnAnswer': 'Incoming calls pop only when they are answered, as you chose under Calls and pop.',
  'why.quietHours': 'It is quiet now, by your own quiet hours.',
  'why.hookDown': 'The listener for softphones does not work: look under Softphone.',
  'why.sourceFailed': 'A source that is switched on is not connected: its reason stands below.',
  'why.lastNumber':
    'The last call did not pop because of its number: colleagues, or numbers you keep from popping. Look under Calls and pop.',
  'why.nothingHeard':
    'Since Ringside was started, nothing was heard of a call. The softphone does not speak to Ringside yet.',
  'connect.which': 'Which phone do you use?',
  'connect.here': 'On this computer',
  'connect.kind.program': 'Program',
  'connect.kind.desk': 'Desk phone',
  'connect.kind.switchboard': 'Switchboard',
  'connect.kind.other': 'Address or command',
  'connect.anyPhone': 'Another phone',
  'connect.other': 'Let it open this address, or run this command, when a call rings, is answered and ends.',
  'prove.title': 'Now call yourself',
  'prove.now.quiet': 'Waiting for your call',
  'prove.now.ringing': 'Your line is ringing',
  'prove.now.talking': 'You are talking',
  'prove.now.ended': 'The call has ended',
} as const;
