/**
 * The closed list of reasons for which the desk says no (law 12). A refusal travels as a code with its
 * figures; the sentence is in `refusal-texts/` in every language and names the rule, the figure and the next step.
 */
import { z } from 'zod'

export const REFUSAL_CODES = [
  // any method
  'PERMISSION_MISSING',
  'STEP_UP_REQUIRED',
  'COMMAND_ID_REUSED',
  'NOT_FOUND',
  // session and operators
  'SIGN_IN_FAILED',
  'SIGN_IN_LOCKED',
  'PASSWORD_TOO_WEAK',
  'PASSWORD_WRONG',
  'PASSWORD_MUST_CHANGE',
  'CODE_WRONG',
  'SECOND_FACTOR_MISSING',
  'FIRST_RUN_DONE',
  'OPERATOR_NAME_TAKEN',
  'OPERATOR_DISABLED',
  'LAST_ADMINISTRATOR',
  'OWN_ROLES',
  // customers and creation
  'CUSTOMER_NUMBER_TAKEN',
  'ACCOUNT_NUMBER_TAKEN',
  'ACCOUNT_OF_OTHER_CUSTOMER',
  'DESTINATION_OF_OTHER_CUSTOMER',
  'DESTINATION_MISSING',
  'CURRENCY_DIFFERS',
  'AMOUNT_NOT_BELOW_AVAILABLE',
  // workflow
  'ACTION_NOT_OFFERED',
  'DEPARTMENT_DIFFERS',
  'STATUS_FINAL',
  'COMMENT_REQUIRED',
  'DOCUMENTS_REQUIRED',
  'CHECKS_UNANSWERED',
  'BALANCE_NOT_COVERED',
  'ROUTE_DIFFERS',
  'MAKER_CANNOT_APPROVE',
  'CONTENT_CHANGED',
  'FEE_NOT_EDITABLE_HERE',
  'FEE_ABOVE_AMOUNT',
  'MASS_EDIT_NOT_ELIGIBLE',
  'CLAIMED_BY_OTHER',
  'CANCEL_TOO_LATE',
  'ROLE_MISSING',
  'STEP_PERMISSION_MISSING',
  'REASON_CODE_REQUIRED',
  'REFERENCE_REQUIRED',
  'DESTINATION_NOT_ON_FILE',
  'BALANCE_NOT_SUFFICIENT',
  'TEMPLATE_UNKNOWN',
  'TEMPLATE_TOO_EASY',
  // approvals
  'APPROVED_ALREADY',
  'APPROVAL_NOT_YOURS',
  'APPROVALS_MISSING',
  'APPROVAL_TABLE_MISSING',
  // transactions
  'TRANSACTION_LOCKED',
  'FEE_LOCKED',
  'TRANSACTIONS_NOT_APPROVED',
  'TOTAL_IS_ZERO',
  'TOTAL_IS_FEE_ONLY',
  'TOTAL_ABOVE_REQUESTED',
  'BANK_DETAILS_INCOMPLETE',
  'COMPLETE_RUNNING',
  'PAYMENT_TYPE_NOT_SENT_HERE',
  // files and intake
  'FILE_TOO_LARGE',
  'FILE_INCOMPLETE',
  'FILE_NOT_READABLE',
  'FILE_ALREADY_TAKEN',
  'FILE_HAS_ERRORS',
  'REFERENCE_ALREADY_TAKEN',
  // books
  'BALANCE_TOO_SMALL',
  'HOLD_NOT_ACTIVE',
  'JOURNAL_ALREADY_REVERSED',
  'JOURNAL_OF_PAYMENT',
  'PERIOD_CLOSED',
  'NOT_BUSINESS_DATE',
  'DATE_IS_PAST',
  // channels
  'CHANNEL_CANNOT',
  'CHANNEL_AGAINST_TABLE',
  'CHANNEL_CONTROL_OPEN',
  'CHANNEL_NOT_CHOSEN',
  'CHANNEL_FIXED',
  // batches
  'BATCH_EMPTY',
  'BATCH_NOT_OPEN',
  'BATCH_STATE',
  'LINE_IN_OTHER_BATCH',
  'BATCH_FILE_INVALID',
  'BATCH_FILE_DIFFERS',
  'RELEASE_SAME_PERSON',
  'RELEASE_BY_BUILDER',
  'RELEASE_BY_APPROVER',
  'EVIDENCE_MISSING',
  'INSTRUCTION_STATE',
  // answers of banks
  'ANSWERS_ALREADY_TAKEN',
  'ANSWERS_REFUSED',
  'ANSWERS_FINDINGS_OPEN',
  // cheques
  'LEAF_STATE',
  'LEAF_RANGE_TAKEN',
  'NO_BLANK_LEAF',
  'WORDS_DIFFER',
  'CHEQUE_NOT_DRAWABLE',
  'CHEQUE_LAYOUT_MISSING',
  'SIGNER_IS_MAKER',
  'SIGNER_IS_PRINTER',
  'SIGNER_IS_APPROVER',
  'SIGNED_ALREADY',
  'SIGNING_GROUP_MISSING',
  'SIGNATURES_MISSING',
  'ALREADY_PAID_BY_CHEQUE',
  'CHEQUE_NOT_STOPPED',
  'CHEQUE_NOT_STALE',
  'LEAF_NOT_ASKED',
  'LEAF_SAME_PERSON',
  'VOID_DATE',
  'DEPOSIT_STATE',
  'LEAF_ON_DEPOSIT',
  'LEAF_NOT_FOR_DEPOSIT',
  'COUNT_INCOMPLETE',
  'COUNT_DIFFERS',
  'COUNT_SAME_PERSON',
  'COUNT_SIGNED',
  'DESTRUCTION_SAME_PERSON',
  'DESTRUCTION_DONE',
  'LEAF_ON_DESTRUCTION',
  // statements and day end
  'STATEMENT_ALREADY_TAKEN',
  'STATEMENT_LINES_TAKEN',
  'STATEMENT_REFUSED',
  'STATEMENT_ACCOUNT_UNKNOWN',
  'STATEMENT_FINDINGS_OPEN',
  'LINE_ALREADY_MATCHED',
  'LINE_NOT_MATCHED',
  'MATCH_AMOUNT_DIFFERS',
  'MATCH_CURRENCY_DIFFERS',
  'DAY_NOT_BALANCED',
  'DAY_VARIANCE_OPEN',
  'DAY_WORK_OPEN',
  'DAY_SIGNED_ALREADY',
  'DAY_SAME_SIGNER',
  'DAY_NOT_PREPARED',
  'DAY_FIGURES_MOVED',
  // changes by two people
  'PROPOSAL_OWN',
  'PROPOSAL_CONCERNS_YOU',
  'PROPOSAL_NOT_YOURS',
  'PROPOSAL_OPEN_ALREADY',
  'NOTHING_CHANGED',
  // messages
  'MESSAGE_STATE',
  'TEMPLATE_PLACE',
  // settings and jobs
  'CALENDAR_CODE_TAKEN',
  'CALENDAR_HOURS_WRONG',
  'CALENDAR_ZONE_UNKNOWN',
  'CALENDAR_DAY_PAST',
  'CALENDAR_DAY_NOT_MARKED',
  'CALENDAR_DAY_SHUT',
  'CLOSURE_THERE',
  'CLOSURE_NOT_THERE',
  'SETTING_INVALID',
  'JOB_NOT_RUNNING',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]
export const RefusalCode = z.enum(REFUSAL_CODES)

/** Figures are texts ready to be shown (amounts formatted with their currency) or plain counts. */
export const RefusalFigures = z.record(z.string(), z.union([z.string(), z.int()]))
export type RefusalFigures = z.output<typeof RefusalFigures>

export const RefusalData = z.object({ code: RefusalCode, figures: RefusalFigures }).strict()
export type RefusalData = z.output<typeof RefusalData>

/** Fills `{name}` places of a sentence with the figures of a refusal. */
export function fillSentence(template: string, figures: RefusalFigures): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in figures ? String(figures[name]) : whole))
}
