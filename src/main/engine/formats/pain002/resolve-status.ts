/**
 * What a status report says about one payment: the most specific level that speaks wins, and silence is no acceptance.
 * Later reports follow earlier ones, but a settled payment never moves back by itself.
 */
import {
  meaningOf,
  type ReportedBlock,
  type ReportedTransaction,
  type StatusMeaning,
  type StatusReason,
  type StatusReport,
} from './model.ts'

/** A payment as it was sent. */
export type SentPayment = {
  messageId: string
  blockId: string | null
  endToEndId: string | null
  instructionId: string | null
  uetr: string | null
}

export type ResolvedStatus = {
  /** Which level spoke; `none` when the report is about another message or says nothing about this payment. */
  level: 'transaction' | 'block' | 'group' | 'none'
  status: string | null
  meaning: StatusMeaning
  reasons: StatusReason[]
  /** More than one listed transaction fits the payment: a person must decide. */
  ambiguous: boolean
}

const SILENT: ResolvedStatus = { level: 'none', status: null, meaning: 'silent', reasons: [], ambiguous: false }

/**
 * Resolves the status of one payment from a report. A block or message that was rejected without listing its payments
 * rejects all of them; one that is partly accepted says nothing certain about a payment that it does not list.
 */
export function resolveStatus(report: StatusReport, payment: SentPayment): ResolvedStatus {
  if (report.originalMessageId !== payment.messageId) return SILENT
  const blocks = report.blocks.filter(
    (block) => block.originalBlockId === null || payment.blockId === null || block.originalBlockId === payment.blockId,
  )
  const listed = blocks.flatMap((block) =>
    block.transactions.filter((one) => isAbout(one, payment)).map((one) => ({ one, block })),
  )
  const [found, another] = listed
  if (found && another) return { ...fromLevel('transaction', found.one), ambiguous: true }
  if (found && found.one.status !== null) return fromLevel('transaction', found.one)
  const block =
    found?.block ?? blocks.find((one) => one.originalBlockId !== null && one.originalBlockId === payment.blockId)
  if (block?.status != null) return fromBlock(block, found?.one)
  if (report.groupStatus === null) return SILENT
  return fromLevel('group', { status: report.groupStatus, reasons: report.groupReasons })
}

/** A payment is known by its UETR, else by its end-to-end id, else by its instruction id, always within its message. */
function isAbout(transaction: ReportedTransaction, payment: SentPayment): boolean {
  if (transaction.originalUetr !== null && payment.uetr !== null) return transaction.originalUetr === payment.uetr
  const endToEnd = transaction.originalEndToEndId
  if (endToEnd !== null && endToEnd !== 'NOTPROVIDED' && payment.endToEndId !== null)
    return endToEnd === payment.endToEndId
  return transaction.originalInstructionId !== null && transaction.originalInstructionId === payment.instructionId
}

function fromLevel(
  level: ResolvedStatus['level'],
  at: { status: string | null; reasons: StatusReason[] },
): ResolvedStatus {
  return { level, status: at.status, meaning: meaningOf(at.status), reasons: at.reasons, ambiguous: false }
}

function fromBlock(block: ReportedBlock, listed: ReportedTransaction | undefined): ResolvedStatus {
  const resolved = fromLevel('block', block)
  return listed ? { ...resolved, reasons: [...listed.reasons, ...block.reasons] } : resolved
}

/** Order in which a payment proceeds; a later report never leads to a lower step by itself. */
const STEP: Record<StatusMeaning, number> = {
  silent: 0,
  'unknown-code': 0,
  received: 1,
  partly: 1,
  waiting: 1,
  accepted: 2,
  'accepted-with-change': 2,
  'accepted-without-posting': 2,
  rejected: 3,
  cancelled: 3,
  settled: 4,
}

export type NextStatus = {
  meaning: StatusMeaning
  /** The report says something that does not fit what is known: keep what is known and show both. */
  conflict: boolean
}

/** What a payment is after a further report: reports may come in any order, and settled stays settled. */
export function nextStatus(known: StatusMeaning, reported: StatusMeaning): NextStatus {
  if (STEP[reported] === 0) return { meaning: known, conflict: reported === 'unknown-code' }
  const ended = STEP[known] >= 3
  if (ended && STEP[reported] >= 3) {
    const conflict = known !== reported
    return { meaning: conflict && reported === 'settled' ? 'settled' : known, conflict }
  }
  return { meaning: STEP[reported] >= STEP[known] ? reported : known, conflict: false }
}
