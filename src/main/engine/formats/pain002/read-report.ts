/**
 * Reads pain.002 payment status reports of every version in one streaming pass, national namespaces or none included.
 * Contradictions between the levels are reported; nothing is concluded here about a payment that is not listed.
 */
import { declaredCharset, decodeBytes } from '../statements/charset.ts'
import { Findings, Refusal } from '../statements/findings.ts'
import { STATEMENT_LIMITS } from '../statements/limits.ts'
import { childrenNamed, nodeAt, readXml, textAt, type XmlNode } from '../statements/xml-tree.ts'
import {
  meaningOf,
  type ReportedBlock,
  type ReportedTransaction,
  type StatusReason,
  type StatusReport,
  type StatusReportFile,
} from './model.ts'

const ROOT = /^(?:CstmrPmtStsRpt|pain\.002\.001\.\d{2})$/
const VERSION = /(pain\.002\.\d{3}\.\d{2}(?:\.[a-z]{2}\.\d{2})?)/i

type Reading = {
  findings: Findings
  root: string | null
  format: string | null
  groupHeader: XmlNode | null
  original: XmlNode | null
  blocks: ReportedBlock[]
  blockCount: number
  transactions: ReportedTransaction[]
  transactionCount: number
  reports: StatusReport[]
}

/** Reads the bytes of a pain.002 file. Never throws for what the file holds; `refused` says why and where. */
export function readStatusReport(bytes: Uint8Array): StatusReportFile {
  const findings = new Findings()
  const reading: Reading = {
    findings,
    root: null,
    format: null,
    groupHeader: null,
    original: null,
    blocks: [],
    blockCount: 0,
    transactions: [],
    transactionCount: 0,
    reports: [],
  }
  try {
    if (bytes.length > STATEMENT_LIMITS.bytes) {
      throw new Refusal(
        'file-too-large',
        'file',
        `The file has ${bytes.length} bytes; the desk reads at most ${STATEMENT_LIMITS.bytes}.`,
      )
    }
    const { text } = decodeBytes(bytes, { declared: declaredCharset(bytes), preferred: null }, findings)
    if (!text.trimStart().startsWith('<')) throw notAReport('no XML')
    readXml(text.trimStart(), {
      onOpen: (name, _, namespaceOf) => {
        if (reading.root === null && ROOT.test(name)) onRoot(reading, name, namespaceOf())
      },
      onClose: (node, ancestors) => onClose(reading, node, ancestors),
    })
    if (reading.format === null) throw notAReport('XML, but no pain.002 message')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      outcome: 'refused',
      format: reading.format ?? 'unknown',
      findings: [error.finding, ...findings.list()],
      reports: [],
    }
  }
  const list = findings.list()
  return {
    outcome: list.length === 0 ? 'clean' : 'findings',
    format: reading.format,
    findings: list,
    reports: reading.reports,
  }
}

function notAReport(what: string): Refusal {
  return new Refusal(
    'not-a-status-report',
    'file',
    `The file is ${what}, so it is no payment status report. Nothing was read.`,
  )
}

function onRoot(reading: Reading, name: string, namespace: string | null): void {
  reading.root = name
  const version = VERSION.exec(namespace ?? '')?.[1] ?? VERSION.exec(name)?.[1]
  reading.format ??= version?.toLowerCase() ?? 'pain.002 (no namespace)'
  if (version !== undefined) return
  reading.findings.add(
    'version-not-stated',
    'file',
    'The file has no ISO 20022 namespace, so its version is unknown. It was read as pain.002 by its content; check it.',
  )
}

