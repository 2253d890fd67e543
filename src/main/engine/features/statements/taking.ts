/** Takes a statement file whole (law 10) and settles what can be settled without a person. */
import type { AmountMinor } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { instructionById, isOurReference, show } from '../requests/index.ts'
import { gatherGuesses, gatherNames } from './evidence.ts'
import { toLineFacts } from './line-parts.ts'
import { insertLine, linesByIds } from './line-store.ts'
import { matchLine } from './matching.ts'
import { planMatches } from './plan-rules.ts'
import type { PlannedStatement, Reading } from './reading.ts'
import type { LineFacts } from './rules.ts'
import { insertStatement } from './store.ts'

/** Keeps every statement of a file with its lines. Returns the ids of both. */
export function keepStatements(
  call: Call,
  reading: Reading,
  acceptFindings: string,
): { statementIds: number[]; lineIds: number[] } {
  const statementIds: number[] = []
  const lineIds: number[] = []
  for (const planned of reading.planned) {
    const statementId = keepStatement(call, reading, { planned, acceptFindings })
    statementIds.push(statementId)
    for (const [index, { identity, parts }] of planned.lines.entries()) {
      const { details, reversal, chequeNumber: _, transactionId: __, uetr: ___, ...columns } = parts
      lineIds.push(
        insertLine(call, {
          ...columns,
          statementId,
          bankAccountId: planned.bankAccount.id,
          lineNumber: index + 1,
          identity,
          reversal: reversal ? 1 : 0,
          details: JSON.stringify(details),
        }),
      )
    }
  }
  return { statementIds, lineIds }
}

function keepStatement(
  call: Call,
  reading: Reading,
  { planned, acceptFindings }: { planned: PlannedStatement; acceptFindings: string },
): number {
  const { statement, bankAccount, identity, lines } = planned
  const { opening, closing, addsUp } = statement
  const number = statement.number ?? statement.statementId
  const statementId = insertStatement(call, {
    bankAccountId: bankAccount.id,
    fileId: reading.fileId,
    identity,
    format: reading.file.format,
    number,
    currency: bankAccount.currency,
    openingMinor: opening?.amountMinor ?? null,
    openingDate: opening?.date ?? null,
    closingMinor: closing?.amountMinor ?? null,
    closingDate: closing?.date ?? null,
    addsUp: addsUp === null ? null : addsUp ? 1 : 0,
    lines: lines.length,
    findings: JSON.stringify(reading.findings),
    acceptedFindings: acceptFindings,
    takenAt: call.now,
    takenBy: call.actor.operatorId,
  })
  const balance = (amountMinor: AmountMinor | undefined) =>
    amountMinor === undefined ? null : show(amountMinor, bankAccount.currency)
  call.audit({
    action: 'statement.take',
    subject: `statement:${statementId}`,
    ...(acceptFindings === '' ? {} : { reason: acceptFindings }),
    changes: [
      ['bankAccount', null, bankAccount.accountNumber],
      ['number', null, number],
      ['file', null, reading.sha256],
      ['lines', null, String(lines.length)],
      ['balance', balance(opening?.amountMinor), balance(closing?.amountMinor)],
    ],
  })
  return statementId
}

/** Settles what agrees in every figure; what only a person can decide stays open. Returns how many lines were matched. */
export function matchNewLines(call: Call, lineIds: readonly number[]): number {
  const lines = new Map(linesByIds(call, lineIds).map((line) => [line.id, line]))
  const facts = [...lines.values()].map(toLineFacts)
  const known = {
    names: gatherNames(call, facts),
    guesses: (unnamed: readonly LineFacts[]) => gatherGuesses(call, unnamed, { sums: false }),
  }
  const planned = planMatches(facts, known, isOurReference)
  for (const { line, candidate } of planned) {
    const payments = candidate.payments.map(({ id }) => instructionById(call, id))
    matchLine(call, lines.get(line.id)!, { payments, reason: { kind: candidate.kind, because: candidate.because } })
  }
  return planned.length
}
