/**
 * The one shape in which every bank statement reader answers, whatever the file looked like.
 * Amounts are whole minor units with their currency beside them, dates are calendar days, and `null` always
 * means "not in the file or not readable", never zero.
 */
import type { AmountMinor } from '../../../../contract/money.ts'

/** `finding`: readable, a person decides. `refusal`: nothing of the file may be used. */
export type Severity = 'finding' | 'refusal'

/** One thing that a person must know about a file. `code` is stable kebab-case, `place` a line or a path in the file. */
export type Finding = { code: string; place: string; message: string; severity: Severity }

export type Direction = 'credit' | 'debit'
/** Only `booked` entries count in sums and balances; `pending` and `info` stay visible. */
export type EntryStatus = 'booked' | 'pending' | 'info'

/** A booked balance: signed, negative when overdrawn. */
export type Balance = { amountMinor: AmountMinor; date: string | null }

/** A balance that is neither booked opening nor booked closing (available, forward, interim, credit line). */
export type OtherBalance = { type: string; amountMinor: AmountMinor; currency: string | null; date: string | null }

/** A charge the bank states with an entry; informative, never added to a sum. */
export type Charge = {
  amountMinor: AmountMinor | null
  currency: string | null
  direction: Direction | null
  text: string | null
}

/** What an entry and a transaction under it have in common. */
export type Movement = {
  /** Non-negative; `null` when the text is no amount (always reported). */
  amountMinor: AmountMinor | null
  /** As written in the file. */
  amountText: string | null
  /** Three letters as written; may be a currency that the desk does not hold. */
  currency: string | null
  /** `null` when the file does not say or contradicts itself (always reported). */
  direction: Direction | null
  bankReference: string | null
  /** The reference we gave: end-to-end id, else the customer reference. */
  ownReference: string | null
  chequeNumber: string | null
  messageId: string | null
  paymentBlockId: string | null
  instructionId: string | null
  transactionId: string | null
  uetr: string | null
  counterparty: string | null
  counterpartyAccount: string | null
  text: string | null
  /** Bank transaction code as written (`NTRF`, `PMNT/ICDT/ESCT`, `142`, `CHECK`). */
  transactionCode: string | null
  returnReason: string | null
  charges: Charge[]
}

/** A detail under a batch entry. */
export type Transaction = Movement & { place: string }

export type Entry = Movement & {
  place: string
  bookingDate: string | null
  valueDate: string | null
  bookingDateText: string | null
  valueDateText: string | null
  status: EntryStatus
  statusText: string | null
  /** A label only: the direction already says which way the money went. */
  reversal: boolean
  /** Descriptive text as it stands in the file, lines separated by a line feed. */
  rawText: string | null
  transactions: Transaction[]
}

/** `statement`: end of day, booked. `interim` and `advice` repeat what a statement says later: match, never add twice. */
export type StatementKind = 'statement' | 'interim' | 'advice'

export type Statement = {
  place: string
  kind: StatementKind
  account: string | null
  bankId: string | null
  accountType: string | null
  currency: string | null
  /** Number as written, with the page where the format joins them (`999/1`). */
  number: string | null
  statementId: string | null
  page: { number: number | null; last: boolean | null } | null
  createdAt: string | null
  opening: Balance | null
  closing: Balance | null
  /** Which tag or type the booked balances came from (`60F`, `OPBD`, `010`). */
  openingType: string | null
  closingType: string | null
  otherBalances: OtherBalance[]
  /** Types of all balances in the order of the file. */
  balanceTypes: string[]
  /** Text that belongs to the statement, not to an entry. */
  text: string | null
  entries: Entry[]
  sumCreditsMinor: AmountMinor | null
  sumDebitsMinor: AmountMinor | null
  /** opening + credits − debits = closing; `null` when a figure is unknown or currencies are mixed. */
  addsUp: boolean | null
}

export type Outcome = 'clean' | 'findings' | 'refused'

export type StatementFile = { outcome: Outcome; format: string; findings: Finding[]; statements: Statement[] }

/** A detail under an entry with nothing known but where it stands: the readers fill in what the file says. */
export function unknownTransaction(place: string): Transaction {
  return {
    amountMinor: null,
    amountText: null,
    currency: null,
    direction: null,
    bankReference: null,
    ownReference: null,
    chequeNumber: null,
    messageId: null,
    paymentBlockId: null,
    instructionId: null,
    transactionId: null,
    uetr: null,
    counterparty: null,
    counterpartyAccount: null,
    text: null,
    transactionCode: null,
    returnReason: null,
    charges: [],
    place,
  }
}

/** An entry with nothing known but where it stands; booked unless the format says otherwise. */
export function unknownEntry(place: string): Entry {
  // Written out: made for every entry of a file, an object is many times cheaper whole than field by field.
  return {
    amountMinor: null,
    amountText: null,
    currency: null,
    direction: null,
    bankReference: null,
    ownReference: null,
    chequeNumber: null,
    messageId: null,
    paymentBlockId: null,
    instructionId: null,
    transactionId: null,
    uetr: null,
    counterparty: null,
    counterpartyAccount: null,
    text: null,
    transactionCode: null,
    returnReason: null,
    charges: [],
    place,
    bookingDate: null,
    valueDate: null,
    bookingDateText: null,
    valueDateText: null,
    status: 'booked',
    statusText: null,
    reversal: false,
    rawText: null,
    transactions: [],
  }
}

/** A statement with nothing known but where it stands. */
export function unknownStatement(place: string, kind: StatementKind): Statement {
  return {
    place,
    kind,
    account: null,
    bankId: null,
    accountType: null,
    currency: null,
    number: null,
    statementId: null,
    page: null,
    createdAt: null,
    opening: null,
    closing: null,
    openingType: null,
    closingType: null,
    otherBalances: [],
    balanceTypes: [],
    text: null,
    entries: [],
    sumCreditsMinor: null,
    sumDebitsMinor: null,
    addsUp: null,
  }
}
