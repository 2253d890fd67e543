/**
 * Reads a statement file and judges it against what the desk has: the preview and the taking ask here, so that both see the
 * same. A file is taken whole or not at all (law 10): the first reason against it is a refusal with its figures.
 */
import { refusalTexts } from '../../../../contract/refusal-texts/en.ts'
import { fillSentence, type RefusalCode, type RefusalFigures } from '../../../../contract/refusals.ts'
import type { StatementReading } from '../../../../contract/statement-profiles.ts'
import type { StatementPreview } from '../../../../contract/statements.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import { fileBytes, fileInfo } from '../../files/store.ts'
import { inspectStatement } from '../../formats/statements/inspect.ts'
import type { Entry, Statement, StatementFile } from '../../formats/statements/model.ts'
import { wallClock } from '../../formats/tables/columns.ts'
import { show } from '../requests/index.ts'
import { type BankAccountRow, bankAccountById, bankAccountByNumber } from '../settings/index.ts'
import { continuesAfter, lineKey, openingGap, statementKey } from './identity-rules.ts'
import { type LineParts, linePartsOf } from './line-parts.ts'
import { takenIdentities } from './line-store.ts'
import { noticesWithDigest } from './notice-store.ts'
import {
  firstClosingAfter,
  lastClosingUntil,
  type Taken,
  takenById,
  takenWithDigest,
  takenWithIdentity,
} from './store.ts'
import { type TableInUse, tableInUse } from './table-reading.ts'

type Finding = StatementPreview['findings'][number]
/** Why a file is not taken. */
export type Against = { code: RefusalCode; figures: RefusalFigures }

/** A line as it would be taken. */
export type PlannedLine = { identity: string; parts: LineParts }
/** A statement as it would be taken. */
export type PlannedStatement = {
  statement: Statement
  bankAccount: BankAccountRow
  identity: string
  lines: PlannedLine[]
}

/** What an interim report or an advice announces: kept as such, never booked. */
export type PlannedNotices = {
  statement: Statement
  bankAccount: BankAccountRow
  lines: (PlannedLine & { status: string })[]
}

export type Reading = {
  fileId: number
  sha256: string
  file: StatementFile
  /** Set when the file is a table of columns. */
  inUse: TableInUse | null
  /** The bank account that a person chose for statements that name none. */
  chosenAccount: BankAccountRow | null
  /** What the file says and what the desk adds to it. */
  findings: Finding[]
  takenBefore: Taken | null
  against: Against | null
  planned: PlannedStatement[]
  notices: PlannedNotices[]
}

/** Stops the judgement with the reason against the file. */
class NotTaken extends Error {
  readonly against: Against
  readonly takenBefore: Taken | null
  constructor(against: Against, takenBefore: Taken | null = null) {
    super(against.code)
    this.against = against
    this.takenBefore = takenBefore
  }
}

/** Reads and judges a kept file; changes nothing. Refuses NOT_FOUND when there is no such file or bank account. */
export function readStatementFile(call: Call, fileId: number, stated: StatementReading | null): Reading {
  const { sha256, name } = fileInfo(call, fileId)
  const bytes = fileBytes(call, fileId)
  const inUse = tableInUse(call, bytes, stated)
  const csvProfile = inUse && inUse.table.source !== 'proposed' ? inUse.table.profile : undefined
  const file = inspectStatement(bytes, { fileName: name, ...(csvProfile ? { csvProfile } : {}) })
  const accountId = stated?.bankAccountId ?? inUse?.table.bankAccountId ?? null
  const chosenAccount = accountId === null ? null : bankAccountById(call, accountId)
  const findings = file.findings.map(({ code, place, message }) =>
    code === 'account-missing' && chosenAccount ? chosenFinding(place, chosenAccount) : { code, place, message },
  )
  const reading: Reading = {
    fileId,
    sha256,
    file,
    inUse,
    chosenAccount,
    findings,
    takenBefore: null,
    against: null,
    planned: [],
    notices: [],
  }
  try {
    const known = takenWithDigest(call, sha256)
    if (known) throw new NotTaken(alreadyTaken(call, known), known)
    const announced = noticesWithDigest(call, sha256)
    if (announced) throw new NotTaken(announcedBefore(call, announced))
    if (file.outcome === 'refused') throw new NotTaken(refused(file.findings[0]?.message ?? ''))
    if (file.statements.length === 0) throw new NotTaken(refused('it holds no statement'))
    const sofar: Sofar = { statements: reading.planned, identities: new Set(), chosenAccount }
    for (const statement of file.statements) {
      if (statement.kind === 'statement') reading.planned.push(planStatement(call, statement, sofar))
      else reading.notices.push(planNotices(call, statement, chosenAccount))
    }
    findings.push(...ownFindings(call, reading.planned))
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    reading.against = error.against
    reading.takenBefore = error.takenBefore
    const message = fillSentence(refusalTexts[error.against.code], error.against.figures)
    if (file.outcome !== 'refused') findings.unshift({ code: error.against.code, place: 'file', message })
  }
  return reading
}