function onClose(reading: Reading, node: XmlNode, ancestors: readonly string[]): 'keep' | 'drop' {
  if (reading.root === null) return 'drop'
  const parent = ancestors.at(-1)
  if (node.name === reading.root) {
    reading.reports.push(finishReport(reading, node))
    reading.root = null
    return 'drop'
  }
  if (node.name === 'TxInfAndSts' && (parent === reading.root || parent === 'OrgnlPmtInfAndSts')) {
    takeTransaction(reading, node)
    return 'drop'
  }
  if (parent !== reading.root) return 'keep'
  if (node.name === 'GrpHdr') reading.groupHeader = node
  else if (node.name === 'OrgnlGrpInfAndSts') reading.original = node
  else if (node.name === 'OrgnlPmtInfAndSts') takeBlock(reading, node)
  return 'drop'
}

function takeTransaction(reading: Reading, node: XmlNode): void {
  reading.transactionCount += 1
  if (reading.transactionCount > STATEMENT_LIMITS.entries) {
    const message = `The file reports on more than ${STATEMENT_LIMITS.entries} payments. Ask the bank for smaller files.`
    throw new Refusal('too-many-entries', `line ${node.line}`, message)
  }
  const amount = nodeAt(node, 'OrgnlTxRef/Amt/InstdAmt') ?? nodeAt(node, 'OrgnlTxRef/Amt/EqvtAmt/Amt')
  const transaction: ReportedTransaction = {
    place: `line ${node.line}`,
    status: textAt(node, 'TxSts'),
    reasons: readReasons(node),
    originalEndToEndId: textAt(node, 'OrgnlEndToEndId'),
    originalInstructionId: textAt(node, 'OrgnlInstrId'),
    originalTransactionId: textAt(node, 'OrgnlTxId'),
    originalUetr: textAt(node, 'OrgnlUETR'),
    bankReference: textAt(node, 'AcctSvcrRef'),
    acceptedAt: textAt(node, 'AccptncDtTm'),
    amountText: amount?.text.trim() ?? null,
    currency: amount?.attributes.Ccy ?? null,
  }
  reading.transactions.push(transaction)
  if (
    transaction.originalEndToEndId === null &&
    transaction.originalInstructionId === null &&
    transaction.originalUetr === null
  ) {
    reading.findings.add(
      'transaction-without-id',
      transaction.place,
      `The transaction at ${transaction.place} names no original id, so it cannot be matched to a payment. Ask the bank which one it is.`,
    )
  }
  reportReasons(reading, `The transaction at ${transaction.place}`, transaction)
}

function takeBlock(reading: Reading, node: XmlNode): void {
  const block: ReportedBlock = {
    place: `line ${node.line}`,
    originalBlockId: textAt(node, 'OrgnlPmtInfId'),
    status: textAt(node, 'PmtInfSts'),
    reasons: readReasons(node),
    statedCount: textAt(node, 'OrgnlNbOfTxs'),
    transactions: reading.transactions,
  }
  reading.transactions = []
  reading.blocks.push(block)
  reportReasons(reading, `The block at ${block.place}`, block)
  checkCounts(reading, node, block.transactions)
}

/** Codes and texts of all reasons, in the elements of the newer and the oldest version. */
function readReasons(node: XmlNode | undefined): StatusReason[] {
  return childrenNamed(node, 'StsRsnInf').map((reason) => ({
    code: textAt(reason, 'Rsn/Cd', 'Rsn/Prtry', 'StsRsn/Cd', 'StsRsn/Prtry'),
    text: [...childrenNamed(reason, 'AddtlInf'), ...childrenNamed(reason, 'AddtlStsRsnInf')]
      .map((line) => line.text.trim())
      .filter((line) => line !== ''),
  }))
}

