/**
 * Reads OFX 1.x and 2.x: bank accounts, cards, and the bank transactions inside investment files.
 * OFX states a ledger balance but no opening one, so nothing can be added up; the end tags at least show a cut.
 */
import { minor } from '../../../../../contract/money.ts'
import { compactDate } from '../calendar-text.ts'
import { reportRepeatedStatements, reportUnknownCurrencies, totalStatement } from '../check-statement.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { problemSentence, readDecimal } from '../decimal-text.ts'
import { type Findings, fileResult, Refusal, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import { type Entry, type Statement, type StatementFile, unknownEntry, unknownStatement } from '../model.ts'
import { findAll, type OfxNode, type OfxTree, ofxNode, ofxText, readOfxTree } from './ofx-tree.ts'

const STATEMENT_TAGS = ['STMTRS', 'CCSTMTRS', 'INVSTMTRS']

/** Reads an OFX text. Throws a `Refusal` when it holds no statement. */
export function readOfx(text: string, findings: Findings): StatementFile {
  const tree = readOfxTree(text)
  const format = formatOf(tree.header, findings)
  const nodes = findAll(tree.root, STATEMENT_TAGS)
  const errors = bankErrors(tree.root)
  if (nodes.length === 0) throw noStatement(errors)
  for (const error of errors) findings.add('bank-reports-error', error.place, error.message)
  reportDamage(tree, findings)
  let entryCount = 0
  const statements = nodes.map((node) => {
    const statement = readStatement(node, findings)
    entryCount += statement.entries.length
    if (entryCount > STATEMENT_LIMITS.entries) throw tooManyEntries(node.line)
    return statement
  })
  reportRepeatedStatements(statements, findings)
  reportUnknownCurrencies(statements, findings)
  return fileResult(format, statements, findings)
}

function formatOf(header: string, findings: Findings): string {
  const version = /VERSION\s{0,5}[:=]\s{0,5}["']?(\d{3})/.exec(header.replace(/OFXHEADER\s*[:=]\s*["']?\d+/, ''))?.[1]
  if (version === undefined) {
    findings.add(
      'version-not-stated',
      'line 1',
      'The file has no OFX header, so its version is unknown. It was read by its tags; check it.',
    )
    return 'OFX (no header)'
  }
  return `OFX ${version[0]}.${version.slice(1)} (${version.startsWith('1') ? 'SGML' : 'XML'})`
}

type BankError = { place: string; message: string }

/** Every status of the file that is no success. */
function bankErrors(root: OfxNode): BankError[] {
  const errors: BankError[] = []
  for (const status of findAll(root, ['STATUS'])) {
    const code = ofxText(status, 'CODE')
    const severity = ofxText(status, 'SEVERITY')
    if (code === null || /^0+$/.test(code)) continue
    const words = [severity, ofxText(status, 'MESSAGE')].filter((word) => word !== null).join(': ')
    errors.push({
      place: `line ${status.line}`,
      message: `The bank answered with status ${code.slice(0, 20)}${words === '' ? '' : ` (${words.slice(0, 200)})`} at line ${status.line}. Ask the bank what it means.`,
    })
  }
  return errors
}

function noStatement(errors: BankError[]): Refusal {
  const [first] = errors
  if (first) return new Refusal('bank-reports-error', first.place, `The file holds no statement. ${first.message}`)
  return new Refusal('not-a-statement', 'file', 'The OFX file holds no bank or card statement. Nothing was read.')
}

function reportDamage(tree: OfxTree, findings: Findings): void {
  if (!tree.complete) {
    findings.add(
      'file-cut-off',
      'end of file',
      'The file ends without </OFX>: it was cut off, and transactions may be missing. Download it again.',
    )
  }
  const [line] = tree.unclosed
  if (line !== undefined) {
    findings.add(
      'end-tag-missing',
      `line ${line}`,
      `${tree.unclosed.length} elements have no end tag, the first at line ${line}. Check that every transaction was read as the bank shows it.`,
    )
  }
}

function readStatement(node: OfxNode, findings: Findings): Statement {
  const statement = unknownStatement(`line ${node.line}`, 'statement')
  const account = ofxNode(node, 'BANKACCTFROM') ?? ofxNode(node, 'CCACCTFROM') ?? ofxNode(node, 'INVACCTFROM')
  statement.account = ofxText(account, 'ACCTID')
  statement.bankId = ofxText(account, 'BANKID') ?? ofxText(account, 'BROKERID')
  statement.accountType =
    ofxText(account, 'ACCTTYPE') ?? { CCSTMTRS: 'CREDITCARD', INVSTMTRS: 'INVESTMENT', STMTRS: null }[node.name] ?? null
  statement.currency = ofxText(node, 'CURDEF')
  statement.createdAt = ofxText(node, 'DTASOF') ?? ofxText(node, 'LEDGERBAL/DTASOF')
  reportIdentity(statement, findings)
  readBalances(node, statement, findings)
  for (const transaction of findAll(node, ['STMTTRN', 'STMTTRNP'])) {
    statement.entries.push(readTransaction(transaction, statement, findings))
  }
  reportFitIds(statement, findings)
  if (node.name === 'INVSTMTRS') reportInvestments(node, statement, findings)
  totalStatement(statement, 'none', { findings })
  return statement
}

function reportIdentity(statement: Statement, findings: Findings): void {
  if (statement.account === null) {
    findings.add(
      'account-missing',
      statement.place,
      'The statement does not say which account it belongs to. Choose the account by hand or ask the bank.',
    )
  }
  if (statement.currency === null) {
    findings.add(
      'currency-missing',
      statement.place,
      'The statement does not say its currency (CURDEF). Two decimals were assumed; state the currency of the account.',
    )
  }
}

function readBalances(node: OfxNode, statement: Statement, findings: Findings): void {
  for (const name of ['LEDGERBAL', 'AVAILBAL']) {
    const balance = ofxNode(node, name)
    if (!balance) continue
    statement.balanceTypes.push(name)
    const text = ofxText(balance, 'BALAMT')
    const read = readDecimal(text ?? '', exponentOfCode(statement.currency), { mark: 'either' })
    const date = compactDate(ofxText(balance, 'DTASOF'))
    if (!read.ok) {
      const sentence = `The balance ${name} ("${(text ?? '').slice(0, 40)}") at line ${balance.line} ${problemSentence(read.problem, statement.currency)}.`
      findings.add('balance-unreadable', `line ${balance.line}`, `${sentence} It is taken as unknown; ask the bank.`)
    } else if (name === 'LEDGERBAL') {
      statement.closing = { amountMinor: read.amountMinor, date }
      statement.closingType = name
    } else {
      statement.otherBalances.push({ type: name, amountMinor: read.amountMinor, currency: statement.currency, date })
    }
    const place = `line ${balance.line}`
    if (date === null)
      findings.add('date-unreadable', place, dateSentence('balance date', ofxText(balance, 'DTASOF'), place))
  }
  if (!ofxNode(node, 'LEDGERBAL') && node.name !== 'INVSTMTRS') {
    findings.add(
      'closing-balance-missing',
      statement.place,
      'The statement states no ledger balance, so it cannot be compared with the books. Compare it with the bank by hand.',
    )
  }
}

function readTransaction(node: OfxNode, statement: Statement, findings: Findings): Entry {
  const entry = unknownEntry(`line ${node.line}`)
  const type = ofxText(node, 'TRNTYPE')
  entry.transactionCode = type
  entry.status = node.name === 'STMTTRNP' ? 'pending' : 'booked'
  entry.currency = ofxText(node, 'CURRENCY/CURSYM') ?? statement.currency
  entry.bankReference = ofxText(node, 'FITID')
  entry.ownReference = ofxText(node, 'REFNUM')
  const cheque = ofxText(node, 'CHECKNUM')
  entry.chequeNumber = cheque === null || /^0+$/.test(cheque) ? null : cheque
  entry.counterparty = ofxText(node, 'NAME') ?? ofxText(node, 'PAYEE/NAME') ?? ofxText(node, 'EXTDNAME')
  entry.counterpartyAccount = ofxText(node, 'BANKACCTTO/ACCTID') ?? ofxText(node, 'CCACCTTO/ACCTID')
  entry.text = ofxText(node, 'MEMO') ?? ofxText(node, 'EXTDNAME')
  entry.rawText = [entry.counterparty, entry.text].filter((text) => text !== null).join('\n') || null
  entry.bookingDateText = ofxText(node, 'DTPOSTED') ?? ofxText(node, 'DTTRAN')
  entry.bookingDate = compactDate(entry.bookingDateText)
  if (entry.bookingDate === null) {
    findings.add('date-unreadable', entry.place, dateSentence('posting date', entry.bookingDateText, entry.place))
  }
  entry.valueDateText = ofxText(node, 'DTAVAIL')
  entry.valueDate = compactDate(entry.valueDateText)
  takeAmount(entry, ofxText(node, 'TRNAMT'), findings)
  reportContradictions(node, entry, findings)
  return entry
}

function takeAmount(entry: Entry, text: string | null, findings: Findings): void {
  entry.amountText = text
  const read = readDecimal(text ?? '', exponentOfCode(entry.currency), { mark: 'either' })
  if (read.ok) {
    entry.amountMinor = minor(Math.abs(read.amountMinor))
    entry.direction = read.amountMinor < 0 ? 'debit' : 'credit'
    return
  }
  findings.add(
    'amount-unreadable',
    entry.place,
    `The amount "${(text ?? '').slice(0, 40)}" of the transaction at ${entry.place} ${problemSentence(read.problem, entry.currency)}. ` +
      'It is taken as unknown; ask the bank.',
  )
}

function reportContradictions(node: OfxNode, entry: Entry, findings: Findings): void {
  const contradicts =
    entry.amountMinor !== 0 &&
    ((entry.transactionCode === 'DEBIT' && entry.direction === 'credit') ||
      (entry.transactionCode === 'CREDIT' && entry.direction === 'debit'))
  if (contradicts) {
    findings.add(
      'sign-contradicts-type',
      entry.place,
      `The transaction at ${entry.place} has the type ${entry.transactionCode} but the amount ${entry.amountText}. ` +
        'It was counted by the sign, as OFX says; check it with the bank.',
    )
  }
  const action = ofxText(node, 'CORRECTACTION')
  if (action !== null) {
    findings.add(
      'correction',
      entry.place,
      `The transaction at ${entry.place} asks to ${action.slice(0, 20)} the earlier transaction ${ofxText(node, 'CORRECTFITID') ?? '(none named)'}. Handle both together.`,
    )
  }
}

function dateSentence(name: string, text: string | null, place: string): string {
  const words = text === null ? 'is missing' : `"${text.slice(0, 40)}" is no calendar day`
  return `The ${name} at ${place} ${words}. It is taken as unknown; ask the bank.`
}

/** A FITID should be there once per account; it is only a hint when it is empty or repeated. */
function reportFitIds(statement: Statement, findings: Findings): void {
  const seen = new Set<string>()
  const repeated: Entry[] = []
  const missing: Entry[] = []
  for (const entry of statement.entries) {
    if (entry.bankReference === null) missing.push(entry)
    else if (seen.has(entry.bankReference)) repeated.push(entry)
    else seen.add(entry.bankReference)
  }
  const report = (code: string, entries: Entry[], words: string): void => {
    const [first] = entries
    if (!first) return
    const message = `${entries.length} transactions ${words}, the first at ${first.place}. They were all kept; tell them apart by date, amount and text.`
    findings.add(code, first.place, message)
  }
  report('duplicate-fitid', repeated, 'repeat the bank’s id (FITID) of another one')
  report('fitid-missing', missing, 'have no bank id (FITID)')
}

/** Securities are no bank entries; that they were left out is said. */
function reportInvestments(node: OfxNode, statement: Statement, findings: Findings): void {
  const list = ofxNode(node, 'INVTRANLIST')
  const others = (list?.children ?? []).filter((child) => child.children.length > 0 && child.name !== 'INVBANKTRAN')
  findings.add(
    'investment-statement',
    statement.place,
    `This is an investment account. Its ${statement.entries.length} bank transactions were read; ${others.length} securities transactions and all positions were not.`,
  )
}
