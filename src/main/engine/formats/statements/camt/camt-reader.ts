/**
 * Reads camt.052, camt.053 and camt.054 of every version in one streaming pass.
 * The message is known by the local name of its root, the version by its namespace; envelopes, prefixes, national
 * variants and missing namespaces are all met in the field. Entries are turned into records as they close.
 */
import {
  checkBalanceChain,
  onlyCurrency,
  reportRepeatedStatements,
  reportUnknownCurrencies,
  totalStatement,
} from '../check-statement.ts'
import { type Findings, fileResult, Refusal, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import { type Statement, type StatementFile, type StatementKind, unknownStatement } from '../model.ts'
import { nodeAt, readXml, textAt, type XmlNode, type XmlStart } from '../xml-tree.ts'
import { settleEntry } from './camt-amounts.ts'
import { readBalances, readIdentity, readPage } from './camt-balances.ts'
import { checkDetails, checkSummary, summaryOf } from './camt-checks.ts'
import { type EntryDraft, readEntry, readTransaction, type TransactionDraft } from './camt-entry.ts'

type MessageType = { family: string; item: string; kind: StatementKind }

const MESSAGES: Record<string, MessageType> = {
  BkToCstmrStmt: { family: 'camt.053', item: 'Stmt', kind: 'statement' },
  BkToCstmrAcctRpt: { family: 'camt.052', item: 'Rpt', kind: 'interim' },
  BkToCstmrDbtCdtNtfctn: { family: 'camt.054', item: 'Ntfctn', kind: 'advice' },
}

/** Messages that people hand in by mistake, and where they belong. */
const OTHER_MESSAGES: Record<string, string> = {
  CstmrPmtStsRpt: 'a payment status report (pain.002): import it as a result of payments',
  CstmrCdtTrfInitn: 'a payment order (pain.001), not a statement of the bank',
  CstmrDrctDbtInitn: 'a direct debit order (pain.008), not a statement of the bank',
}

const VERSION = /((?:camt|pain)\.\d{3}\.\d{3}\.\d{2}(?:\.[a-z]{2}\.\d{2})?)/i

type Reading = {
  findings: Findings
  message: (MessageType & { root: string }) | null
  format: string | null
  page: Statement['page']
  messageCreatedAt: string | null
  itemPlace: string
  itemCount: number
  drafts: EntryDraft[]
  details: TransactionDraft[]
  listed: number[]
  listedBefore: number
  entryCount: number
  detailCount: number
  statements: Statement[]
  other: string | null
}

/** Reads a camt file. Throws a `Refusal` when it is malformed, too large or no bank statement. */
export function readCamt(text: string, findings: Findings): StatementFile {
  const reading: Reading = {
    findings,
    message: null,
    format: null,
    page: null,
    messageCreatedAt: null,
    itemPlace: '',
    itemCount: 0,
    drafts: [],
    details: [],
    listed: [],
    listedBefore: 0,
    entryCount: 0,
    detailCount: 0,
    statements: [],
    other: null,
  }
  readXml(text, {
    onOpen: (start) => onOpen(reading, start),
    onClose: (node, ancestors) => onClose(reading, node, ancestors),
  })
  if (reading.format === null) throw noStatementRefusal(reading.other)
  if (reading.statements.length === 0) {
    findings.add(
      'no-statement',
      'file',
      'The message holds no statement, report or notification. Ask the bank whether the file is complete.',
    )
  }
  checkBalanceChain(
    reading.statements.filter((statement) => statement.kind === 'statement'),
    findings,
  )
  reportRepeatedStatements(reading.statements, findings)
  reportUnknownCurrencies(reading.statements, findings)
  return fileResult(reading.format, reading.statements, findings)
}

function onOpen(reading: Reading, { name, ancestors, namespace }: XmlStart): void {
  const root = name.replace(/V\d\d$/, '')
  const type = MESSAGES[root]
  if (reading.message === null && type !== undefined) {
    reading.message = { ...type, root: name }
    reading.page = null
    reading.messageCreatedAt = null
    noteFormat(reading, type, namespace)
  } else if (reading.message !== null && name === reading.message.item && ancestors.at(-1) === reading.message.root) {
    reading.itemCount += 1
    reading.itemPlace = `${name}[${reading.itemCount}]`
  }
  reading.other ??= OTHER_MESSAGES[root] ?? null
}

function noteFormat(reading: Reading, type: MessageType, namespace: string | null): void {
  const version = VERSION.exec(namespace ?? '')?.[1]?.toLowerCase()
  const format = version ?? `${type.family} (no namespace)`
  if (version === undefined) {
    reading.findings.add(
      'version-not-stated',
      'file',
      `The file has no ISO 20022 namespace, so its version is unknown. It was read as ${type.family} by its content; check the first entries.`,
    )
  } else if (!version.startsWith(type.family)) {
    reading.findings.add(
      'namespace-contradicts-content',
      'file',
      `The namespace says ${version} but the content is a ${type.family} message. It was read by its content; ask the bank.`,
    )
  }
  reading.format ??= format
}

function onClose(reading: Reading, node: XmlNode, ancestors: readonly string[]): 'keep' | 'drop' {
  const { message } = reading
  if (message === null) return 'drop'
  const parent = ancestors.at(-1)
  if (node.name === message.root) {
    reading.message = null
    return 'drop'
  }
  if (parent === message.root) {
    if (node.name === 'GrpHdr') {
      reading.page = readPage(nodeAt(node, 'MsgPgntn'))
      reading.messageCreatedAt = textAt(node, 'CreDtTm')
    } else if (node.name === message.item) {
      reading.statements.push(finishStatement(reading, node, message))
    }
    return 'drop'
  }
  if (parent === message.item && node.name === 'Ntry') return closeEntry(reading, node)
  if (!ancestors.includes('Ntry')) return 'keep'
  if (node.name === 'TxDtls') {
    const place = `${entryPlace(reading)}/TxDtls[${reading.details.length + 1}] (line ${node.line})`
    reading.details.push(readTransaction(node, place))
    reading.detailCount += 1
    if (reading.detailCount > STATEMENT_LIMITS.entries) throw tooManyEntries(node.line)
    return 'drop'
  }
  if (node.name === 'NtryDtls') {
    reading.listed.push(reading.details.length - reading.listedBefore)
    reading.listedBefore = reading.details.length
  }
  return 'keep'
}

function entryPlace(reading: Reading): string {
  return `${reading.itemPlace}/Ntry[${reading.drafts.length + 1}]`
}

function closeEntry(reading: Reading, node: XmlNode): 'drop' {
  const place = `${entryPlace(reading)} (line ${node.line})`
  reading.drafts.push(readEntry(node, place, { details: reading.details, listed: reading.listed }))
  reading.details = []
  reading.listed = []
  reading.listedBefore = 0
  reading.entryCount += 1
  if (reading.entryCount > STATEMENT_LIMITS.entries) throw tooManyEntries(node.line)
  return 'drop'
}

function finishStatement(reading: Reading, node: XmlNode, message: MessageType): Statement {
  const { findings } = reading
  const statement = unknownStatement(`${reading.itemPlace} (line ${node.line})`, message.kind)
  readIdentity(node, statement)
  statement.createdAt ??= reading.messageCreatedAt
  statement.page =
    readPage(nodeAt(node, 'StmtPgntn') ?? nodeAt(node, 'RptPgntn') ?? nodeAt(node, 'NtfctnPgntn')) ?? reading.page
  reportIdentity(statement, findings)
  const currencies = new Set(reading.drafts.map((draft) => draft.amount?.currency ?? null))
  const [entryCurrency = null] = currencies.size === 1 ? currencies : []
  const foreignBalance = readBalances(node, statement, { entryCurrency, findings })
  statement.entries = reading.drafts.map((draft) => settleEntry(draft, statement, findings))
  if (statement.currency === null) statement.currency = onlyCurrency(statement.entries)
  for (const draft of reading.drafts) checkDetails(draft, findings)
  reading.drafts = []
  totalStatement(statement, message.kind === 'statement' ? 'both' : 'none', findings)
  if (foreignBalance && statement.addsUp) statement.addsUp = null
  checkSummary(summaryOf(node), statement, findings)
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
  if (statement.page?.last === false) {
    findings.add(
      'page-not-last',
      statement.place,
      `The file is page ${statement.page.number ?? '?'} and not the last one. Import the other pages too before relying on the totals.`,
    )
  }
}

function noStatementRefusal(other: string | null): Refusal {
  const what = other === null ? 'XML, but no camt.052, camt.053 or camt.054 message' : other
  return new Refusal('not-a-statement', 'file', `The file is ${what}. Nothing was read.`)
}