function chosenFinding(place: string, { name }: BankAccountRow): Finding {
  return { code: 'account-chosen', place, message: `The statement names no account; it was chosen by hand: ${name}.` }
}

function refused(why: string): Against {
  return { code: 'STATEMENT_REFUSED', figures: { why: why.replace(/\.$/, '') } }
}

function alreadyTaken(call: Call, taken: Taken): Against {
  const at = wallClock(taken.at, call.services.settings.get('desk.timeZone'))
  return { code: 'STATEMENT_ALREADY_TAKEN', figures: { at, by: taken.by, statement: taken.statementId } }
}

function announcedBefore(call: Call, { at, by }: { at: number; by: string }): Against {
  return { code: 'FILE_ALREADY_TAKEN', figures: { at: wallClock(at, call.services.settings.get('desk.timeZone')), by } }
}

/** Interim reports and advices repeat what the statement of the day says: they have no balance to go on from. */
function planNotices(call: Call, statement: Statement, chosen: BankAccountRow | null): PlannedNotices {
  const bankAccount = accountOfStatement(call, statement, chosen)
  const parts = statement.entries.map((entry) => linePartsOf(entry, readable(entry, bankAccount)))
  const identities = numbered(
    parts.map((part) => digestOf(lineKey(part))),
    () => false,
  )
  const lines = parts.map((part, index) => ({
    identity: identities[index] ?? '',
    parts: part,
    status: statement.entries[index]?.status ?? 'booked',
  }))
  return { statement, bankAccount, lines }
}

/** What the statements before this one in the same file hold. */
type Sofar = { statements: PlannedStatement[]; identities: Set<string>; chosenAccount: BankAccountRow | null }

function planStatement(call: Call, statement: Statement, sofar: Sofar): PlannedStatement {
  const bankAccount = accountOfStatement(call, statement, sofar.chosenAccount)
  const booked = statement.entries.filter((entry) => entry.status === 'booked')
  const parts = booked.map((entry) => linePartsOf(entry, readable(entry, bankAccount)))
  const { number, statementId, opening, closing, sumCreditsMinor, sumDebitsMinor } = statement
  const key = statementKey({
    number,
    statementId,
    opening,
    closing,
    sumCreditsMinor,
    sumDebitsMinor,
    lines: parts.length,
  })
  const identity = digestOf(key)
  const known = takenWithIdentity(call, bankAccount.id, identity)
  if (known) throw new NotTaken(alreadyTaken(call, known), known)
  if (sofar.statements.some((other) => other.bankAccount.id === bankAccount.id && other.identity === identity)) {
    throw new NotTaken(refused(`the statement at ${statement.place} stands in the file twice`))
  }
  const identities = identify(call, { statement, bankAccount, parts, sofar })
  for (const one of identities) sofar.identities.add(`${bankAccount.id} ${one}`)
  const lines = parts.map((part, index) => ({ identity: identities[index] ?? '', parts: part }))
  return { statement, bankAccount, identity, lines }
}

