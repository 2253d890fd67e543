/** The sentences of refusals of the desk's day: timeline, signers, steps at the bank; in English. */
import type { RefusalCode } from '../refusals.ts'

export const deskDayTextsEn = {
  TIMELINE_NOT_OWN_WORK:
    '“{what}” is done by people and read from the books, so the desk cannot run it. Open its page and do what is still waiting.',
  TIMELINE_TOO_EARLY:
    '“{what}” begins at {at} on {date}, and that time has not come. The desk runs it by itself then; come back after it.',
  SIGNER_NOT_REGISTERED:
    '{by} is not registered as a signer of {bank} on {date}. A registered signer has to release, or the register has to be changed by two people.',
  SIGNER_ABSENT:
    '{by} is entered as away until {until}. A backup signer has to release, or the absence has to be ended under Signers.',
  SIGNER_BACKUP_NOT_NEEDED:
    '{by} is a backup signer of {bank}, and the primary signers are there: {names}. One of them has to release.',
  SIGNERS_TOO_FEW:
    'Only {count} of the two signers that {bank} needs can sign today. The next day with two is {date}: delay this batch to it, or escalate what is urgent to the Withdrawal Operations Lead.',
  ABSENCE_DATES:
    'The absence would end on {to} and begin on {from}; today is {today}. Enter days from today on, in their order.',
  ABSENCE_THERE:
    '{by} is already entered as away from {from} to {to}. End that absence first, then enter the new days.',
  ABSENCE_OVER: 'This absence of {by} was ended already, so there is nothing to end. Read the list again.',
  SIGNERS_PRESENT: 'Two signers of {bank} can sign today, so batch {batch} need not wait. Ask {names} to release it.',
  BANK_STEP_ORDER:
    'Batch {batch} is at “{status}” and has not come to this step at the bank. The next one to record is “{next}”.',
  BANK_STEP_THERE:
    'This step of batch {batch} was already recorded by {by}. Read the batch again and go on from there.',
  BANK_STEP_SAME_SIGNER:
    '{by} gave the first approval of batch {batch} at the bank. The second one has to be another signer’s, always.',
  BANK_STEP_EVIDENCE:
    'That batch {batch} took effect at the bank needs its evidence. Attach the bank’s confirmation and record it again.',
  BANK_STEP_NO_SIGNER: 'An approval of batch {batch} at the bank is given by a signer. Choose who gave it.',
  MARK_NOT_CONFIRMED:
    'The bank has not confirmed the payment of {request}. Record its batch as in effect at the bank with the evidence, take the bank’s answer file, or deposit its cheque first.',
  MARK_NOT_PROCESSING:
    '{request} is at “{status}”, and only what is Processing is marked as processed. Read the list again.',
  STORM_IN_FORCE: '{by} has already shut {date} from {from} on. Lift that plan first, then announce the other time.',
  STORM_DAY_SHUT: 'Nothing is open after {from} on {date}, so there is nothing to shut. Choose an earlier time.',
  STORM_LEFT:
    'Batch {batch}, which this plan made, has been handed out or released, so the plan cannot be taken back. Reopen the calendars one by one under Calendars.',
  STORM_LIFTED: 'The plan for {date} was already lifted by {by}. Read the page again.',
} as const satisfies Partial<Record<RefusalCode, string>>
