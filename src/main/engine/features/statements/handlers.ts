/** Bank statements: look at a file, take it whole, match its lines with what was sent, book what is none of ours. */
import type { Handlers } from '../../call.ts'
import { fileInfo } from '../../files/store.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { show } from '../requests/index.ts'
import { bookingsFor } from './bookings.ts'
import { expectedRows, lineAt, lineById, linePage } from './line-store.ts'
import { bookLine, matchLine, paymentsToMatch, requireOpen, unmatchLine } from './matching.ts'
import { confirmNotices, keepNotices, noticeRows } from './notices.ts'
import { toPreview } from './preview.ts'
import { readStatementFile } from './reading.ts'
import { proposalsFor, toExpectedItem, toLineRows, toStatementRow } from './rows.ts'
import type { StatementLine } from './schema.ts'
import { listedStatements } from './store.ts'
import { keepTable } from './table-reading.ts'
import { keepStatements, matchNewLines } from './taking.ts'
import { undoLook } from './undo-look.ts'

/** Newest statements on the list; older ones are found by their day. */
const LISTED = 500
/** Payments on their way that are listed; more than a desk can look through. */
const EXPECTED = 5_000

export const statementsHandlers: Handlers<'statements'> = {
  preview: (call, { fileId, reading }) => toPreview(call, readStatementFile(call, fileId, reading)),

  take(call, { fileId, sha256, acceptFindings, reading: stated }) {
    const { name, sha256: kept } = fileInfo(call, fileId)
    if (kept !== sha256) refuse('CONTENT_CHANGED', { file: name })
    const reading = readStatementFile(call, fileId, stated)
    if (reading.against) throw new Refusal(reading.against.code, reading.against.figures)
    if (reading.findings.length > 0 && acceptFindings === '') {
      refuse('STATEMENT_FINDINGS_OPEN', { count: reading.findings.length, first: reading.findings[0]?.message ?? '' })
    }
    const { statementIds, lineIds } = keepStatements(call, reading, acceptFindings)
    const accountIds = new Set(reading.planned.map(({ bankAccount }) => bankAccount.id))
    if (reading.inUse) for (const id of accountIds) keepTable(call, reading.inUse, id)
    const matched = matchNewLines(call, lineIds)
    const notices = keepNotices(call, reading)
    const announcing = reading.notices.map(({ bankAccount }) => bankAccount.id)
    const confirmed = confirmNotices(call, new Set([...accountIds, ...announcing]))
    call.changed('statements')
    call.changed('days')
    return { statementIds, lines: lineIds.length, matched, ...notices, confirmed }
  },

  notices: (call) => noticeRows(call),

  list: (call) => listedStatements(call, LISTED).map(toStatementRow),

  lines(call, { statementId, unmatchedOnly, after, pageSize }) {
    const lines = linePage(call, { statementId, unmatchedOnly, after, limit: pageSize + 1 })
    return { rows: toLineRows(call, lines.slice(0, pageSize)), more: lines.length > pageSize }
  },

  expected: (call) => expectedRows(call, EXPECTED).map((row) => toExpectedItem(call, row)),

  match(call, { statementLineId, expectedVersion, instructionIds, withCharge }) {
    const line = lineAt(call, { statementLineId, expectedVersion })
    requireOpen(call, line)
    const payments = paymentsToMatch(call, instructionIds)
    const proposal = proposalsFor(call, [line]).get(line.id)
    const isProposed = proposal !== undefined && sameIds(proposal.payments, instructionIds)
    const reason = isProposed
      ? { kind: proposal.kind, because: proposal.because }
      : { kind: 'hand', because: handWords(line, payments.length) }
    return { statementLineId, version: matchLine(call, line, { payments, reason, withCharge }) }
  },

  undoLook: (call, { statementLineId }) => undoLook(call, lineById(call, statementLineId)),

  unmatch(call, { statementLineId, expectedVersion, reason }) {
    const line = lineAt(call, { statementLineId, expectedVersion })
    if (reason === '') refuse('COMMENT_REQUIRED', { action: 'unmatch' })
    return { statementLineId, ...unmatchLine(call, line, reason) }
  },

  bookOther(call, { statementLineId, expectedVersion, as, explanation }) {
    const line = lineAt(call, { statementLineId, expectedVersion })
    if (explanation === '') refuse('COMMENT_REQUIRED', { action: as })
    const proposed = line.matchKind === null ? bookingsFor(call, [line]).get(line.id) : undefined
    const way = proposed?.as === as ? proposed.kind : as === 'ownTransfer' ? 'transfer' : null
    return { statementLineId, version: bookLine(call, line, { as, explanation, way }) }
  },
}

function handWords(line: StatementLine, count: number): string {
  return `by hand: ${count === 1 ? '1 payment' : `${count} payments`}, ${show(line.amountMinor, line.currency)}`
}

function sameIds(payments: readonly { id: number }[], ids: readonly number[]): boolean {
  const proposed = new Set(payments.map(({ id }) => id))
  return proposed.size === ids.length && ids.every((id) => proposed.has(id))
}
