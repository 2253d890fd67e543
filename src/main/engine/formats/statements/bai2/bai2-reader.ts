/**
 * Reads BAI2 balance reporting: each account record with its transactions becomes one statement.
 * Control totals, record counts and the stated credit and debit totals are recomputed on every level, because BAI2 often
 * comes without booked balances and they are then the only proof that nothing is missing.
 */
import { shortDate } from '../calendar-text.ts'
import {
  checkBalanceChain,
  reportRepeatedStatements,
  reportUnknownCurrencies,
  totalStatement,
} from '../check-statement.ts'
import { minorToDecimalText } from '../decimal-text.ts'
import { type Findings, fileResult, Refusal, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import { type Statement, type StatementFile, unknownStatement } from '../model.ts'
import { integerAmount, readSummary, readTransaction, type SummaryAmount, toMinor } from './bai2-account.ts'
import { type BaiRecord, splitRecords } from './bai2-records.ts'

/** What is being added up at one level of the file. */
type Level = { total: bigint | null; records: number; parts: number; line: number }

type Reading = {
  findings: Findings
  statements: Statement[]
  file: Level | null
  group: Level | null
  account: Level | null
  groupCurrency: string | null
  asOfText: string
  asOf: string | null
  kind: Statement['kind']
  statement: Statement | null
  summary: SummaryAmount[]
  entryCount: number
  blankTotals: number
  blankLine: number
  /** Statements whose currency nobody states. */
  defaulted: Statement[]
}

/** Reads a BAI2 text. Throws a `Refusal` when it has no account. */
export function readBai(text: string, findings: Findings): StatementFile {
  const { records, stray } = splitRecords(text)
  const reading: Reading = {
    findings,
    statements: [],
    file: null,
    group: null,
    account: null,
    groupCurrency: null,
    asOfText: '',
    asOf: null,
    kind: 'statement',
    statement: null,
    summary: [],
    entryCount: 0,
    blankTotals: 0,
    blankLine: 0,
    defaulted: [],
  }
  for (const record of records) takeRecord(reading, record)
  finishAccount(reading)
  if (reading.statements.length === 0) {
    throw new Refusal('not-a-statement', 'file', 'The BAI2 file holds no account (record 03). Nothing was read.')
  }
  for (const one of stray) {
    findings.add(
      'line-without-code',
      `line ${one.line}`,
      `Line ${one.line} ("${one.text.slice(0, 40)}") begins with no record code. It was read as the continuation of the record before; check it.`,
    )
  }
  reportOpenLevels(reading)
  reportDefaults(reading)
  checkDays(reading.statements, findings)
  reportRepeatedStatements(reading.statements, findings)
  reportUnknownCurrencies(reading.statements, findings)
  return fileResult('BAI2', reading.statements, findings)
}

function takeRecord(reading: Reading, record: BaiRecord): void {
  if (record.code === '01') startFile(reading, record)
  else if (record.code === '02') startGroup(reading, record)
  else if (record.code === '03') startAccount(reading, record)
  for (const level of [reading.file, reading.group, reading.account]) if (level) level.records += record.count
  if (record.code === '16') takeTransaction(reading, record)
  else if (record.code === '49') endAccount(reading, record)
  else if (record.code === '98') endGroup(reading, record)
  else if (record.code === '99') endFile(reading, record)
}

function newLevel(record: BaiRecord): Level {
  return { total: 0n, records: 0, parts: 0, line: record.line }
}

function startFile(reading: Reading, record: BaiRecord): void {
  reportUnfinished(reading, 'file', reading.file)
  reading.file = newLevel(record)
  const version = record.fields[7]?.trim()
  if (version !== undefined && version !== '' && version !== '2') {
    reading.findings.add(
      'version-unknown',
      `line ${record.line}`,
      `The file states version ${version.slice(0, 10)} instead of 2. It was read as BAI2; check the first amounts.`,
    )
  }
}

function startGroup(reading: Reading, record: BaiRecord): void {
  reportUnfinished(reading, 'group', reading.group)
  finishAccount(reading)
  reading.group = newLevel(record)
  const [, , status, asOf, time, currency, modifier] = record.fields.map((field) => field.trim())
  reading.asOfText = [asOf, time].filter((part) => part !== undefined && part !== '').join(' ')
  reading.asOf = shortDate(asOf ?? null)
  reading.groupCurrency = currency === undefined || currency === '' ? null : currency
  reading.kind = modifier === '1' || modifier === '3' ? 'interim' : 'statement'
  if (reading.asOf === null) {
    reading.findings.add(
      'date-unreadable',
      `line ${record.line}`,
      `The date "${(asOf ?? '').slice(0, 20)}" of the group at line ${record.line} is no calendar day. It is taken as unknown.`,
    )
  }
  if (status !== undefined && status !== '' && status !== '1') {
    const words: Record<string, string> = { '2': 'a deletion', '3': 'a correction', '4': 'a test' }
    reading.findings.add(
      'group-status',
      `line ${record.line}`,
      `The group at line ${record.line} is marked as ${words[status] ?? `status ${status.slice(0, 5)}`}, not as an update. Compare it with the earlier file before importing.`,
    )
  }
}

function startAccount(reading: Reading, record: BaiRecord): void {
  reportUnfinished(reading, 'account', reading.account)
  finishAccount(reading)
  reading.account = newLevel(record)
  const statement = unknownStatement(`line ${record.line}`, reading.kind)
  const [account, currency] = record.fields.map((field) => field.trim())
  statement.account = account === undefined || account === '' ? null : account
  statement.currency = currency === undefined || currency === '' ? reading.groupCurrency : currency
  statement.createdAt = reading.asOfText === '' ? null : reading.asOfText
  reading.statement = statement
  reading.summary = readSummary(record, reading.findings)
  for (const { amount } of reading.summary) addAmount(reading.account, amount ?? 0n)
  if (statement.account === null) {
    reading.findings.add(
      'account-missing',
      statement.place,
      'The account record states no account number. Choose the account by hand or ask the bank.',
    )
  }
  takeBalances(reading, statement)
}

function takeBalances(reading: Reading, statement: Statement): void {
  for (const { type, amount } of reading.summary) {
    if (!type.startsWith('0')) continue
    statement.balanceTypes.push(type)
    const amountMinor = toMinor(amount)
    if (amountMinor === null) continue
    if (type === '010' && statement.opening === null) {
      statement.opening = { amountMinor, date: reading.asOf }
      statement.openingType = type
    } else if (type === '015' && statement.closing === null) {
      statement.closing = { amountMinor, date: reading.asOf }
      statement.closingType = type
    } else {
      statement.otherBalances.push({ type, amountMinor, currency: statement.currency ?? 'USD', date: reading.asOf })
    }
  }
}

function addAmount(level: Level | null, amount: bigint | null): void {
  if (level) level.total = level.total === null || amount === null ? null : level.total + amount
}

function takeTransaction(reading: Reading, record: BaiRecord): void {
  const { statement, findings, asOf } = reading
  if (!statement) {
    findings.add(
      'transaction-without-account',
      `line ${record.line}`,
      `The transaction at line ${record.line} belongs to no account. It was not used; ask the bank.`,
    )
    return
  }
  reading.entryCount += 1
  if (reading.entryCount > STATEMENT_LIMITS.entries) throw tooManyEntries(record.line)
  const { entry, amount } = readTransaction(record, { asOf, currency: statement.currency ?? 'USD', findings })
  statement.entries.push(entry)
  addAmount(reading.account, amount)
}

function endAccount(reading: Reading, record: BaiRecord): void {
  const [total, records] = record.fields
  if (!reading.account) reportLonely(reading, record)
  else {
    checkTotal(reading, reading.account, { record, what: 'account', total: total ?? '' })
    checkCount(reading, record, { what: 'records of the account', stated: records, found: reading.account.records })
    addAmount(reading.group, reading.account.total)
    if (reading.group) reading.group.parts += 1
  }
  reading.account = null
  finishAccount(reading)
}

function endGroup(reading: Reading, record: BaiRecord): void {
  reportUnfinished(reading, 'account', reading.account)
  finishAccount(reading)
  const [total, accounts, records] = record.fields
  if (!reading.group) reportLonely(reading, record)
  else {
    checkTotal(reading, reading.group, { record, what: 'group', total: total ?? '' })
    checkCount(reading, record, { what: 'accounts of the group', stated: accounts, found: reading.group.parts })
    checkCount(reading, record, { what: 'records of the group', stated: records, found: reading.group.records })
    addAmount(reading.file, reading.group.total)
    if (reading.file) reading.file.parts += 1
  }
  reading.group = null
}

function endFile(reading: Reading, record: BaiRecord): void {
  reportUnfinished(reading, 'group', reading.group)
  const [total, groups, records] = record.fields
  if (!reading.file) reportLonely(reading, record)
  else {
    checkTotal(reading, reading.file, { record, what: 'file', total: total ?? '' })
    checkCount(reading, record, { what: 'groups of the file', stated: groups, found: reading.file.parts })
    checkCount(reading, record, { what: 'records of the file', stated: records, found: reading.file.records })
  }
  reading.file = null
}

type TotalClaim = { record: BaiRecord; what: string; total: string }

function checkTotal(reading: Reading, level: Level, { record, what, total }: TotalClaim): void {
  if (total.trim() === '') {
    reading.blankTotals += 1
    reading.blankLine ||= record.line
    return
  }
  const stated = integerAmount(total)
  if (stated !== null && level.total !== null && stated === level.total) return
  const currency = reading.statement?.currency ?? reading.groupCurrency ?? 'USD'
  const show = (amount: bigint | null): string =>
    amount === null ? 'an unknown amount' : minorToDecimalText(Number(amount), currency)
  const statedText = stated === null ? `"${total.slice(0, 40)}"` : show(stated)
  reading.findings.add(
    'control-total-mismatch',
    `line ${record.line}`,
    `The ${what} trailer at line ${record.line} states a control total of ${statedText}, but the records give ${show(level.total)}. The file was cut or changed: ask the bank.`,
  )
}

type CountClaim = { what: string; stated: string | undefined; found: number }

function checkCount(reading: Reading, record: BaiRecord, { what, stated, found }: CountClaim): void {
  const text = stated?.trim() ?? ''
  if (/^\d{1,9}$/.test(text) && Number(text) === found) return
  reading.findings.add(
    'record-count-mismatch',
    `line ${record.line}`,
    `The trailer at line ${record.line} states ${text === '' ? 'no number' : text.slice(0, 20)} of ${what}, but there are ${found}. The file was cut or changed: ask the bank.`,
  )
}

function reportLonely(reading: Reading, record: BaiRecord): void {
  const message = `The trailer ${record.code} at line ${record.line} closes nothing that was opened. Records before it are missing: ask the bank.`
  reading.findings.add('trailer-without-header', `line ${record.line}`, message)
}

function reportUnfinished(reading: Reading, what: string, level: Level | null): void {
  if (level === null) return
  const message = `The ${what} that begins at line ${level.line} has no trailer: records are missing. Ask the bank for the complete file.`
  reading.findings.add('trailer-missing', `line ${level.line}`, message)
}

function reportOpenLevels(reading: Reading): void {
  reportUnfinished(reading, 'account', reading.account)
  reportUnfinished(reading, 'group', reading.group)
  reportUnfinished(reading, 'file', reading.file)
  if (reading.blankTotals > 0) {
    const message = `${reading.blankTotals} trailers state no control total (the first at line ${reading.blankLine}), so missing amounts cannot be noticed there.`
    reading.findings.add('control-total-blank', `line ${reading.blankLine}`, message)
  }
}

/** Completes the open account: sums, stated totals of credits and debits. */
function finishAccount(reading: Reading): void {
  const { statement } = reading
  if (!statement) return
  reading.statement = null
  const stated = statement.currency
  statement.currency ??= 'USD'
  totalStatement(statement, 'none', { findings: reading.findings })
  checkStatedTotals(reading, statement)
  if (stated === null) reading.defaulted.push(statement)
  reading.statements.push(statement)
}

/** Types 100 and 400 state the total of credits and debits, with their number. */
function checkStatedTotals(reading: Reading, statement: Statement): void {
  for (const [type, direction, sum] of [
    ['100', 'credit', statement.sumCreditsMinor],
    ['400', 'debit', statement.sumDebitsMinor],
  ] as const) {
    const claim = reading.summary.find((one) => one.type === type)
    if (!claim || claim.amount === null || sum === null) continue
    const count = statement.entries.filter((entry) => entry.direction === direction).length
    const sameCount = claim.count === '' || Number(claim.count) === count
    if (claim.amount === BigInt(sum) && sameCount) continue
    const countWords = claim.count === '' ? '' : ` in ${claim.count.slice(0, 12)} items`
    reading.findings.add(
      'summary-mismatch',
      statement.place,
      `Account ${statement.account ?? '(unknown)'} states total ${direction}s of ${minorToDecimalText(Number(claim.amount), statement.currency)}${countWords}, ` +
        `but lists ${minorToDecimalText(sum, statement.currency)} in ${count}. The bank may list only a part: ask for the details.`,
    )
  }
}

function reportDefaults(reading: Reading): void {
  const [first] = reading.defaulted
  if (!first) return
  reading.findings.add(
    'currency-by-default',
    first.place,
    `${reading.defaulted.length} accounts state no currency and neither does their group; USD was taken as BAI2 prescribes. Check it against the accounts of the desk.`,
  )
}

/**
 * Chains the days of each account. The same number twice on one day is no chain: masked numbers (`XXXX1234`) of two
 * accounts may be equal, so those are left to a person.
 */
function checkDays(statements: readonly Statement[], findings: Findings): void {
  const byDay = new Map<string, Statement[]>()
  for (const statement of statements.filter((one) => one.kind === 'statement')) {
    const key = `${statement.account}|${statement.currency}|${statement.createdAt}`
    const day = byDay.get(key)
    if (day) day.push(statement)
    else byDay.set(key, [statement])
  }
  const single: Statement[] = []
  for (const [first, second] of byDay.values()) {
    if (first && !second) single.push(first)
    else if (first && second && /[*#X]{2,}/i.test(first.account ?? '')) {
      findings.add(
        'account-masked',
        second.place,
        `The masked account ${first.account} stands more than once for the same day (${first.place} and ${second.place}). ` +
          'These may be different accounts: choose each account by hand.',
      )
    }
  }
  checkBalanceChain(single, findings)
}