/** A number in the file is never overruled: a choice is for statements that name no account. */
function accountOfStatement(call: Call, statement: Statement, chosen: BankAccountRow | null): BankAccountRow {
  const bankAccount = statement.account === null ? (chosen ?? undefined) : bankAccountByNumber(call, statement.account)
  if (!bankAccount)
    throw new NotTaken({ code: 'STATEMENT_ACCOUNT_UNKNOWN', figures: { number: statement.account ?? '—' } })
  if (statement.currency === null || statement.currency === bankAccount.currency) return bankAccount
  const figures = { what: bankAccount.name, expected: bankAccount.currency, found: statement.currency }
  throw new NotTaken({ code: 'CURRENCY_DIFFERS', figures })
}

/** Amount, direction and currency of an entry that can be booked. */
function readable(entry: Entry, bankAccount: BankAccountRow) {
  const { amountMinor, direction, place } = entry
  if (amountMinor === null) throw new NotTaken(refused(`the amount at ${place} is not readable`))
  if (direction === null) throw new NotTaken(refused(`the entry at ${place} does not say whether money came or went`))
  const currency = entry.currency ?? bankAccount.currency
  if (currency !== bankAccount.currency) {
    const figures = { what: bankAccount.name, expected: bankAccount.currency, found: `${currency} (${place})` }
    throw new NotTaken({ code: 'CURRENCY_DIFFERS', figures })
  }
  return { amountMinor, direction, currency }
}

type Identified = { statement: Statement; bankAccount: BankAccountRow; parts: LineParts[]; sofar: Sofar }

/** The identity of every line. Refuses the file when one of them was taken before or stands in it twice (law 10). */
function identify(call: Call, { statement, bankAccount, parts, sofar }: Identified): string[] {
  const digests = parts.map((part) => digestOf(lineKey(part)))
  const inFile = (identity: string) => sofar.identities.has(`${bankAccount.id} ${identity}`)
  const identities = numbered(digests, () => false)
  const known = knownIdentities(call, bankAccount.id, identities)
  const equal = parts.filter((_, index) => known.has(identities[index] ?? '') || inFile(identities[index] ?? ''))
  if (equal.length === 0) return identities
  const netMinor = equal.reduce(
    (sum, part) => sum + (part.direction === 'credit' ? part.amountMinor : -part.amountMinor),
    0,
  )
  if (!continuesAfter(closingBefore(call, statement, { bankAccount, sofar }), statement.opening, netMinor)) {
    if (known.size === 0)
      throw new NotTaken(refused(`lines of the statement at ${statement.place} stand in the file twice`))
    throw new NotTaken(...overlapping(call, { bankAccount, parts, identities, known }))
  }
  return numbered(digests, (identity) => inFile(identity) || knownIdentities(call, bankAccount.id, [identity]).size > 0)
}

/** With which balance the account closed before this statement: in the same file, else among those taken. */
function closingBefore(
  call: Call,
  statement: Statement,
  { bankAccount, sofar }: Pick<Identified, 'bankAccount' | 'sofar'>,
): number | null {
  const inFile = sofar.statements.findLast((other) => other.bankAccount.id === bankAccount.id)
  if (inFile) return inFile.statement.closing?.amountMinor ?? null
  return lastClosingUntil(call, bankAccount.id, statement.closing?.date ?? call.today)?.closingMinor ?? null
}

/** Content digests with their running number among equals; numbers that are in use are passed over. */
function numbered(digests: readonly string[], isUsed: (identity: string) => boolean): string[] {
  const last = new Map<string, number>()
  return digests.map((digest) => {
    let number = (last.get(digest) ?? 0) + 1
    while (isUsed(`${digest}/${number}`)) number++
    last.set(digest, number)
    return `${digest}/${number}`
  })
}

const CHUNK = 5_000

