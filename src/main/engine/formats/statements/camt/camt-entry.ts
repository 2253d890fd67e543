/**
 * Reads one `Ntry` element, or one `TxDtls` under it, of any camt version into a draft.
 * Amounts stay text until the account's currency is known; both parties are kept until the own account is known.
 */
import { isoDate } from '../calendar-text.ts'
import {
  type Direction,
  type Entry,
  type EntryStatus,
  type Transaction,
  unknownEntry,
  unknownTransaction,
} from '../model.ts'
import {
  childNamed,
  childrenNamed,
  childText,
  firstText,
  nodeAt,
  type Path,
  pathsOf,
  textAt,
  type XmlNode,
} from '../xml-tree.ts'

export type Party = { name: string | null; account: string | null }
export type Parties = { debtor: Party; creditor: Party }
/** An amount as written, with the currency of its attribute. */
export type AmountText = { text: string; currency: string | null }
export type ChargeDraft = { amount: AmountText | null; direction: Direction | null; text: string | null }

export type TransactionDraft = {
  transaction: Transaction
  amount: AmountText | null
  instructed: AmountText | null
  parties: Parties
  charges: ChargeDraft[]
  line: number
}

/** What a batch says about itself: number of transactions and total, and how many details follow. */
export type BatchClaim = { count: string | null; total: AmountText | null; direction: Direction | null; listed: number }

export type EntryDraft = {
  entry: Entry
  amount: AmountText | null
  details: TransactionDraft[]
  batches: BatchClaim[]
  charges: ChargeDraft[]
  line: number
}

/** Transactions of an entry, already read, and how many each `NtryDtls` held. */
type EntryDetails = { details: TransactionDraft[]; listed: number[] }

const STATUS = pathsOf('Sts/Cd', 'Sts/Prtry', 'Sts')
const BOOKED_ON = pathsOf('BookgDt/Dt', 'BookgDt/DtTm')
const VALUED_ON = pathsOf('ValDt/Dt', 'ValDt/DtTm')

/** Reads an entry. */
export function readEntry(node: XmlNode, place: string, { details, listed }: EntryDetails): EntryDraft {
  const entry = unknownEntry(place)
  entry.direction = directionOf(childText(node, 'CdtDbtInd'))
  entry.reversal = isTrue(childText(node, 'RvslInd'))
  entry.statusText = firstText(node, STATUS)
  entry.status = statusOf(entry.statusText)
  entry.bookingDateText = firstText(node, BOOKED_ON)
  entry.bookingDate = isoDate(entry.bookingDateText)
  entry.valueDateText = firstText(node, VALUED_ON)
  entry.valueDate = isoDate(entry.valueDateText)
  entry.bankReference = childText(node, 'AcctSvcrRef')
  entry.transactionCode = transactionCode(childNamed(node, 'BkTxCd'))
  const batchNodes = childrenNamed(node, 'NtryDtls')
  const batch = batchNodes.length === 0 ? undefined : childNamed(batchNodes[0] as XmlNode, 'Btch')
  const claimed = batch ?? childNamed(node, 'Btch')
  entry.messageId = childText(claimed, 'MsgId')
  entry.paymentBlockId = childText(claimed, 'PmtInfId')
  const information = childText(node, 'AddtlNtryInf')
  entry.rawText = information
  entry.text = information
  return {
    entry,
    amount: amountOf(childNamed(node, 'Amt')),
    details,
    batches: batchNodes.map((one, index) => batchClaim(childNamed(one, 'Btch'), listed[index] ?? 0)),
    charges: readCharges(node),
    line: node.line,
  }
}

/** Reads a transaction under an entry. */
export function readTransaction(node: XmlNode, place: string): TransactionDraft {
  const refs = childNamed(node, 'Refs')
  const transaction: Transaction = unknownTransaction(place)
  transaction.direction = directionOf(childText(node, 'CdtDbtInd'))
  transaction.bankReference = childText(refs, 'AcctSvcrRef')
  transaction.ownReference = reference(childText(refs, 'EndToEndId'))
  transaction.chequeNumber = childText(refs, 'ChqNb')
  transaction.messageId = childText(refs, 'MsgId')
  transaction.paymentBlockId = childText(refs, 'PmtInfId')
  transaction.instructionId = reference(childText(refs, 'InstrId'))
  transaction.transactionId = reference(childText(refs, 'TxId'))
  transaction.uetr = childText(refs, 'UETR')
  transaction.transactionCode = transactionCode(childNamed(node, 'BkTxCd'))
  transaction.text = remittance(node)
  transaction.returnReason = returnReason(node)
  const related = childNamed(node, 'RltdPties')
  const amounts = childNamed(node, 'AmtDtls')
  return {
    transaction,
    amount: amountOf(childNamed(node, 'Amt') ?? (amounts && nodeAt(amounts, 'TxAmt/Amt'))),
    instructed: amountOf(amounts && nodeAt(amounts, 'InstdAmt/Amt')),
    parties: {
      debtor: party(related, DEBTOR),
      creditor: party(related, CREDITOR),
    },
    charges: readCharges(node),
    line: node.line,
  }
}

export function directionOf(text: string | null): Direction | null {
  if (text === 'CRDT') return 'credit'
  return text === 'DBIT' ? 'debit' : null
}

