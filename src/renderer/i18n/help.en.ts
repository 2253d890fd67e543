/** Texts of the help in English. */
export const helpEn = {
  'help.title': 'Help',
  'help.topics': 'Help topics',
  'help.about': 'Help: {topic}',
  'help.goThere': 'Go to the page',
  'help.part.trigger': 'Trigger',
  'help.part.checklist': 'Checklist',
  'help.part.action': 'Action',
  'help.part.verification': 'Verification',

  'help.topic.lifecycle': 'Withdrawal Lifecycle',
  'help.lifecycle.trigger':
    'A request arrives: recorded on the customer card, taken in from a file, or moved on by another department. It stands in the queue of whoever acts next.',
  'help.lifecycle.checklist':
    'Amount and currency, who is paid and where, the checks with their figures, documents and comments. A check that failed says which figure decides and what helps.',
  'help.lifecycle.action':
    'Open the request and press one of the actions offered; the others say why they are not yours. An approval covers exactly what is on the screen: a later edit voids it.',
  'help.lifecycle.verification':
    'The path on the card shows the step it has reached, the audit log who did what. Nothing counts as paid before the bank’s statement says so.',

  'help.topic.leadTransactions': 'Lead Transactions',
  'help.leadTransactions.trigger':
    'A customer asks to be paid, adds a payout destination, or asks what became of a request.',
  'help.leadTransactions.checklist':
    'Trading accounts with book balance and what is held, open requests, destinations that are usable, risk and facts from outside.',
  'help.leadTransactions.action':
    'Add the destination first where there is none: a second person confirms it and it cools off. Then create the withdrawal from the card.',
  'help.leadTransactions.verification':
    'The request stands under WD requests of the card, and the activity lists every later step with the comments copied to the customer.',

  'help.topic.types': 'Withdrawal Types',
  'help.types.trigger':
    'The form of a withdrawal asks for a business reason that is not on the list, or lists one that is no longer used.',
  'help.types.checklist': 'The name in both languages. Requests that use a type keep it, also when it is retired.',
  'help.types.action':
    'Add or retire the type under Lists. An empty list blocks the form, and the form says which list it is.',
  'help.types.verification': 'Open the form of a withdrawal: the type is offered, or is gone.',

  'help.topic.methods': 'Withdrawal Methods',
  'help.methods.trigger': 'Customers may be paid in a new way, or a way is no longer offered.',
  'help.methods.checklist': 'Name in both languages and how the desk pays it: wire, cheque, wallet, card or by hand.',
  'help.methods.action': 'Propose the change under Lists. It concerns money, so another person confirms it.',
  'help.methods.verification': 'The method is in force once confirmed; the audit log names both people.',

  'help.topic.rules': 'Withdrawal Rules Handbook',
  'help.rules.trigger': 'A channel, a limit, a fee, a service hour or a holiday changes.',
  'help.rules.checklist':
    'Currencies and banks of the channel, limits with their comparison signs, hours and cut-off, what the routing table says. Try a route before you propose.',
  'help.rules.action':
    'Propose the change with its reason; another person reads the difference and confirms. It has a version and a day.',
  'help.rules.verification':
    'Under Channels, Try a route shows the reason for every candidate, and why the others are not taken.',

  'help.topic.bst': 'BST Overview',
  'help.bst.trigger':
    'A request is routed to a bank-securities transfer. Six conditions decide whether the desk executes it by itself.',
  'help.bst.checklist':
    'The six conditions one by one: settings on, hours, amount within the bank’s limit, count of the day, mandate open, no emergency. Outside the hours the transfer waits.',
  'help.bst.action':
    'Where a condition fails, a person presses Execute; large amounts need two people and tell Accounting.',
  'help.bst.verification':
    'The answer of the bank stands on the transfer. No answer is unknown, never failed: it blocks another try until evidence is attached.',

  'help.topic.troubleshooting': 'Withdrawal Troubleshooting',
  'help.troubleshooting.trigger':
    'A payment failed or came back, its outcome is unknown, or an emergency control is in force.',
  'help.troubleshooting.checklist':
    'The bank’s words and the cause they mean, how often it was tried, and whether the approvals still stand.',
  'help.troubleshooting.action':
    'Pay again, correct the destination, use another channel, cancel and restore, or hold for an investigation. A sign of fraud is released by another person.',
  'help.troubleshooting.verification':
    'The failure is resolved with its reason; the money is restored once or paid once, and the books say which.',

  'help.topic.codes': 'Withdrawal Data Dictionary',
  'help.codes.trigger': 'A status, a reason code, an answer code of a bank or an entry of the audit log is not clear.',
  'help.codes.checklist':
    'Each workflow names its statuses, actions, reason codes and policies. Answers of banks keep their own code beside our words.',
  'help.codes.action':
    'Open the workflow under Workflow profiles, or its matrix: from status, to status, action, department, permission.',
  'help.codes.verification':
    'Try a request against a version: it lists what would be possible, and why the rest is not.',

  'help.topic.deposits': 'Deposits & Withdrawals',
  'help.deposits.trigger':
    'A high-risk customer, region or destination is involved, or a deposit waits for its entry in the register.',
  'help.deposits.checklist':
    'The three questions of the inquiry, the entry in the register before approval, Compliance’s decision.',
  'help.deposits.action': 'Make the entry and record the answers. A lock is lifted only by Compliance.',
  'help.deposits.verification': 'The register and the monthly spot check can be exported; the request names its entry.',

  'help.topic.batches': 'Batches and the day',
  'help.batches.trigger': 'Approved wires wait, and the cut-off comes nearer.',
  'help.batches.checklist':
    'Currency, bank account, value date, two signers present. The file is read back and counted three times.',
  'help.batches.action':
    'Build, cut, release by two people, export. A signer who is absent is replaced by a backup; without two signers the batch moves to the next business day.',
  'help.batches.verification':
    'The digest on the screen is that of the file at the bank. Exporting again gives the same bytes. Accepted is not paid.',

  'help.topic.cheques': 'Cheques',
  'help.cheques.trigger': 'An approved payment is to go by cheque, or a printed leaf waits for its signatures.',
  'help.cheques.checklist':
    'The right book in the printer, an accepted calibration, the paper size that the printer reports.',
  'help.cheques.action':
    'Print the run, say which leaves are good and which are spoiled, have two people sign, release against a receipt or put on the deposit list.',
  'help.cheques.verification': 'Count the drawer: leaves counted by two people equal the leaves that the desk knows.',

  'help.topic.statements': 'Bank statements',
  'help.statements.trigger': 'The bank’s file of the day is there.',
  'help.statements.checklist':
    'The balance chain, totals of the file, and what was found. A file that was taken before is refused.',
  'help.statements.action':
    'Import, look at the proposals with their reasons, match or explain every line, take charges with one key.',
  'help.statements.verification': 'The difference at the top is 0.00. An undo shows what it reopens before it does.',

  'help.topic.transactions': 'Transfers & Transactions',
  'help.transactions.trigger': 'Somebody asks what became of an amount.',
  'help.transactions.checklist':
    'Search by customer, request, reference, batch, cheque, date or amount; every figure leads to its postings.',
  'help.transactions.action':
    'Open a row for its history. A mistake is never edited: it is reversed once, by two people.',
  'help.transactions.verification': 'The check of the ledger recomputes every balance and the chain of the audit log.',

  'help.topic.dayEnd': 'Day end, reports and audits',
  'help.dayEnd.trigger': 'The day’s statements are matched and the desk closes, or a regular audit is due.',
  'help.dayEnd.checklist':
    'Opening plus movements plus adjustments equals closing, per account and currency; a variance is explained before it is booked.',
  'help.dayEnd.action':
    'Prepare the report; two people sign it. A signed day is opened again only by two people, and the signed report stays.',
  'help.dayEnd.verification':
    'The day root on the sheet equals the one in the audit log. An evidence pack can be verified by anybody with the printed command.',

  'help.topic.makePayment': 'Incentive payments',
  'help.makePayment.trigger': 'Partners or sales people earned an incentive, or a user withdraws from a wallet.',
  'help.makePayment.checklist':
    'The wallet with its balance, each item with user and reason, verification and the limit of withdrawal.',
  'help.makePayment.action':
    'Record the incentives, have another person approve them, then Make Payment. The user chooses among what Payment Settings allow.',
  'help.makePayment.verification':
    'The payment lists wallet, items and total, and the audit log has its entry; each item is paid once.',

  'help.topic.twoPeople': 'Changes by two people',
  'help.twoPeople.trigger':
    'A right, a role, a limit, a bank account, a destination or another rule about money is to change.',
  'help.twoPeople.checklist': 'Before and after, field by field, who proposed it and why.',
  'help.twoPeople.action':
    'Propose it; another person with the permission confirms with the second factor, or refuses with a reason.',
  'help.twoPeople.verification':
    'Decided changes stay listed with both names. What was changed meanwhile makes a proposal stale, never half done.',
} as const
