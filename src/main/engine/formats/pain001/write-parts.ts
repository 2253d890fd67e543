/**
 * Pieces that both versions of pain.001 write alike: the frame, parties, addresses, accounts, amounts. Whatever differs
 * between the versions stands in the two writers, never behind a flag here.
 */
import { toDecimalText } from '../../../../contract/money.ts'
import { escapeXml } from '../xml/write.ts'
import type { AccountId, ClearingMember, Party, Payment, PaymentBlock, PaymentFile, PostalAddress } from './model.ts'
import { PaymentTotals } from './totals.ts'

/** Characters gathered before a chunk is handed on. */
const CHUNK_LENGTH = 65_536

/** What a version has of its own. */
export type VersionParts = {
  readonly namespace: string
  readonly blockHeader: (block: PaymentBlock, place: string) => string
  readonly transfer: (payment: Payment) => string
}

/** The document in chunks of text, one pass over the payments after the totals are known. */
export function* documentChunks(file: PaymentFile, version: VersionParts): Generator<string> {
  let chunk = `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${version.namespace}"><CstmrCdtTrfInitn>${groupHeader(file)}`
  for (const [index, block] of file.blocks.entries()) {
    chunk += `<PmtInf>${version.blockHeader(block, `block ${index + 1}`)}`
    for (const payment of block.payments) {
      chunk += version.transfer(payment)
      if (chunk.length > CHUNK_LENGTH) {
        yield chunk
        chunk = ''
      }
    }
    chunk += '</PmtInf>'
  }
  yield `${chunk}</CstmrCdtTrfInitn></Document>\n`
}

/** All chunks of a writer as the bytes of the file: UTF-8 without byte order mark. */
export function toBytes(chunks: Iterable<string>): Uint8Array {
  const parts: Buffer[] = []
  // Text of ASCII alone is the same bytes in both, and copied faster in the first.
  for (const chunk of chunks) {
    parts.push(Buffer.from(chunk, Buffer.byteLength(chunk, 'utf8') === chunk.length ? 'latin1' : 'utf8'))
  }
  return Buffer.concat(parts)
}

/** `<Tag>text</Tag>`, or nothing when the value is absent. */
export function leaf(tag: string, value: string | undefined, place: string): string {
  return value === undefined ? '' : `<${tag}>${escapeXml(value, place, tag)}</${tag}>`
}

/** Name and address of a party. */
export function party(tag: string, value: Party, place: string): string {
  return `<${tag}>${leaf('Nm', value.name, place)}${address(value.address, place)}</${tag}>`
}

function address(value: PostalAddress | undefined, place: string): string {
  if (!value) return ''
  let lines = ''
  for (const line of value.lines ?? []) lines += leaf('AdrLine', line, place)
  return `<PstlAdr>${leaf('StrtNm', value.street, place)}${leaf('BldgNb', value.building, place)}${leaf('PstCd', value.postCode, place)}${leaf('TwnNm', value.town, place)}${leaf('Ctry', value.country, place)}${lines}</PstlAdr>`
}

export function account(tag: string, value: AccountId | undefined, place: string): string {
  if (!value) return ''
  const id = value.kind === 'iban' ? leaf('IBAN', value.iban, place) : `<Othr>${leaf('Id', value.id, place)}</Othr>`
  return `<${tag}><Id>${id}</Id></${tag}>`
}

export function clearingMember(value: ClearingMember | undefined, place: string): string {
  if (!value) return ''
  const system = value.system === undefined ? '' : `<ClrSysId>${leaf('Cd', value.system, place)}</ClrSysId>`
  return `<ClrSysMmbId>${system}${leaf('MmbId', value.id, place)}</ClrSysMmbId>`
}

/** The instructed amount: exact decimals of the currency, dot, no grouping. */
export function amount(payment: Payment): string {
  return `<Amt><InstdAmt Ccy="${payment.currency}">${toDecimalText(payment.amountMinor, payment.currency)}</InstdAmt></Amt>`
}

/** `NbOfTxs` and `CtrlSum` of these totals. */
export function countAndSum(totals: PaymentTotals): string {
  return `<NbOfTxs>${totals.count}</NbOfTxs><CtrlSum>${totals.controlSum()}</CtrlSum>`
}

function groupHeader(file: PaymentFile): string {
  const totals = new PaymentTotals()
  for (const block of file.blocks) for (const payment of block.payments) totals.add(payment)
  const { name, id } = file.initiatingParty
  const organisation =
    id === undefined ? '' : `<Id><OrgId><Othr>${leaf('Id', id, 'initiating party')}</Othr></OrgId></Id>`
  return `<GrpHdr>${leaf('MsgId', file.messageId, 'file')}${leaf('CreDtTm', file.createdAt, 'file')}${countAndSum(totals)}<InitgPty>${leaf('Nm', name, 'initiating party')}${organisation}</InitgPty></GrpHdr>`
}
