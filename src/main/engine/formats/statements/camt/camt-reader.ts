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
import { EntryTally } from '../entry-tally.ts'
import { type Findings, fileResult, Refusal, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import { type Entry, type Statement, type StatementFile, type StatementKind, unknownStatement } from '../model.ts'
import { XML_LIMITS, type XmlNode, XmlReader } from '../xml-reader.ts'
import { nodeAt, textAt } from '../xml-tree.ts'
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

/** Where entries go as they are read. Without one they are kept in their statement. */
export type EntrySink = (entry: Entry, statement: Statement) => void

export type CamtOptions = { sink?: EntrySink; maxEntries?: number }

type Reading = {
  findings: Findings
  sink: EntrySink
  maxEntries: number
  message: (MessageType & { root: string }) | null
  format: string | null
  page: Statement['page']
  messageCreatedAt: string | null
  itemPlace: string
  itemCount: number
  /** The statement whose entries are being read; null before its first one. */
  statement: Statement | null
  tallies: Map<Statement, EntryTally>
  /** Currencies of its entries so far. */
  currencies: Set<string | null>
  /** Entries that cannot be settled before the whole statement is known. */
  drafts: EntryDraft[]
  details: TransactionDraft[]
  listed: number[]
  listedBefore: number
  entryCount: number
  detailCount: number
  entriesOfItem: number
  statements: Statement[]
  other: string | null
}

/** Reads a camt file. Throws a `Refusal` when it is malformed, too large or no bank statement. */
export function readCamt(text: string, findings: Findings): StatementFile {
  const reader = new CamtReader(findings)
  for (let at = 0; at < text.length; at += XML_LIMITS.sliceLength) {
    reader.write(text.slice(at, at + XML_LIMITS.sliceLength))
  }
  return reader.end()
}

/** Reads a camt file in slices of its text. */
export class CamtReader {
  private readonly reading: Reading
  private readonly xml: XmlReader

  constructor(findings: Findings, { sink = keepEntry, maxEntries = STATEMENT_LIMITS.entries }: CamtOptions = {}) {
    const reading: Reading = {
      findings,
      sink,
      maxEntries,
      message: null,
      format: null,
      page: null,
      messageCreatedAt: null,
      itemPlace: '',
      itemCount: 0,
      statement: null,
      tallies: new Map(),
      currencies: new Set(),
      drafts: [],
      details: [],
      listed: [],
      listedBefore: 0,
      entryCount: 0,
      detailCount: 0,
      entriesOfItem: 0,
      statements: [],
      other: null,
    }
    this.reading = reading
    this.xml = new XmlReader({
      onOpen: (name, ancestors, namespaceOf) => {
        const { message } = reading
        if (message === null) onOpenOutside(reading, name, namespaceOf())
        else if (name === message.item && ancestors[ancestors.length - 1] === message.root) startItem(reading, name)
      },
      onClose: (node, ancestors, parent) => onClose(reading, node, { ancestors, parent }),
    })
  }

  write(slice: string): void {
    this.xml.write(slice)
  }

  end(): StatementFile {
    this.xml.close()
    return finishFile(this.reading)
  }
}

function keepEntry(entry: Entry, statement: Statement): void {
  statement.entries.push(entry)
}

function finishFile(reading: Reading): StatementFile {
  const { findings, statements, tallies } = reading
  if (reading.format === null) throw noStatementRefusal(reading.other)
  if (statements.length === 0) {
    findings.add(
      'no-statement',
      'file',
      'The message holds no statement, report or notification. Ask the bank whether the file is complete.',
    )
  }
  checkBalanceChain(
    statements.filter((statement) => statement.kind === 'statement'),
    findings,
  )
  reportRepeatedStatements(statements, findings, tallies)
  reportUnknownCurrencies(statements, findings, tallies)
  return fileResult(reading.format, statements, findings)
}

function startItem(reading: Reading, name: string): void {
  reading.itemCount += 1
  reading.itemPlace = `${name}[${reading.itemCount}]`
  reading.entriesOfItem = 0
}

function onOpenOutside(reading: Reading, name: string, namespace: string | null): void {
  const root = name.replace(/V\d\d$/, '')
  const type = MESSAGES[root]
  if (type !== undefined) {
    reading.message = { ...type, root: name }
    reading.page = null
    reading.messageCreatedAt = null
    noteFormat(reading, type, namespace)
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

type Around = { ancestors: readonly string[]; parent: XmlNode | undefined }

function onClose(reading: Reading, node: XmlNode, { ancestors, parent }: Around): 'keep' | 'drop' {
  const { message } = reading
  if (message === null) return 'drop'
  const around = ancestors[ancestors.length - 1]
  switch (node.name) {
    case 'Ntry':
      return around === message.item && parent ? closeEntry(reading, node, parent) : 'keep'
    case 'TxDtls':
      return ancestors.includes('Ntry') ? closeTransaction(reading, node) : 'keep'
    case 'NtryDtls':
      reading.listed.push(reading.details.length - reading.listedBefore)
      reading.listedBefore = reading.details.length
      return 'keep'
    case message.root:
      reading.message = null
      return 'drop'
    default:
      if (around !== message.root) return 'keep'
      if (node.name === 'GrpHdr') {
        reading.page = readPage(nodeAt(node, 'MsgPgntn'))
        reading.messageCreatedAt = textAt(node, 'CreDtTm')
      } else if (node.name === message.item) {
        reading.statements.push(finishStatement(reading, node, message))
      }
      return 'drop'
  }
}

function entryPlace(reading: Reading): string {
  return `${reading.itemPlace}/Ntry[${reading.entriesOfItem + 1}]`
}

function closeTransaction(reading: Reading, node: XmlNode): 'drop' {
  const place = `${entryPlace(reading)}/TxDtls[${reading.details.length + 1}] (line ${node.line})`
  reading.details.push(readTransaction(node, place))
  reading.detailCount += 1
  if (reading.detailCount > reading.maxEntries) throw tooManyEntries(node.line, reading.maxEntries)
  return 'drop'
}

/** An entry is settled as it closes when its account and its own currency are known by then, as the standard has it. */
function closeEntry(reading: Reading, node: XmlNode, parent: XmlNode): 'drop' {
  const place = `${entryPlace(reading)} (line ${node.line})`
  const draft = readEntry(node, place, { details: reading.details, listed: reading.listed })
  reading.details = []
  reading.listed = []
  reading.listedBefore = 0
  reading.entriesOfItem += 1
  reading.entryCount += 1
  if (reading.entryCount > reading.maxEntries) throw tooManyEntries(node.line, reading.maxEntries)
  const statement = statementUnder(reading, parent)
  const currency = draft.amount?.currency ?? null
  reading.currencies.add(currency)
  const isKnown = currency !== null && statement.account !== null && reading.drafts.length === 0
  if (isKnown) settle(reading, draft, statement)
  else reading.drafts.push(draft)
  return 'drop'
}

function statementUnder(reading: Reading, item: XmlNode): Statement {
  if (reading.statement !== null) return reading.statement
  const statement = unknownStatement(`${reading.itemPlace} (line ${item.line})`, reading.message?.kind ?? 'statement')
  readIdentity(item, statement)
  reading.statement = statement
  reading.tallies.set(statement, new EntryTally())
  return statement
}

function settle(reading: Reading, draft: EntryDraft, statement: Statement): void {
  const { findings } = reading
  const entry = settleEntry(draft, statement, findings)
  checkDetails(draft, findings)
  reading.tallies.get(statement)?.add(entry)
  reading.sink(entry, statement)
}

function finishStatement(reading: Reading, node: XmlNode, message: MessageType): Statement {
  const { findings } = reading
  const statement = statementUnder(reading, node)
  readIdentity(node, statement)
  statement.createdAt ??= reading.messageCreatedAt
  statement.page =
    readPage(nodeAt(node, 'StmtPgntn') ?? nodeAt(node, 'RptPgntn') ?? nodeAt(node, 'NtfctnPgntn')) ?? reading.page
  reportIdentity(statement, findings)
  const [entryCurrency = null] = reading.currencies.size === 1 ? reading.currencies : []
  const foreignBalance = readBalances(node, statement, { entryCurrency, findings })
  for (const draft of reading.drafts) settle(reading, draft, statement)
  reading.drafts = []
  reading.currencies = new Set()
  reading.statement = null
  const tally = reading.tallies.get(statement) ?? new EntryTally()
  statement.currency ??= onlyCurrency(tally.buckets())
  totalStatement(statement, message.kind === 'statement' ? 'both' : 'none', { findings, tally })
  if (foreignBalance && statement.addsUp) statement.addsUp = null
  checkSummary(summaryOf(node), { statement, tally, findings })
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