function reportReasons(
  reading: Reading,
  what: string,
  at: { place: string; status: string | null; reasons: StatusReason[] },
): void {
  const meaning = meaningOf(at.status)
  const withCode = at.reasons.some((reason) => reason.code !== null)
  if (meaning === 'rejected' && at.reasons.length === 0 && what.startsWith('The transaction')) {
    reading.findings.add('reason-missing', at.place, `${what} is rejected without a reason. Ask the bank why.`)
  } else if (withCode && (meaning === 'accepted' || meaning === 'settled')) {
    reading.findings.add(
      'reason-on-accepted',
      at.place,
      `${what} is ${at.status} and still carries a reason. Read it before relying on the status.`,
    )
  } else if (meaning === 'unknown-code') {
    reading.findings.add(
      'status-unknown',
      at.place,
      `${what} has the status "${(at.status ?? '').slice(0, 40)}", which is no known code. It is shown as written; ask the bank.`,
    )
  }
}

/** `NbOfTxsPerSts` states how many transactions have a status; listed ones may be fewer, never more. */
function checkCounts(reading: Reading, node: XmlNode, transactions: readonly ReportedTransaction[]): void {
  for (const stated of childrenNamed(node, 'NbOfTxsPerSts')) {
    const status = textAt(stated, 'DtldSts')
    const count = textAt(stated, 'DtldNbOfTxs')
    const listed = transactions.filter((transaction) => transaction.status === status).length
    if (status === null || count === null || !/^\d{1,9}$/.test(count) || listed <= Number(count)) continue
    reading.findings.add(
      'count-mismatch',
      `line ${stated.line}`,
      `The report states ${Number(count)} payments with the status ${status} at line ${stated.line}, but lists ${listed}. Ask the bank.`,
    )
  }
}

function finishReport(reading: Reading, node: XmlNode): StatusReport {
  const { groupHeader, original, blocks } = reading
  if (reading.transactions.length > 0) {
    const { transactions } = reading
    blocks.push({
      place: `line ${node.line}`,
      originalBlockId: null,
      status: null,
      reasons: [],
      statedCount: null,
      transactions,
    })
  }
  const report: StatusReport = {
    place: `line ${node.line}`,
    messageId: textAt(groupHeader ?? undefined, 'MsgId'),
    createdAt: textAt(groupHeader ?? undefined, 'CreDtTm'),
    originalMessageId: textAt(original ?? undefined, 'OrgnlMsgId'),
    originalMessageName: textAt(original ?? undefined, 'OrgnlMsgNmId'),
    statedCount: textAt(original ?? undefined, 'OrgnlNbOfTxs'),
    groupStatus: textAt(original ?? undefined, 'GrpSts'),
    groupReasons: readReasons(original ?? undefined),
    blocks,
  }
  Object.assign(reading, { groupHeader: null, original: null, blocks: [], transactions: [] })
  if (original)
    checkCounts(
      reading,
      original,
      report.blocks.flatMap((block) => block.transactions),
    )
  reportWhole(reading, report)
  return report
}

function reportWhole(reading: Reading, report: StatusReport): void {
  const { findings } = reading
  reportReasons(reading, 'The whole message', {
    place: report.place,
    status: report.groupStatus,
    reasons: report.groupReasons,
  })
  if (report.originalMessageId === null) {
    findings.add(
      'original-message-missing',
      report.place,
      'The report does not say which message it answers. Choose the message by hand; nothing is matched until then.',
    )
  }
  const levels = [
    report.groupStatus,
    ...report.blocks.flatMap((block) => [block.status, ...block.transactions.map((one) => one.status)]),
  ]
  if (levels.every((status) => status === null)) {
    findings.add(
      'no-status',
      report.place,
      'The report states no status on any level. Nothing is concluded from it; ask the bank.',
    )
  }
  if (meaningOf(report.groupStatus) === 'rejected') return
  for (const block of report.blocks) {
    const groupAccepts = report.groupStatus !== null && meaningOf(report.groupStatus) !== 'partly'
    if (!groupAccepts || meaningOf(block.status) !== 'rejected') continue
    findings.add(
      'group-contradicts-block',
      block.place,
      `The message as a whole is ${report.groupStatus}, but the block ${block.originalBlockId ?? ''} at ${block.place} is rejected. The block counts.`,
    )
  }
}
