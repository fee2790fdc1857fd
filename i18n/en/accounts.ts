/** Accounts: the ways in, what keeps an account from working, what can be done with one. */
export const enAccounts = {
  'welcome.amocrm': 'Sign in to amoCRM',
  'welcome.kommo': 'Sign in to Kommo',
  'welcome.demo': 'Try with demo data',
  'welcome.demoText': 'No account needed; everything stays on this computer.',
  'welcome.accounts': 'Signed-in accounts',
  'welcome.clientId': 'Integration ID',
  'welcome.clientSecret': 'Secret key',
  'welcome.secretHint': 'Kept sealed on this computer; it is never shown again.',
  'welcome.redirectUri': 'Redirect address',
  'welcome.redirectHint': 'Must be the same, letter for letter, in the integration.',
  'welcome.continue': 'Continue in the browser',
  'welcome.browser': 'Waiting for your browser…',
  'welcome.browserText':
    'Choose the account in the page that opened and press “Allow”. This window goes on by itself.',
  'welcome.expires': 'The page is good until {time}.',
  'welcome.reopen': 'Open the page again',
  'welcome.exchanging': 'Signing in…',
  'welcome.exchangingText': 'The account allowed it. Fetching its name and yours.',
  'welcome.done': 'Signed in. The account’s window opens now.',
  'welcome.demoStarting': 'Starting the demo…',

  'way.choose': 'How do you sign in?',
  'way.browser': 'In the browser',
  'way.browserFor': 'The usual way. You press “Allow” in the CRM, the answer comes back to this computer.',
  'way.relay': 'In the browser, through the team’s relay',
  'way.relayFor':
    'If your team runs a relay: the integration calls back its https address, and the relay hands the answer on.',
  'way.code': 'With a code',
  'way.codeFor':
    'If the browser cannot come back here. The integration’s page shows a code, good for 20 minutes and one use.',
  'way.token': 'With a long-lived token',
  'way.tokenFor': 'For private integrations. One paste, no keys; somebody must renew it before it ends.',
  'way.browser.step1':
    'An administrator opens “amoMarket” or “Integrations” in {crm} and creates a private integration.',
  'way.browser.step2': 'They paste the redirect address below into it, allow access to all data, and save.',
  'way.browser.step3': 'On its tab “Keys and scopes” you copy the integration ID and the secret key here.',
  'way.relay.step1':
    'An administrator creates a private integration in {crm}, with the relay’s https address as redirect address.',
  'way.relay.step2': 'The relay hands the CRM’s answer to this computer and keeps nothing of it.',
  'way.relay.step3': 'On the tab “Keys and scopes” you copy the integration ID and the secret key here.',
  'way.code.step1': 'In {crm} open the private integration and its tab “Keys and scopes”.',
  'way.code.step2':
    'Copy the integration ID and the secret key here, and the redirect address as it stands there.',
  'way.code.step3':
    'Copy the authorization code last: it works once, for 20 minutes. Opening the tab again gives a new one.',
  'way.token.step1': 'In {crm} an administrator opens the private integration and its tab “Keys and scopes”.',
  'way.token.step2': 'They press “Generate long-lived token” and choose how long it lives. It is shown once.',
  'way.token.step3': 'You paste it here. Ringside tells you 14 days before it ends.',
  'way.address': 'Address of the account',
  'way.addressHint': 'As in the browser’s address line, for example {example}',
  'way.relayUri': 'The relay’s address',
  'way.relayHint': 'Begins with https:// and must be the same, letter for letter, in the integration.',
  'way.registeredUri': 'Redirect address of the integration',
  'way.code.label': 'Authorization code',
  'way.token.label': 'Long-lived token',
  'way.token.hint': 'Kept sealed on this computer; it is never shown again.',
  'way.tokenEnds': 'This token ends on {date}.',
  'way.signIn': 'Sign in',

  'typed.empty': 'This is needed.',
  'typed.clientId':
    'An integration ID has 36 characters with hyphens, like 0f8fad5b-d9cb-469f-a165-70867728950e.',
  'typed.clientSecret': 'A secret key has no blanks. Copy all of it again.',
  'typed.redirectUri': 'It must look like http://localhost:47823/oauth/callback.',
  'typed.relayUri':
    'It must begin with https:// and name the relay, like https://relay.example.com/oauth/callback.',
  'typed.registeredUri': 'It must be a full address, as it stands in the integration.',
  'typed.address':
    'That is not an address of a {crm} account. Type its first part, or copy the address line of the browser.',
  'typed.otherZone': 'That is an account of {other}. Go back and choose {other}.',
  'typed.code': 'That is not a code. Copy it again: it is a long line of letters and digits.',
  'typed.token': 'That is not a long-lived token. It is a very long line with two dots in it.',

  'signIn.badClientId':
    'The integration ID does not look right. Copy it again from “Keys and scopes”: it has 36 characters with hyphens.',
  'signIn.badClientSecret':
    'The secret key does not look right. Copy it again from “Keys and scopes”, all of it.',
  'signIn.badRedirectUri':
    'The redirect address must look like http://localhost:47823/oauth/callback. Correct it here and in the integration.',
  'signIn.portInUse':
    'Another program uses the port of the redirect address. Close it, and the browser opens by itself; or choose another port here and in the integration.',
  'signIn.browserNotOpened':
    'The browser could not be opened. Set a default browser in the system’s settings and try again.',
  'signIn.denied': 'The access was not allowed in the browser. Try again and press “Allow”.',
  'signIn.expired': 'The page in the browser was not answered in time. Try again.',
  'signIn.foreignHost':
    'The answer named an address that is not the CRM’s, so nothing was sent there. Try again from here.',
  'signIn.wrongClient':
    'The CRM does not accept the integration. Check its ID, its secret key and the redirect address, that it belongs to this account, and that the account is paid and open.',
  'signIn.codeRefused':
    'The CRM refused the sign-in. Check the secret key and the redirect address, then try again.',
  'signIn.serviceUnreachable': 'The CRM cannot be reached. Check the internet connection and try again.',
  'signIn.serviceAnswer': 'The CRM gave an answer that makes no sense. Try again in a few minutes.',
  'signIn.keychainLocked':
    'The system’s keychain is locked, so the sign-in cannot be sealed. Unlock it and try again.',
  'signIn.keychainWrong':
    'The keychain holds another key than the one used before. Restore the keychain, or choose “Start anew” in an account’s window.',
  'signIn.demoUnavailable': 'The demo could not be started. Restart Ringside and try again.',
  'signIn.badSubdomain':
    'The account’s address does not look right. Copy it from the browser’s address line.',
  'signIn.otherZone':
    'This account or token belongs to the other platform. Go back and choose amoCRM or Kommo as it is.',
  'signIn.badCode': 'The code does not look right. Copy it again from “Keys and scopes”, all of it.',
  'signIn.badToken':
    'The long-lived token does not look right. Copy all of it; if it is lost, generate a new one.',
  'signIn.tokenEnded': 'This long-lived token has ended. Generate a new one in “Keys and scopes”.',
  'signIn.codeUsed': 'This code was used already. Open the integration’s page again: it shows a new one.',
  'signIn.codeExpired':
    'This code is older than 20 minutes. Open the integration’s page again: it shows a new one.',
  'signIn.codeUnknown':
    'The CRM does not know this code. Check that it was copied whole, and from this account’s integration.',
  'signIn.tokenRefused':
    'The CRM does not accept the token. It may be revoked, or belong to another account; generate a new one.',
  'signIn.noSuchAccount':
    'There is no account at this address. Check it in the browser’s address line; it may have been renamed.',
  'signIn.otherAccount':
    'The answer was for another account or user than the one asked, so nothing was changed. Choose the right one in the browser, or add this one as a new account.',
  'signIn.notPaid':
    'The CRM account is not paid, so it lets nobody in. Ask its administrator, then try again.',
  'signIn.noRights':
    'Your user has no right to what Ringside reads in the CRM. Ask the administrator for rights, or to allow the integration access to all data.',
  'signIn.serviceBlocked': 'The CRM blocks requests from here for a while. Wait some minutes and try again.',
  'signIn.disk':
    'The sign-in could not be saved: the disk is full or cannot be written. Make room and try again.',
  'signIn.keychainDenied':
    'The system’s keychain refused Ringside. Try again and allow it when the system asks.',
  'signIn.keychainSlow':
    'The system’s keychain has not answered. Look for a question of the system, perhaps behind other windows, then try again.',

  'state.needsSignIn': 'Sign in to {account} again. Nothing is lost.',
  'state.signInLost':
    'Ringside no longer has the sign-in of this account: the system’s keychain has no key to it. The CRM has not refused you. Sign in again, and the calls kept here are sent.',
  'state.signInAgain': 'Sign in again',
  'state.proxyRefused':
    'Your network’s proxy does not let Ringside through to the CRM: it wants a password or forbids the address. Ringside does not sign in at proxies (NTLM, Kerberos, Basic). Ask your administrator to allow amocrm.ru and kommo.com without a password; Ringside goes on by itself.',
  'state.certificateUnknown':
    'Your network opens encrypted connections with a certificate this computer does not know, so Ringside sends nothing. Ask your administrator to install the network’s certificate in the system’s store, then restart Ringside.',
  'signIn.proxyRefused':
    'Your network’s proxy does not let Ringside through to the CRM. Ask your administrator to allow amocrm.ru and kommo.com without a password, then try again.',
  'signIn.certificateUnknown':
    'Your network opens encrypted connections with a certificate this computer does not know. Ask your administrator to install it in the system’s store, restart Ringside and try again.',
  'state.socksOnly':
    'Your system names a SOCKS proxy, which Ringside does not speak, and the CRM is not reached without it. Ask your administrator for an HTTP proxy, or for a direct way to amocrm.ru and kommo.com; Ringside goes on by itself.',
  'signIn.socksOnly':
    'Your system names a SOCKS proxy, which Ringside does not speak, and the CRM is not reached without it. Ask your administrator for an HTTP proxy or a direct way, then try again.',
  'state.blocked':
    'The CRM blocks requests from here for a while. Your calls are kept and will be sent when it lets go.',
  'state.turnedAway':
    'The CRM turns Ringside away, although the sign-in was just renewed. Ringside keeps trying; your calls are kept and will be sent when it lets you in. If it lasts, ask your CRM’s administrator.',
  'state.paymentRequired':
    'The CRM account is not paid. Your calls are kept and will be sent once it is; ask its administrator.',
  'state.forbidden':
    'Your user has no right to this in the CRM. Ask its administrator for rights to contacts and calls.',
  'state.keychainLocked':
    'The system’s keychain is locked. Unlock it and Ringside goes on by itself; nothing is lost.',
  'state.keychainMissing':
    'This computer has no keychain that answers. Start one (for example GNOME Keyring) and restart Ringside.',
  'state.keychainWrong':
    'The keychain holds another key than the one the sign-ins were sealed with, as on another computer. Restore the keychain, or start anew: every account and call stays, and you sign in again.',
  'state.sessionOnly':
    'There is no keychain, so the sign-in is kept in memory only. You will have to sign in again after closing Ringside.',
  'state.tokenOver':
    'The CRM no longer accepts the long-lived token: it has ended, was revoked, or the integration was disabled. Your calls are kept; paste a new token.',
  'state.signedOut':
    'You signed out of this account. Its calls are kept here and will be sent after you sign in again.',
  'state.integrationDisabled':
    'The CRM refuses the integration: an administrator disabled it or made its secret key anew, or the account is closed. Your calls are kept. Ask the administrator to enable it, or sign in with the new key.',
  'state.accountClosed':
    'The CRM no longer knows this account: it was closed or deleted. Your calls are kept here. If that is a mistake, ask its administrator and try again.',
  'state.keychainDenied':
    'The system’s keychain refused Ringside its key. Press “Try again” and allow it; nothing is lost.',
  'state.keychainSlow':
    'The system’s keychain has not answered yet. A question from the system may be waiting for you, perhaps behind other windows. Ringside goes on when it answers.',
  'state.tryAgain': 'Try again',
  'state.otherWay': 'Sign in another way',
  'state.startAnew': 'Start anew',
  'state.startAnewSure':
    'Sign-ins that cannot be opened are dropped for all accounts. Calls and results stay.',
  'state.tokenEnds':
    '{days, plural, =0 {The long-lived token ends today.} one {The long-lived token ends in # day.} other {The long-lived token ends in # days.}} Make a new one in the CRM and paste it here.',
  'state.newToken': 'Paste a new token',

  'care.title': 'This account',
  'care.name': 'Name here',
  'care.nameHint': 'Only on this computer. Empty: as the CRM says, {name}.',
  'care.colour': 'Colour',
  'care.colourNumber': 'Colour {number}',
  'care.place': 'Place in the list',
  'care.earlier': 'Earlier',
  'care.later': 'Later',
  'care.placeOf': '{place, number} of {count, number}',
  'care.add': 'Add another account',
  'care.signedInBy': 'Signed in',
  'care.tokenEnds': 'The long-lived token ends on {date}.',
  'care.signOut': 'Sign out',
  'care.signOutText':
    'Forgets the sign-in. Calls and results stay here, and what waits is sent after you sign in again.',
  'care.export': 'Export calls',
  'care.exported': '{calls, plural, one {# call} other {# calls}} saved: {path}',
  'care.exportedWaiting': 'What is not in the CRM yet is in a second file beside it.',
  'care.remove': 'Remove the account',
  'care.removeText':
    'Deletes the account from this computer with its {calls, plural, one {# call} other {# calls}}. Nothing is deleted in the CRM.',
  'care.waiting':
    '{waiting, plural, one {# result or change is} other {# results or changes are}} not in the CRM yet. Export first, or wait until everything is sent.',
  'care.exportedAt': 'Exported {time}.',
  'care.removeSure': 'Remove {name} from this computer?',
  'care.removeYes': 'Remove',
  'welcome.title': 'Know who is calling before you say hello.',
  'welcome.text':
    'Ringside shows the person, the deal and the last words from your CRM the moment your phone rings. One key logs the call.',
  'welcome.language': 'Language',
  'way.others': 'Other ways to sign in',
  'way.short.relay': 'Team relay',
  'way.short.code': 'Code',
  'way.short.token': 'Token',
  'sample.account': 'Northwind',
  'sample.name': 'James Smith',
  'sample.company': 'Foxglove Florist LLC',
  'sample.number': '+1 212 555 0100',
  'sample.calls': '{number} is calling',
  'sample.task': 'Call back about the dates · 4 days late',
  'sample.deal': 'Espresso machine lease',
  'sample.deal2': 'Service contract 2027',
  'sample.stage': 'Proposal sent',
  'sample.stage2': 'Contacted',
  'sample.words': 'Sat, you: Wants the larger delivery on Fridays.',
  'sample.saves': 'Saves to {deal}',
  'sample.saved': 'Saved to the CRM',
} as const;
