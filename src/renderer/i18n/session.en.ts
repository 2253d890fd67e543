/** Texts of sign-in, lock, passwords and the second factor in English. */
export const sessionEn = {
  'session.product': 'Countersign',
  'session.promise': 'Every payment is read by one person and countersigned by another, and the books can prove it.',
  'session.signIn': 'Sign in',
  'session.signInTo': 'Sign in to {desk}',
  'session.userName': 'User name',
  'session.password': 'Password',
  'session.ended': 'Your session has ended. Sign in again; nothing that was saved is lost.',
  'session.demo': 'Demo desk',
  'session.demoChoose': 'Choose who you want to be',
  'session.demoHint':
    'This ledger holds made-up customers and made-up money. Every demo person has the password {password}.',
  'session.demoSignIn': 'Sign in as {name}',
  'session.version': 'Version {version}',

  'session.firstRun': 'Set up this desk',
  'session.firstRunHint':
    'This ledger is new. Name the desk and become its first administrator; you then add your colleagues under Operators.',
  'session.deskName': 'Name of the desk',
  'session.deskNameHint': 'It stands at the top of every screen and on every report.',
  'session.timeZone': 'Time zone of the desk',
  'session.timeZoneHint': 'Business dates and the daily cut-off follow this zone.',
  'session.you': 'You',
  'session.displayName': 'Your name',
  'session.userNameHint': 'Lower-case letters, digits, dot, dash; at least two characters.',
  'session.userNameFault': 'Start with a letter; then lower-case letters, digits, dot, dash or underscore.',
  'session.createDesk': 'Create the desk “{desk}”',

  'session.strength.empty':
    'A password needs at least 12 characters. Three or four words in a row are easy to keep in mind.',
  'session.strength.short': '{left} more {left|character|characters} needed: a password has at least 12.',
  'session.strength.name': 'It contains the user name. Choose something else.',
  'session.strength.simple': 'It uses too few different characters. Choose something less regular.',
  'session.strength.good': 'Long enough. A longer one is better still.',
  'session.strength.strong': 'A strong password.',
  'session.repeat': 'Repeat the password',
  'session.repeatDiffers': 'The two passwords are not the same.',

  'session.lock': 'Lock',
  'session.locked': 'The desk is locked',
  'session.lockedHint': '{name}, enter your password to go on where you were.',
  'session.unlock': 'Unlock',
  'session.signOut': 'Sign out',
  'session.otherPerson': 'Sign out, somebody else sits here',

  'session.changePassword': 'Change password',
  'session.mustChange': 'Choose your own password',
  'session.mustChangeHint':
    'An administrator set your present password. Choose one that only you know, then start working.',
  'session.currentPassword': 'Current password',
  'session.newPassword': 'New password',
  'session.passwordChanged': 'Your password was changed.',

  'session.secondFactor': 'Second factor',
  'session.secondFactorSet': 'Second factor is set up',
  'session.secondFactorWhy':
    'Approvals and releases ask for a six-digit code from an authenticator app, so that a password alone never moves money.',
  'session.secondFactorReplace':
    'You already have one. Setting it up again replaces it: the old authenticator stops working.',
  'session.secondFactorBegin': 'Show the code to scan',
  'session.secondFactorScan': 'Scan this with your authenticator app, or type the secret into it.',
  'session.secondFactorSecret': 'Secret',
  'session.secondFactorDone': 'Your second factor is set up.',
  'session.qr': 'Code to scan with an authenticator app',
  'session.code': 'Six-digit code',
  'session.codeHint': 'Enter the six digits that your authenticator shows now.',
  'session.stepUp': 'Confirm that it is you',
  'session.stepUpHint':
    'This step moves money or changes who may. Enter the six digits that your authenticator shows now.',
  'session.stepUpGo': 'Confirm',
  'session.stepUpNone': 'You have no second factor yet. Set it up first, then do this step again.',
  'session.stepUpSetUp': 'Set up the second factor',
  'session.demoCode': 'Demo desk: the authenticator shows {code}',
  'session.demoCodeUse': 'Use this code',

  'session.engineDown': 'The engine is not answering. Your work is kept; the line is tried again by itself.',
  'session.engineConnecting': 'Connecting to the engine…',
  'session.engineStuck':
    'The engine has not answered for a while. In a browser: press Enter in the window where the desk was started, and open the new link.',
} as const
