/** What the messages say in English until the desk writes its own; places in braces are the figures of the template. */
import type { Template } from '../notifications.ts'

export const noticeTexts: Record<Template, { subject: string; body: string }> = {
  'change.confirmed': { subject: 'Confirmed: {what}', body: '{by} confirmed your change of {what}. It is in effect.' },
  'change.refused': { subject: 'Refused: {what}', body: '{by} refused your change of {what}: {reason}' },
  'destination.waiting': {
    subject: 'New payout destination of {customer}',
    body: '{by} recorded {what} for {customer}. Compare it with the customer’s papers, then confirm or refuse it.',
  },
  'request.approvalWaiting': {
    subject: '{request} waits for your approval',
    body: '{request} of {customer} over {amount} waits for your approval. Passed on by {by}.',
  },
  'request.assigned': {
    subject: '{request} is yours',
    body: '{by} gave you {request} of {customer} over {amount}.',
  },
  'request.reminder': {
    subject: '{request} is due {due}',
    body: '{request} of {customer} over {amount} is due {due}. Work on it, or pass it on.',
  },
  'request.escalated': {
    subject: '{request} is overdue at {department}',
    body: '{request} of {customer} over {amount} was due {due} and is still with {department}.',
  },
  'request.manualReview': {
    subject: '{request} needs a review by hand',
    body: 'The payment of {request} to {customer} over {amount} did not go through: {reason}. Decide how to go on.',
  },
  'request.watchBalance': {
    subject: 'Watch the balance of {account}',
    body: '{request} takes {amount} from {account}. Watch the balance of the account now.',
  },
  'customer.approved': {
    subject: 'Your withdrawal {request} is approved',
    body: 'Dear {customer},\n\nyour withdrawal {request} over {amount} is approved and will be sent shortly.',
  },
  'customer.inProgress': {
    subject: 'Your withdrawal {request} is being sent',
    body: 'Dear {customer},\n\nyour withdrawal {request} over {amount} is on its way to your bank.',
  },
  'customer.rejected': {
    subject: 'Your withdrawal {request} was rejected',
    body: 'Dear {customer},\n\nwe could not carry out your withdrawal {request} over {amount}: {reason}.',
  },
  'customer.completed': {
    subject: 'Your withdrawal {request} is completed',
    body: 'Dear {customer},\n\nyour withdrawal {request} over {amount} has been paid.',
  },
  'customer.notPaidYet': {
    subject: 'Your withdrawal {request} is delayed',
    body: 'Dear {customer},\n\nyour withdrawal {request} over {amount} could not be paid yet: {reason}. We are looking into it; the amount stays set apart for you.',
  },
  'customer.failed': {
    subject: 'Your withdrawal {request} could not be paid',
    body: 'Dear {customer},\n\nyour withdrawal {request} over {amount} could not be paid: {reason}. The amount is back on your account and you may ask for it again.',
  },
  'customer.inquiry': {
    subject: 'Questions about your withdrawal {request}',
    body: 'Dear {customer},\n\nbefore we send {amount} for your withdrawal {request}, please answer these questions:\n\n{questions}',
  },
  'customer.documentsWanted': {
    subject: 'Documents for your withdrawal {request}',
    body: 'Dear {customer},\n\nfor your withdrawal {request} over {amount} we still need: {documents}.',
  },
  'day.cutOff': {
    subject: '{what}: {count} still open',
    body: 'The time of “{what}” has come and {count} are still open, {amount} in all. What is submitted from now on belongs to the next batch; open the page and finish or move what is left.',
  },
  'risk.depositsWaiting': {
    subject: '{count} high-risk deposits wait for the register',
    body: 'On {date} {count} deposits of high-risk clients, {amount} in all, have no entry in the register yet. They were credited and are not blocked; open the list and enter each of them.',
  },
  'signer.standIn': {
    subject: '{who} is away: you stand in at {bank}',
    body: '{who} is away from {from} to {to}, entered by {by}. On those days you sign for {bank} as the backup. Say so at once if you cannot.',
  },
  'batch.backupAsked': {
    subject: 'Batch {batch} waits for you as the backup',
    body: 'Batch {batch} of {amount} at {bank} is ready to be released and {absent} is away today. Please release it in their place.',
  },
  'batch.signersMissing': {
    subject: 'Batch {batch} has not two signers today',
    body: 'Batch {batch} of {amount} at {bank} cannot be released today, because fewer than two signers are there. The next day with two is {date}. Delay the batch, or escalate what is urgent.',
  },
  'batch.escalated': {
    subject: 'Urgent: batch {batch} has no second signer',
    body: '{by} escalates batch {batch} of {amount} at {bank}: {reason}. Nobody can complete it alone; decide who signs or what the customers are told.',
  },
  'mail.test': {
    subject: 'Countersign: test message',
    body: '{by} sent this line to see whether the mail server takes it. Nothing has to be done.',
  },
}