/** An amount element as text with its currency. */
export function amountOf(node: XmlNode | undefined): AmountText | null {
  if (node === undefined) return null
  const currency = node.attributes.Ccy?.trim()
  return { text: node.text.trim(), currency: currency === undefined || currency === '' ? null : currency }
}

const NUMBERS = pathsOf('Id/IBAN', 'Id/Othr/Id', 'Id/BBAN', 'Id/PrtryAcct/Id', 'Id/UPIC', 'Prxy/Id')

/** Account number of an `Acct`-like element: IBAN, other id, or the forms of the first version. */
export function accountNumber(node: XmlNode | undefined): string | null {
  return firstText(node, NUMBERS)
}

function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1'
}

/** Unknown codes are shown but not counted as booked; the reader reports them. */
function statusOf(text: string | null): EntryStatus {
  if (text === null || text === 'BOOK') return 'booked'
  return text === 'PDNG' || text === 'FUTR' ? 'pending' : 'info'
}

/** Bank transaction code: the ISO one as `domain/family/subfamily`, else the bank's own. */
export function transactionCode(node: XmlNode | undefined): string | null {
  if (node === undefined) return null
  const domain = childNamed(node, 'Domn')
  const family = domain && childNamed(domain, 'Fmly')
  let code = ''
  for (const part of [childText(domain, 'Cd'), childText(family, 'Cd'), childText(family, 'SubFmlyCd')]) {
    if (part !== null) code = code === '' ? part : `${code}/${part}`
  }
  return code !== '' ? code : firstText(node, OWN_CODE)
}

/** `NOTPROVIDED` is the standard's word for "none". */
function reference(text: string | null): string | null {
  return text === 'NOTPROVIDED' ? null : text
}

type Role = { names: readonly Path[]; account: string }
const roleOf = (name: 'Dbtr' | 'Cdtr'): Role => ({
  names: pathsOf(`${name}/Nm`, `${name}/Pty/Nm`, `${name}/Agt/FinInstnId/Nm`, `Ultmt${name}/Nm`, `Ultmt${name}/Pty/Nm`),
  account: `${name}Acct`,
})
const DEBTOR = roleOf('Dbtr')
const CREDITOR = roleOf('Cdtr')
const OWN_CODE = pathsOf('Prtry/Cd')
const NOBODY: Party = { name: null, account: null }

function party(node: XmlNode | undefined, { names, account }: Role): Party {
  if (node === undefined) return NOBODY
  return { name: firstText(node, names), account: accountNumber(childNamed(node, account)) }
}

/** Unstructured lines, structured references and additional information, one per line. */
function remittance(node: XmlNode): string | null {
  const information = childNamed(node, 'RmtInf')
  const additional = childNamed(node, 'AddtlTxInf')?.text
  if (information === undefined && additional === undefined) return null
  const lines = childrenNamed(information, 'Ustrd').map((line) => line.text)
  for (const structured of childrenNamed(information, 'Strd')) {
    const structuredReference = textAt(structured, 'CdtrRefInf/Ref', 'CdtrRefInf/CdtrRef', 'CdtrRef')
    if (structuredReference !== null) lines.push(structuredReference)
    for (const document of childrenNamed(structured, 'RfrdDocInf')) {
      const number = textAt(document, 'Nb', 'RfrdDocNb')
      if (number !== null) lines.push(number)
    }
    for (const more of childrenNamed(structured, 'AddtlRmtInf')) lines.push(more.text)
  }
  if (additional !== undefined) lines.push(additional)
  const text = lines.filter((line) => line.trim() !== '').join('\n')
  return text === '' ? null : text
}

function returnReason(node: XmlNode): string | null {
  const information = childNamed(node, 'RtrInf')
  if (information === undefined) return null
  const code = textAt(information, 'Rsn/Cd', 'Rsn/Prtry', 'RtrRsn/Cd', 'RtrRsn/Prtry')
  const texts = childrenNamed(information, 'AddtlInf').map((line) => line.text.trim())
  const all = [code, ...texts].filter((part) => part !== null && part !== '')
  return all.length === 0 ? null : all.join(' ')
}

function readCharges(node: XmlNode): ChargeDraft[] {
  const charges: ChargeDraft[] = []
  for (const group of node.children) {
    if (group.name !== 'Chrgs') continue
    const records = childrenNamed(group, 'Rcrd')
    for (const record of records.length > 0 ? records : [group]) {
      const amount = amountOf(nodeAt(record, 'Amt') ?? nodeAt(record, 'TtlChrgsAndTaxAmt'))
      if (amount === null) continue
      const text = textAt(record, 'Tp/Cd', 'Tp/Prtry/Id', 'Tp/Prtry')
      charges.push({ amount, direction: directionOf(textAt(record, 'CdtDbtInd')), text })
    }
  }
  return charges
}

function batchClaim(node: XmlNode | undefined, listed: number): BatchClaim {
  if (node === undefined) return { count: null, total: null, direction: null, listed }
  return {
    count: childText(node, 'NbOfTxs'),
    total: amountOf(childNamed(node, 'TtlAmt')),
    direction: directionOf(childText(node, 'CdtDbtInd')),
    listed,
  }
}
