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
  unknownMovement,
} from '../model.ts'
import { childrenNamed, nodeAt, textAt, type XmlNode } from '../xml-tree.ts'

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

/** Reads an entry. */
export function readEntry(node: XmlNode, place: string, { details, listed }: EntryDetails): EntryDraft {
  const entry = unknownEntry(place)
  entry.direction = directionOf(textAt(node, 'CdtDbtInd'))
  entry.reversal = isTrue(textAt(node, 'RvslInd'))
  entry.statusText = textAt(node, 'Sts/Cd', 'Sts/Prtry', 'Sts')
  entry.status = statusOf(entry.statusText)
  entry.bookingDateText = textAt(node, 'BookgDt/Dt', 'BookgDt/DtTm')
  entry.bookingDate = isoDate(entry.bookingDateText)
  entry.valueDateText = textAt(node, 'ValDt/Dt', 'ValDt/DtTm')
  entry.valueDate = isoDate(entry.valueDateText)
  entry.bankReference = textAt(node, 'AcctSvcrRef')
  entry.transactionCode = transactionCode(nodeAt(node, 'BkTxCd'))
  const batchNodes = childrenNamed(node, 'NtryDtls')
  const batch = nodeAt(node, 'NtryDtls/Btch') ?? nodeAt(node, 'Btch')
  entry.messageId = textAt(batch, 'MsgId')
  entry.paymentBlockId = textAt(batch, 'PmtInfId')
  const information = textAt(node, 'AddtlNtryInf')
  entry.rawText = information
  entry.text = information
  return {
    entry,
    amount: amountOf(nodeAt(node, 'Amt')),
    details,
    batches: batchNodes.map((one, index) => batchClaim(nodeAt(one, 'Btch'), listed[index] ?? 0)),
    charges: readCharges(node),
    line: node.line,
  }
}

/** Reads a transaction under an entry. */
export function readTransaction(node: XmlNode, place: string): TransactionDraft {
  const refs = nodeAt(node, 'Refs')
  const transaction: Transaction = { ...unknownMovement(), place }
  transaction.direction = directionOf(textAt(node, 'CdtDbtInd'))
  transaction.bankReference = textAt(refs, 'AcctSvcrRef')
  transaction.ownReference = reference(textAt(refs, 'EndToEndId'))
  transaction.chequeNumber = textAt(refs, 'ChqNb')
  transaction.messageId = textAt(refs, 'MsgId')
  transaction.paymentBlockId = textAt(refs, 'PmtInfId')
  transaction.instructionId = reference(textAt(refs, 'InstrId'))
  transaction.transactionId = reference(textAt(refs, 'TxId'))
  transaction.uetr = textAt(refs, 'UETR')
  transaction.transactionCode = transactionCode(nodeAt(node, 'BkTxCd'))
  transaction.text = remittance(node)
  transaction.returnReason = returnReason(node)
  const related = nodeAt(node, 'RltdPties')
  return {
    transaction,
    amount: amountOf(nodeAt(node, 'Amt') ?? nodeAt(node, 'AmtDtls/TxAmt/Amt')),
    instructed: amountOf(nodeAt(node, 'AmtDtls/InstdAmt/Amt')),
    parties: {
      debtor: party(related, 'Dbtr'),
      creditor: party(related, 'Cdtr'),
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

/** Account number of an `Acct`-like element: IBAN, other id, or the forms of the first version. */
export function accountNumber(node: XmlNode | undefined): string | null {
  return textAt(node, 'Id/IBAN', 'Id/Othr/Id', 'Id/BBAN', 'Id/PrtryAcct/Id', 'Id/UPIC', 'Prxy/Id')
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
  const parts = [textAt(node, 'Domn/Cd'), textAt(node, 'Domn/Fmly/Cd'), textAt(node, 'Domn/Fmly/SubFmlyCd')]
  const code = parts.filter((part) => part !== null).join('/')
  return code !== '' ? code : textAt(node, 'Prtry/Cd')
}

/** `NOTPROVIDED` is the standard's word for "none". */
function reference(text: string | null): string | null {
  return text === 'NOTPROVIDED' ? null : text
}

function party(node: XmlNode | undefined, role: 'Dbtr' | 'Cdtr'): Party {
  return {
    name: textAt(
      node,
      `${role}/Nm`,
      `${role}/Pty/Nm`,
      `${role}/Agt/FinInstnId/Nm`,
      `Ultmt${role}/Nm`,
      `Ultmt${role}/Pty/Nm`,
    ),
    account: accountNumber(nodeAt(node, `${role}Acct`)),
  }
}

/** Unstructured lines, structured references and additional information, one per line. */
function remittance(node: XmlNode): string | null {
  const information = nodeAt(node, 'RmtInf')
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
  const additional = nodeAt(node, 'AddtlTxInf')?.text
  if (additional !== undefined) lines.push(additional)
  const text = lines.filter((line) => line.trim() !== '').join('\n')
  return text === '' ? null : text
}

function returnReason(node: XmlNode): string | null {
  const information = nodeAt(node, 'RtrInf')
  const code = textAt(information, 'Rsn/Cd', 'Rsn/Prtry', 'RtrRsn/Cd', 'RtrRsn/Prtry')
  const texts = childrenNamed(information, 'AddtlInf').map((line) => line.text.trim())
  const all = [code, ...texts].filter((part) => part !== null && part !== '')
  return all.length === 0 ? null : all.join(' ')
}

function readCharges(node: XmlNode): ChargeDraft[] {
  const charges: ChargeDraft[] = []
  for (const group of childrenNamed(node, 'Chrgs')) {
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
  return {
    count: textAt(node, 'NbOfTxs'),
    total: amountOf(nodeAt(node, 'TtlAmt')),
    direction: directionOf(textAt(node, 'CdtDbtInd')),
    listed,
  }
}