function knownIdentities(call: Call, bankAccountId: number, identities: readonly string[]) {
  const known = new Map<string, { statementId: number; lineNumber: number }>()
  for (let start = 0; start < identities.length; start += CHUNK) {
    const part = takenIdentities(call, bankAccountId, identities.slice(start, start + CHUNK))
    for (const [identity, taken] of part) known.set(identity, taken)
  }
  return known
}

type Overlap = {
  bankAccount: BankAccountRow
  parts: LineParts[]
  identities: string[]
  known: Map<string, { statementId: number; lineNumber: number }>
}

function overlapping(call: Call, { bankAccount, parts, identities, known }: Overlap): [Against, Taken | null] {
  const index = identities.findIndex((identity) => known.has(identity))
  const part = parts[index]
  const earlier = known.get(identities[index] ?? '')
  const taken = earlier ? (takenById(call, earlier.statementId) ?? null) : null
  const figures = {
    line: index + 1,
    amount: show(part?.amountMinor ?? 0, bankAccount.currency),
    date: part?.bookingDate ?? part?.valueDate ?? '',
    count: known.size,
    statement: earlier?.statementId ?? 0,
    at: taken ? wallClock(taken.at, call.services.settings.get('desk.timeZone')) : '',
    by: taken?.by ?? '',
  }
  return [{ code: 'STATEMENT_LINES_TAKEN', figures }, taken]
}

/** What the desk knows besides: the balances must go on where the neighbours among the taken statements end and begin. */
function ownFindings(call: Call, planned: readonly PlannedStatement[]): Finding[] {
  const findings: Finding[] = []
  for (const { statement, bankAccount } of planned) {
    if (statement.currency !== null) continue
    const message = `The statement names no currency; it is taken in ${bankAccount.currency}, the currency of ${bankAccount.name}.`
    findings.push({ code: 'currency-of-account', place: statement.place, message })
  }
  for (const id of new Set(planned.map(({ bankAccount }) => bankAccount.id))) {
    const dated = planned
      .filter(({ bankAccount, statement }) => bankAccount.id === id && dayOf(statement) !== null)
      .sort((a, b) => ((dayOf(a.statement) ?? '') < (dayOf(b.statement) ?? '') ? -1 : 0))
    const first = dated[0]
    const last = dated.at(-1)
    if (first) findings.push(...openingFinding(call, first))
    if (last) findings.push(...closingFinding(call, last))
  }
  return findings
}

function dayOf(statement: Statement): string | null {
  return statement.closing?.date ?? statement.opening?.date ?? null
}

function openingFinding(call: Call, { statement, bankAccount }: PlannedStatement): Finding[] {
  const before = lastClosingUntil(call, bankAccount.id, dayOf(statement) ?? '')
  if (!before || before.closingMinor === null || statement.opening === null) return []
  const gap = openingGap(before.closingMinor, statement.opening.amountMinor)
  if (gap === 0) return []
  const words = (amountMinor: number) => show(amountMinor, bankAccount.currency)
  const message =
    `The statement opens with ${words(statement.opening.amountMinor)}, but the one before it (${before.number ?? before.id}, ` +
    `closed ${before.closingDate}) ended with ${words(before.closingMinor)}: ${words(gap)} off. A statement between them is missing.`
  return [{ code: 'opening-differs', place: statement.place, message }]
}

function closingFinding(call: Call, { statement, bankAccount }: PlannedStatement): Finding[] {
  const after = firstClosingAfter(call, bankAccount.id, dayOf(statement) ?? '')
  if (!after || after.openingMinor === null || statement.closing === null) return []
  if (after.openingMinor === statement.closing.amountMinor) return []
  const words = (amountMinor: number) => show(amountMinor, bankAccount.currency)
  const message =
    `The statement ends with ${words(statement.closing.amountMinor)}, but the one after it (${after.number ?? after.id}, ` +
    `closed ${after.closingDate}) opened with ${words(after.openingMinor)}. A statement between them is missing.`
  return [{ code: 'closing-differs', place: statement.place, message }]
}
