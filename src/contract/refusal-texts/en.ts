/**
 * The sentence of every refusal in English: the rule, the figure, the next step (law 12). Places in braces are the
 * figures that the engine sends along, as texts ready to be shown; amounts carry their currency. The Chinese catalogue
 * has the same places for the same codes. Names of places mean one thing everywhere:
 * `{what}` the thing · `{by}` who was first or did it · `{at}` when · `{permission}` `{department}` `{status}` their
 * words · `{amount}` what was asked for · `{available}` `{free}` `{held}` what there is · `{limit}` a bound ·
 * `{number}` of an account, leaf or customer · `{request}` `{batch}` `{journal}` their numbers · `{count}` how many.
 */
import type { RefusalCode } from '../refusals.ts'
import { dayRefusalTexts } from './days-en.ts'
import { deskDayTextsEn } from './desk-day-en.ts'
import { moneyOutTexts } from './money-out-en.ts'

export const refusalTexts = {
  ...deskDayTextsEn,
  PERMISSION_MISSING:
    'This needs the permission “{permission}”, which you do not have. Ask a colleague who has it, or your administrator.',
  STEP_UP_REQUIRED: 'This step needs your one-time code. Enter the six digits from your authenticator and try again.',
  COMMAND_ID_REUSED:
    'This form was already sent with other content, so nothing was done a second time. Reload the page and start again.',
  NOT_FOUND: 'There is no {what} here. It may have been removed, or the link is old; go back and search for it.',

  SIGN_IN_FAILED:
    'User name and password do not match. Check both and try again; several wrong tries lock the operator for a while.',
  SIGN_IN_LOCKED:
    'Too many wrong tries: this operator is locked until {until}. Wait, or ask your administrator to reset the password.',
  PASSWORD_TOO_WEAK:
    'A password needs at least {limit} characters and must not contain the user name. Choose a longer one.',
  PASSWORD_WRONG: 'The current password is not right. Type it again.',
  PASSWORD_MUST_CHANGE:
    'Your password was set by an administrator. Choose your own password first, then do this again.',
  CODE_WRONG: 'The code is not right, was used already, or is too old. Wait for the next six digits and try again.',
  SECOND_FACTOR_MISSING:
    'This step needs a second factor and you have none yet. Set up your authenticator under your name, top right.',
  FIRST_RUN_DONE: 'This desk is already set up. Sign in instead.',
  OPERATOR_NAME_TAKEN: 'The user name {name} is taken. Choose another one.',
  OPERATOR_DISABLED: 'The operator {name} is switched off. An administrator can switch the operator on again.',
  LAST_ADMINISTRATOR:
    'A desk needs at least one active administrator, and this is the last one. Make somebody else administrator first.',
  OWN_ROLES: 'Nobody changes their own roles. Ask another administrator to do it.',
  ROLE_UNKNOWN:
    'This desk has no role “{role}” that may be given, or it has been retired. Choose another one, or add it under Rights first.',
  DEPARTMENT_UNKNOWN:
    'This desk has no department “{department}” in use, or it has been retired. Choose another one, or add it under Rights first.',
  LIST_EMPTY:
    'The list “{list}” has no entry in use, so no withdrawal can be recorded. An administrator adds one under Lists.',
  LIST_ENTRY_UNKNOWN: '“{entry}” is not offered on the list “{list}”, or it has been retired. Choose another entry.',
  LIST_PAYS: 'An entry of the list “{list}” needs to say how it is paid if it is a method, and only then.',
  TYPE_MISSING: 'This workflow asks for the type of the withdrawal. Choose one from the list “{list}”.',
  KEY_TAKEN:
    'The key “{key}” is taken or means something else to the desk. Choose another one; it never changes afterwards.',
  ROLE_IN_USE:
    'The role “{name}” is still used by {by}, so it cannot be retired. Give the people another role and change the workflow first.',
  DEPARTMENT_IN_USE:
    'The department “{name}” is still used by {by}, so it cannot be retired. Move the people and change the workflow first.',
  OWN_ROLE_WIDER:
    'You have the role “{role}” yourself, and nobody widens their own rights. Somebody without this role has to do it.',

  CUSTOMER_NUMBER_TAKEN: 'The customer number {number} belongs to {name}. Use another number, or open that customer.',
  ACCOUNT_NUMBER_TAKEN: 'The trading account {number} exists already. Check the number with the trading platform.',
  ACCOUNT_OF_OTHER_CUSTOMER:
    'The trading account {number} belongs to another customer. Choose an account of this customer.',
  DESTINATION_OF_OTHER_CUSTOMER:
    'This payout destination belongs to another customer. Choose a destination of this customer, or add one.',
  DESTINATION_MISSING:
    'This payout needs a destination and none is chosen. Choose one, or add one on the customer card.',
  DESTINATION_WAITS:
    'The payout destination of {payee} waits for a second person, so no money goes there yet. Have somebody confirm it under Changes.',
  DESTINATION_COOLING:
    'The payout destination of {payee} is new: no money goes there before {until} ({hours} hours after it was confirmed). Wait until then, or choose another destination.',
  DESTINATION_INACTIVE:
    'The payout destination of {payee} is no longer in use. Choose another one, or record a new one on the customer card.',
  DESTINATION_KIND:
    'This profile does not pay to “{destinationKind}”, only to {destinationKinds}. Choose another destination.',
  CURRENCY_DIFFERS:
    'Currencies must agree: {what} is in {expected}, but this is in {found}. Choose one in the same currency.',
  AMOUNT_NOT_BELOW_AVAILABLE:
    'The requested amount must be less than the available amount: {amount} was asked for, {available} is available. Enter a smaller amount.',

  ACTION_NOT_OFFERED:
    'From “{status}” the step “{action}” does not exist. Reload the request to see which steps are open.',
  DEPARTMENT_DIFFERS:
    'This step belongs to {department}, and you work in {own}. Ask a colleague there, or use a step of your department.',
  STATUS_FINAL:
    'The request is “{status}”, which is final and never changes. Create a new request if money is still due.',
  COMMENT_REQUIRED: 'This step needs a comment that says why. Write it and try again.',
  DOCUMENTS_REQUIRED: 'This step must name the documents that are wanted. Tick at least one.',
  CHECKS_UNANSWERED:
    'The re-check has {count} unanswered questions (documents, balance, retention call). Answer each of them first.',
  BALANCE_NOT_COVERED:
    'The balance does not cover this withdrawal: {amount} is wanted, {available} is available. Continue knowingly, or send it back.',
  ROUTE_DIFFERS:
    'The customer has {openTrades} open trades, so the next department is {department}. Pass it there, or say in a comment why not.',
  MAKER_CANNOT_APPROVE: 'Nobody approves what they made: {by} created this request. Another person has to approve it.',
  CONTENT_CHANGED:
    'The request was changed after you opened it, so your approval does not count. Read the new content and approve again.',
  FEE_NOT_EDITABLE_HERE:
    'The fee can be set only while Dealing or Backoffice holds the request; now it is with {department}. Pass it on first.',
  FEE_ABOVE_AMOUNT: 'The fee of {fee} must be smaller than the requested {amount}. Enter a smaller fee.',
  MASS_EDIT_NOT_ELIGIBLE:
    '{request} cannot be reassigned: it is “{status}” with {department}. Take it out of the selection; nothing was changed.',
  CLAIMED_BY_OTHER: '{by} has claimed this request. Ask {by} to let it go, or work on the next one.',
  ROLE_MISSING: '“{action}” is for {role}; {by} has none of these roles. Ask a colleague who has one.',
  STEP_PERMISSION_MISSING:
    'The step “{step}” needs the permission “{permission}”, which you do not have. Ask a colleague who works on this step.',
  REASON_CODE_REQUIRED: '“{action}” needs a reason from the list. Choose one and try again.',
  REFERENCE_REQUIRED: '“{action}” needs the reference under which it was done outside. Enter it and try again.',
  DESTINATION_NOT_ON_FILE:
    'The destination of {request} is not on file for the customer any more. Compare both on the customer card and choose one that is on file.',
  BALANCE_NOT_SUFFICIENT:
    'The balance does not cover this withdrawal: {amount} is to be paid, {available} is available. Wait for money or reject the request.',
  PROFILE_RETIRED:
    'No new request takes the workflow {profile}: it is retired. Choose another one, or let an administrator bring it back.',
  PROFILE_NEEDED: '{profile} is the workflow of this desk. Choose another one in the settings before it is retired.',
  CREATED_BY_OTHERS:
    'The workflow {profile} takes requests of {kind} only (K-32). Choose another workflow, or ask an administrator to change its policy.',
  PROFILE_UNFIT: '“{profile}” cannot run; {count} problems: {why}. Put them right in the file and hand it in again.',
  TEMPLATE_UNKNOWN: 'The template {template} is not in this profile. Choose one from the list.',
  TEMPLATE_TOO_EASY:
    'This customer’s withdrawals go through {template}; a shorter way cannot be chosen. Leave the template as it is.',
  APPROVED_ALREADY:
    '{by} has approved {request} already, and every approval needs a different person. Ask the next approver.',
  APPROVAL_NOT_YOURS:
    'The approval that is wanted now is for {role}; {by} cannot give it. Ask a colleague with that role, or wait for your turn.',
  APPROVALS_MISSING:
    '{request} has {count} of {limit} approvals for what it says now. Nothing is paid before all of them are in; ask the approvers.',
  APPROVAL_TABLE_MISSING:
    'This profile has no approval table for {currency}, and amounts are never converted. Ask your administrator to add one.',
  CANCEL_TOO_LATE: 'The request is “{status}”: it can no longer be cancelled. Ask for a recall or a refund instead.',

  CHECK_REFUSED:
    'The check “{check}” does not pass ({rule}): there is {found}, the rule wants {needed}. {next} Nothing can be done past this check.',
  CHECKS_OPEN:
    'Checks that are still open: {count}. The first is “{check}” ({rule}): there is {found}, the rule wants {needed}. {next} Then try this step again.',
  CHECK_AUTOMATIC: 'The desk decides the check “{check}” by itself. Correct the fact that it looks at instead.',
  CHECK_NOT_ASKED: 'The workflow of {request} does not ask for the check “{check}”. Reload the request.',
  CHECK_NOT_FAILED: 'The check “{check}” has not failed, so there is nothing to resolve. Reload the request.',
  CHECK_NEVER_RESOLVED: 'A failure of “{check}” refuses the request. {next} A word alone does not clear it.',
  CHECK_EVIDENCE: 'Say in a sentence how you know, or attach a file: “{check}” needs evidence.',
  CHECK_BY_MAKER:
    '{by} recorded {request} and may not answer or clear its checks. Ask a colleague who did not record it.',
  FACT_OF_OTHER: 'The fact “{fact}” is not kept on a {subject}. Open the card that it belongs to.',
  FACT_VALUE: '“{value}” is no value of the fact “{fact}”. Choose one of the offered values.',
  LIMIT_SCOPE: 'A limit of the scope “{what}” needs its name, and only such a limit has one. Fill in whom it is about.',
  LIMIT_CURRENCY: 'Amounts of several currencies are never added (“{what}”). Choose the currency of the limit.',
  BAR_EXISTS: '{what} is on this list already ({reason}). Search the list for it.',
  INQUIRY_MISSING:
    'The bank is in a high-risk region ({region}): first ask the client the three questions, then enter the answers (R3-58).',
  RISK_NOT_WAITING:
    'Entry {what} does not wait for Compliance: only uncertain or suspicious answers do. Reload the register.',
  RISK_REASON_MISSING:
    'The risk of {number} is changed without a reason. Say why; it stays in the history of the customer.',
  RISK_OWN_ENTRY: '{by} assessed this answer and cannot decide about it. Another Compliance officer has to.',
  SPOT_CHECK_EXISTS: 'The spot check of {month} was pulled already. Open it in the list.',
  SPOT_MONTH_OPEN: '{month} is not over yet. Pull its spot check when the month has ended.',
  SPOT_CHECK_CLOSED: 'The spot check of {month} is closed and stays as it is.',
  SPOT_LINES_OPEN: 'Lines without a verdict: {count}. Review every line before the second review.',
  INCENTIVE_SETUP:
    'The payments set-up is not finished: there is no such wallet to pay from. An administrator adds one under Incentives, Wallets.',
  INCENTIVE_WALLET_SHORT:
    'The wallet “{what}” has {available}, the selection needs {amount}. Top the wallet up or select fewer.',
  INCENTIVE_STATE: 'Incentive {what} is “{status}” now. Reload the list and select again.',
  INCENTIVE_PERSON: 'A payment needs the full name and the e-mail address of {name}. Complete the customer card first.',
  INCENTIVE_OWN: '{by} recorded incentive {what} and may not approve it. A colleague has to.',
  INCENTIVE_WAY_OFF: 'This way of withdrawing is switched off ({what}). Payment Settings can switch it on.',
  INCENTIVE_UNVERIFIED:
    '{amount} is more than {limit}, the limit for unverified users. Fill in the verification on the Payments page first.',
  SPOT_SAME_PERSON:
    '{by} reviewed lines of this spot check. The second review needs another person, such as the team lead.',

  TRANSACTION_LOCKED:
    'This transaction is “{status}” and can no longer be changed or deleted. Add another one if needed.',
  FEE_LOCKED: 'The fee was approved and is locked: it can be neither changed nor deleted.',
  TRANSACTIONS_NOT_APPROVED:
    '{count} transactions are not approved yet. Approve or delete each of them, then complete.',
  TOTAL_IS_ZERO: 'The transactions add up to nothing, so there is nothing to pay. Add or approve a transaction first.',
  TOTAL_IS_FEE_ONLY:
    'The transactions consist of the fee of {total} alone: the customer would get nothing. Add the payout, or reject.',
  TOTAL_BELOW_REQUESTED:
    'The transactions come to {total}, less than the requested {amount}, and this workflow pays in full only (K-14). Add what is missing.',
  TOTAL_ABOVE_REQUESTED:
    'The transactions add up to {total}, but only {amount} was requested. Reduce or delete a transaction.',
  BANK_DETAILS_INCOMPLETE: 'The bank details are incomplete: {what} is missing. Edit the transaction and fill it in.',
  COMPLETE_RUNNING: 'The payment of this request is under way. Wait for the bank’s answer before changing anything.',
  PAYMENT_TYPE_NOT_SENT_HERE:
    'A payment by {type} is not sent from this desk. Choose wire transfer or cheque, or pay it where it belongs.',

  FILE_TOO_LARGE: 'The file has {size}, the desk takes at most {limit}. Split it and take the parts one by one.',
  FILE_INCOMPLETE: 'Only {received} of {expected} arrived. Choose the file again.',
  FILE_NOT_READABLE:
    'The file cannot be read: {why}. Save it again in a format named on this page and choose it again.',
  FILE_ALREADY_TAKEN: 'The same file was taken on {at} by {by}. A file is taken once; nothing was changed.',
  FILE_HAS_ERRORS:
    '{count} rows have errors, and a file is taken whole or not at all. Correct the rows and choose the file again.',
  REFERENCE_ALREADY_TAKEN:
    'The reference {reference} was already taken as {request}. Remove the row, or give it its own reference.',

  BALANCE_TOO_SMALL:
    'The account {account} has {free} free ({held} is held), but {wanted} is wanted. Reduce the amount or release a hold.',
  HOLD_NOT_ACTIVE: 'The money of {request} is no longer held. Reload the request to see what happened to it.',
  JOURNAL_ALREADY_REVERSED:
    'Journal {journal} was already reversed, by journal {by}. A journal is reversed once; post a new one if needed.',
  JOURNAL_OF_PAYMENT:
    'Journal {journal} ({kind}) belongs to a payment. Undo it where the payment is: unmatch its statement line or record its failure.',
  PERIOD_CLOSED: '{date} is signed off, so nothing can be booked on it any more. Use an open day.',
  NOT_BUSINESS_DATE: '{date} is no business day of the desk: {why}. Choose another day.',
  DATE_IS_PAST: '{date} is past, and no payment is dated back. Choose today or a later day.',

  CHANNEL_CANNOT:
    'The channel “{channel}” cannot carry this payment: {why}. Choose another channel; the list says which ones can.',
  CHANNEL_AGAINST_TABLE:
    'The routing table recommends {recommended}, not “{channel}”. Say why in the reason, or choose the recommended channel.',
  CHANNEL_CONTROL_OPEN:
    'Before a payment may leave by “{channel}” this must be recorded: {control}. Record it on the request, then go on.',
  CHANNEL_NOT_CHOSEN:
    'No channel is chosen for {request}, so it cannot go on. Choose one; the recommended one is marked.',

  CHANNEL_DATA_UNFIT: 'This {what} does not hold together ({count} findings): {why}. Correct it and propose it again.',
  CHANNEL_FIXED:
    'The channel of {request} is part of what was approved or is being sent, so it stays. Take the approval back first, or use another channel after a failure.',

  BATCH_EMPTY: 'A batch needs at least one line. Add a waiting instruction, or withdraw the batch.',
  BATCH_NOT_OPEN: 'Batch {batch} is already cut, so its lines can no longer change. Withdraw it, then build a new one.',
  BATCH_STATE: 'Batch {batch} is “{status}”, so this step is not possible now. Reload it to see the next step.',
  LINE_IN_OTHER_BATCH: 'The payment of {request} is already in batch {batch}. Take it out there first.',
  LINE_CHANNEL_DIFFERS:
    'A batch leaves by one channel: {request} goes by {channel}, the others by {expected}. Build a batch for each channel.',
  LINE_BEFORE_WINDOW:
    '{request} came after the cut-off and belongs to the batch of {date}, not to that of {chosen}. Choose that day, or leave it out.',
  BATCH_FILE_INVALID: 'The bank file cannot be written: {why}. Correct {what}, then cut the batch again.',
  BATCH_FILE_DIFFERS:
    'The file does not say what the books say: {count} differences. Nobody may release it; withdraw the batch and build it again.',
  RELEASE_SAME_PERSON:
    'The two releases come from two different people, and {by} gave the first. Another person has to release.',
  RELEASE_BY_BUILDER: '{by} built this batch, and nobody releases what they built. Another signer has to release it.',
  RELEASE_BY_APPROVER:
    '{by} approved {request}, which is in this batch, and nobody releases what they approved. Another signer has to release it.',
  PAID_BY_APPROVER: '{by} approved {request}, and nobody pays alone what they approved. Another person has to pay it.',
  EVIDENCE_MISSING: 'This result needs evidence. Attach the bank’s message or statement, or write what the bank said.',
  INSTRUCTION_STATE:
    'The payment of {request} is “{status}”, so this step is not possible now. Reload to see where it is.',
  REPLACED_ACCEPTED:
    'The bank now says that payment {payment} of {request} was accepted after all, and this one would pay it again. Ask the bank: its refusal lets this payment go, otherwise withdraw it.',

  ANSWERS_ALREADY_TAKEN:
    'This file of answers was taken by {by} already, and a file is taken once. Ask the bank for the next one.',
  ANSWERS_REFUSED: 'The file of answers cannot be read ({place}): {why} Nothing was taken; ask the bank for it again.',
  ANSWERS_FINDINGS_OPEN:
    'The file of answers has {count} findings. Read them and write why it may be taken all the same.',

  ...moneyOutTexts,

  LEAF_STATE: 'Cheque {number} is “{status}”, so this step is not possible now. Reload to see where the leaf is.',
  LEAF_RANGE_TAKEN:
    'Cheque number {number} is already in the register. Check the first number and the count of leaves.',
  NO_BLANK_LEAF: '{count} leaves are needed, but only {free} blank ones are left in this book. Register the next book.',
  WORDS_DIFFER: 'The amount in words does not say {amount}, so nothing was printed. Report this to your administrator.',
  CHEQUE_NOT_DRAWABLE: 'The cheque for {payee} cannot be drawn: {why}. Correct the payee or the amount.',
  CHEQUE_LAYOUT_MISSING:
    'The stock “{stock}” has no layout in the language of the desk’s cheques. Use a book of another stock, or change the language under Settings.',
  SIGNER_IS_MAKER:
    '{by} made the request of cheque {number}, and nobody signs what they made. Another signer has to sign.',
  SIGNER_IS_PRINTER: '{by} printed cheque {number}, and nobody signs what they printed. Another signer has to sign.',
  SIGNER_IS_APPROVER:
    '{by} approved {request}, and nobody signs what they approved. Another signer has to sign cheque {number}.',
  SIGNED_ALREADY: '{by} has already signed cheque {number}. The second signature comes from another person.',
  SIGNING_GROUP_MISSING:
    'Cheque {number} needs two signatures of {wanted}, and one by {by} (group {group}) does not fit. A signer of the missing group has to sign.',
  SIGNATURES_MISSING: 'Cheque {number} has {count} of 2 signatures. Both are needed before it leaves the office.',
  ALREADY_PAID_BY_CHEQUE: 'This payment is already on cheque {number}. Void or spoil that leaf first.',
  CHEQUE_NOT_STOPPED:
    'Cheque {number} has left the office and can still be cashed. Have the bank stop it, record its answer on the payment, then void the leaf.',

  PRINTER_MISSING: 'This machine has no printer named {printer} now. Switch it on or choose another printer.',
  PRINTER_OFF: 'The printer {printer} takes no jobs now. Resume it in the print system, then print again.',
  PRINTER_PAPER:
    'The printer {printer} is set to {found}, and “{stock}” needs {expected}. Set the paper size of the printer, then print again.',
  PRINTER_NOT_CALIBRATED:
    'The printer {printer} (tray {tray}) has no accepted calibration for “{stock}”. Calibrate it under Printers and have another person accept it.',
  HAND_PRINT_REFUSED:
    '“{stock}” is printed on a calibrated printer only. Choose a printer, or allow printing by hand under Settings.',
  CALIBRATION_STATE: 'This calibration is “{status}”, so this step is not possible now. Reload to see where it is.',
  CALIBRATION_UNTESTED:
    'No test leaf was printed with this calibration yet. Print one, lay it on a copy of the real leaf, then accept.',
  CALIBRATION_SAME_PERSON:
    '{by} measured this calibration, and another person accepts it. Ask somebody else to look at the test leaf.',
  FORM_INVALID: 'The form cannot be used: {why}. Correct that field and look at the drawing again.',
  READINGS_REFUSED: 'These readings give no correction: {why} Measure the four cross-hairs again.',
  RUN_STATE: 'Print run {run} is “{status}”, so this step is not possible now. Reload to see where it is.',
  RUN_LEAF: 'Leaf {number} is not one of print run {run} that waits for an answer. Reload the run.',
  STOCK_UNFIT:
    'The layout “{layout}” would not fit this paper: {why}. Make the paper large enough, or move that field in the layout first.',
  BOOK_CLOSED: 'The book {range} is closed already and its leaves are burnt. Nothing is left to close.',
  ISSUE_LAYOUT_MISSING:
    '{account} has no layout for lists of cheques, so its bank is given none. Choose a layout for the account first.',
  ISSUE_LAYOUT_UNFIT:
    'The layout {layout} is for payments, not for lists of cheques. Choose one that says how the bank calls issued, void and stopped.',
  ISSUE_NOTHING:
    'The bank of {account} knows of every cheque already. A list is made when another one is issued, void or stopped.',
  ISSUE_LIST_INVALID:
    'The list cannot be written: {what} of cheque {number} is {why}. Correct the layout, or choose another one.',
  ISSUE_LIST_MOVED:
    'The cheques of {account} have moved on since the list was shown. Look at the new list, then make it.',
  ISSUE_FILE_STATE: 'List {sequence} is “{status}”, so this step is not possible now. Reload to see where it is.',
  CHEQUE_NOT_STALE:
    'Cheque {number} can be paid until {date}, so it is not stale yet. Wait for that day, or have the bank stop it.',
  LEAF_NOT_ASKED:
    'This step on cheque {number} needs two people, and nobody has asked for it yet. One person asks, another does it.',
  LEAF_SAME_PERSON:
    '{by} asked for this step on cheque {number}, and it needs two people. Another person has to do it.',
  VOID_DATE: 'Cheque {number} cannot be void from {date}: {why}. Choose another day.',
  DEPOSIT_STATE: 'Deposit list {deposit} is “{status}”, so this step is not possible now. Reload to see where it is.',
  LEAF_ON_DEPOSIT:
    'Cheque {number} is already on deposit list {deposit}. Withdraw that list first, or leave the cheque out.',
  LEAF_NOT_FOR_DEPOSIT:
    'Cheque {number} is “{status}” and was not released to be deposited. Release it for the deposit after both signatures.',
  COUNT_INCOMPLETE: 'The book {range} has blank leaves and no figure. Count every book in the drawer.',
  COUNT_DIFFERS:
    'The register expects {expected} blank leaves of {range}, and {count} were counted. Count again, or write down the reason.',
  COUNT_SAME_PERSON:
    '{by} counted the drawer on {date}, and a count is signed by two people. Another person has to count and sign.',
  COUNT_SIGNED: 'The count of {date} is signed already. Count again if the drawer has changed.',
  DESTRUCTION_SAME_PERSON:
    '{by} listed these leaves, and paper is destroyed before a second person. Another person has to confirm.',
  DESTRUCTION_DONE:
    'List {destruction} is confirmed already: its leaves are destroyed. Make another list for other leaves.',
  LEAF_ON_DESTRUCTION: 'Cheque {number} is already on a list to be destroyed. Leave it out of this one.',
  STATEMENT_ALREADY_TAKEN: 'This statement was taken on {at} by {by}. A statement is taken once; nothing was changed.',
  STATEMENT_LINES_TAKEN:
    'Line {line} ({date}, {amount}) was already taken on {at} by {by}, with {count} such lines in the file. A line is taken once; ask the bank for a statement without the days that were taken.',
  STATEMENT_REFUSED: 'The statement cannot be taken: {why}. Ask the bank for the file again.',
  STATEMENT_ACCOUNT_UNKNOWN:
    'The statement is for account {number}, which is none of the desk. Add the bank account under Settings first.',
  STATEMENT_FINDINGS_OPEN: 'The statement has {count} findings. Read them and write why it is taken all the same.',
  LINE_ALREADY_MATCHED: 'This line was already matched by {by}. Undo that match first if it is wrong.',
  LINE_NOT_MATCHED: 'This line has no match, so there is nothing to undo.',
  MATCH_AMOUNT_DIFFERS:
    'The bank booked {bank}, but the chosen payments add up to {chosen}. Choose payments that make the same amount.',
  MATCH_CURRENCY_DIFFERS:
    'The bank line is in {bank}, but a chosen payment is in {chosen}. Choose payments in the same currency.',
  ...dayRefusalTexts,

  VIEW_NAME_TAKEN: 'You already have a view “{name}”. Change that one, or choose another name.',
  VIEW_OF_OTHER: 'The view “{name}” belongs to {by}. Save it under a name of your own to change it.',
  VIEWS_TOO_MANY: 'You keep {count} views, which is the most. Remove one that you no longer need.',
  ASSIGN_NOT_ALLOWED:
    'Giving requests to colleagues, or taking them away, needs the permission {permission}. Claim a free one for yourself, or ask your supervisor.',
  ASSIGN_OTHER_DEPARTMENT:
    '{request} is held by {department}, and {name} works elsewhere. Choose somebody of {department}.',

  CALENDAR_CODE_TAKEN: 'There is already a calendar “{code}”. Change that one, or choose another code.',
  CALENDAR_HOURS_WRONG:
    'The calendar opens at {opens}, closes a half day at {half} and a whole day at {closes}. The hours must follow one another in this order; correct them.',
  CALENDAR_ZONE_UNKNOWN: 'There is no time zone “{zone}”. Write it as Area/City, such as Asia/Hong_Kong.',
  CALENDAR_DAY_PAST:
    '{date} is over, and clocks that ran on that day stay as they were. Only {today} and later days can be changed.',
  CALENDAR_DAY_NOT_MARKED: 'Nobody of the desk has marked {date}, so there is nothing to take back. Mark it instead.',
  CALENDAR_DAY_SHUT:
    '{calendar} is shut on {date} from {closes} on by its own hours. Choose an earlier time, or a day on which it is open.',
  CLOSURE_THERE: '{by} has already closed {date} from {from} on. Reopen it first, then close it from the other time.',
  CLOSURE_NOT_THERE: '{date} was not closed early, so there is nothing to reopen. Read the calendar again.',
  PROPOSAL_OWN:
    'You proposed the change of {what} yourself, and nobody confirms what they proposed. Another person has to confirm it; you may withdraw it.',
  PROPOSAL_CONCERNS_YOU:
    'The change of {what} is about your own rights. Somebody else, neither you nor its proposer, has to confirm it.',
  PROPOSAL_NOT_YOURS:
    'The change of {what} was proposed by {by}, and only its proposer withdraws it. Refuse it instead, with a reason.',
  PROPOSAL_OPEN_ALREADY:
    'A change of {what} by {by} already waits for a second person. Have that one confirmed, refused or withdrawn first.',
  DELEGATION_TO_SELF: '{name} cannot delegate to the same person. Choose somebody else.',
  DELEGATION_ROLE:
    'Nobody delegates what they do not have: {name} does not have the role “{role}”, or it is never delegated. Leave it out.',
  DELEGATION_DAYS:
    'A delegation from {from} to {to} is not possible: it lasts 1 to {limit} days and does not lie in the past. Choose other days; a longer absence is a change of roles.',
  NOTHING_CHANGED:
    'Nothing is different from what {what} is now, so there is nothing to confirm. Change something first.',

  MESSAGE_STATE:
    'This message is already “{status}”, so it can be neither sent again nor cancelled. Only waiting and failed ones can.',
  TEMPLATE_PLACE: 'This message has no figure {place}. Use only these, or remove it: {known}.',

  SETTING_INVALID: 'The setting “{key}” does not take this value: {why}. Enter another one.',
  JOB_NOT_RUNNING: 'This job is no longer running ({status}), so it cannot be stopped.',
} as const satisfies Record<RefusalCode, string>
