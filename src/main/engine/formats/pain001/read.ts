/**
 * Reads a pain.001 back into the record, from whoever wrote it: versions .03 and .09 exactly, .11, .12 and national
 * variants tolerantly. Every count and sum that the document states about itself is recomputed, and every element that
 * the record cannot carry is a finding, so that nothing is lost in silence.
 */
import { type Currency, isCurrency, parseMoney } from '../../../../contract/money.ts'
import { type FormatRefusal, RefusalSignal } from '../refusal.ts'
import { decodeXml } from '../xml/decode.ts'
import { tooLarge, XML_LIMITS, type XmlElement, XmlTreeReader } from '../xml/read.ts'
import { childOf, placeOf, textAt } from '../xml/tree.ts'
import { BLOCK_SHAPE, findNotCarried, GROUP_SHAPE, shortPath, TRANSFER_SHAPE } from './carried.ts'
import type { Payment, PaymentBlock, PaymentFile } from './model.ts'
import {
  accountOf,
  agentOf,
  bearerOf,
  flagOf,
  needed,
  neededText,
  type Pain001RefusalCode,
  partyOf,
  plainDecimal,
  refuse,
} from './read-parts.ts'
import { PaymentTotals, sameDecimal } from './totals.ts'
import { TransferFeed } from './transfer-feed.ts'

export type FindingCode =
  | 'GROUP_COUNT_WRONG'
  | 'GROUP_SUM_WRONG'
  | 'BLOCK_COUNT_WRONG'
  | 'BLOCK_SUM_WRONG'
  | 'MIXED_CURRENCIES'
  | 'PAYMENT_METHOD'
  | 'EQUIVALENT_AMOUNT'
  | 'NOT_CARRIED'
  | 'NAMESPACE_MISSING'
  | 'VERSION_UNKNOWN'

export type Finding = {
  readonly code: FindingCode
  readonly place: string
  readonly message: string
}

/** A total as the document states it (`null`: not stated), as counted here, and whether the two agree. */
export type StatedTotal = { readonly stated: string | null; readonly counted: string; readonly ok: boolean | null }
export type Totals = { readonly count: StatedTotal; readonly sum: StatedTotal }

export type ReadPain001 =
  | { readonly ok: false; readonly refusal: FormatRefusal<Pain001RefusalCode> }
  | {
      readonly ok: true
      readonly file: PaymentFile
      /** `03`, `09`, `12`, `03.ch.02` as the namespace says; empty if it does not say. */
      readonly version: string
      readonly namespace: string
      readonly group: Totals
      readonly blocks: readonly Totals[]
      readonly sumByCurrency: Partial<Record<Currency, string>>
      readonly findings: readonly Finding[]
    }

const SEVERAL_MESSAGES = 'The file holds several messages; only one at a time is read.'
const TAKEN = new Set(['CdtTrfTxInf', 'PmtInf'])
const EXACT_VERSIONS = new Set(['03', '09'])
const TOLERATED_VERSIONS = new Set(['11', '12', '03.ch.02'])

/** Gives back the record that stands for a payment that was read: the same, or one that is known and says the same. */
export type Intern = (payment: Payment, at: { readonly block: number; readonly payment: number }) => Payment

/** Reads the bytes of a pain.001. Never throws for what the file holds. */
export function readPain001(bytes: Uint8Array, intern: Intern = (payment) => payment): ReadPain001 {
  const reader = new Pain001Reader(intern)
  const tree = new XmlTreeReader({ take: TAKEN, onTaken: (element) => reader.take(element) })
  try {
    if (bytes.length > XML_LIMITS.bytes) throw tooLarge(bytes.length)
    const feed = new TransferFeed(tree, reader)
    for (const slice of decodeXml(bytes)) feed.write(slice)
    feed.end()
    return reader.finish(tree.close())
  } catch (error) {
    if (error instanceof RefusalSignal) return { ok: false, refusal: error.refusal }
    throw error
  }
}

class Pain001Reader {
  private readonly findings: Finding[] = []
  private readonly notCarried = new Map<string, { count: number; place: string }>()
  private readonly blocks: PaymentBlock[] = []
  private readonly blockTotals: Totals[] = []
  private readonly all = new PaymentTotals()
  private pending: Payment[] = []
  private inBlock = new PaymentTotals()
  private message: XmlElement | null = null
  private readonly intern: Intern
  /** Transfers that were read so far, and the last one. */
  transfers = 0
  last: Payment | null = null

  constructor(intern: Intern) {
    this.intern = intern
  }

  take(element: XmlElement): void {
    const isTransfer = element.name === 'CdtTrfTxInf'
    const outer = isTransfer ? 'PmtInf' : 'CstmrCdtTrfInitn'
    if (element.parent?.name !== outer) {
      refuse('PAIN_NOT_PAIN001', element, `The element ${element.name} stands outside ${outer}.`)
    }
    if (isTransfer) this.takeTransfer(element)
    else this.takeBlock(element)
  }

  finish(root: XmlElement): ReadPain001 {
    const { version, namespace, body } = this.documentOf(root)
    const header = needed(body, 'GrpHdr')
    const party = needed(header, 'InitgPty')
    const id = textAt(party, 'Id', 'OrgId', 'Othr', 'Id')
    const file: PaymentFile = {
      messageId: neededText(header, 'MsgId'),
      createdAt: neededText(header, 'CreDtTm'),
      initiatingParty: { name: textAt(party, 'Nm') ?? '', ...(id === undefined ? {} : { id }) },
      blocks: this.blocks,
    }
    if (this.blocks.length === 0)
      refuse('PAIN_ELEMENT_MISSING', body, 'The document has no block of payments (PmtInf).')
    const group = this.totals(header, this.all, 'GROUP')
    this.noteNotCarried(body, { GrpHdr: GROUP_SHAPE })
    if (body.parent?.name === 'Document') {
      for (const sibling of body.parent.children) if (sibling !== body) this.countNotCarried(sibling)
    }
    for (const [path, { count, place }] of this.notCarried) {
      this.find(
        'NOT_CARRIED',
        place,
        `${path} stands ${count} time${count === 1 ? '' : 's'} in the file and is not read here.`,
      )
    }
    const sumByCurrency = this.all.sumByCurrency()
    return {
      ok: true,
      file,
      version,
      namespace,
      group,
      blocks: this.blockTotals,
      sumByCurrency,
      findings: this.findings,
    }
  }

  /** Finds the message by local name, also inside an envelope or without a namespace. */
  private documentOf(root: XmlElement): { version: string; namespace: string; body: XmlElement } {
    const document = root.name === 'Document' ? root : findDown(root, 'Document')
    const body = childOf(document ?? root, 'CstmrCdtTrfInitn')
    if (!body) {
      refuse(
        'PAIN_NOT_PAIN001',
        root,
        `The file is no pain.001: there is no CstmrCdtTrfInitn in it, its first element is ${root.name}.`,
      )
    }
    const { namespace } = body
    const version = /pain\.001\.001\.([0-9]{2}(?:\.[a-z]{2}\.[0-9]{2})?)/.exec(namespace)?.[1] ?? ''
    if (namespace === '') {
      this.find(
        'NAMESPACE_MISSING',
        placeOf(body),
        'The document has no namespace, so its version is unknown; it was read by element names.',
      )
    } else if (!EXACT_VERSIONS.has(version) && !TOLERATED_VERSIONS.has(version)) {
      this.find(
        'VERSION_UNKNOWN',
        placeOf(body),
        `The namespace ${namespace} is no version known here; it was read by element names.`,
      )
    }
    return { version, namespace, body }
  }

  private takeTransfer(element: XmlElement): void {
    const ids = needed(element, 'PmtId')
    const { amountMinor, currency } = this.amountOf(needed(element, 'Amt'))
    const instructionId = textAt(ids, 'InstrId')
    const uetr = textAt(ids, 'UETR')
    const agent = childOf(element, 'CdtrAgt')
    const account = childOf(element, 'CdtrAcct')
    const purpose = textAt(element, 'Purp', 'Cd')
    const remittance = textAt(element, 'RmtInf', 'Ustrd')
    const payment: Payment = {
      ...(instructionId === undefined ? {} : { instructionId }),
      endToEndId: neededText(ids, 'EndToEndId'),
      ...(uetr === undefined ? {} : { uetr }),
      amountMinor,
      currency,
      creditor: partyOf(childOf(element, 'Cdtr')),
      ...(agent ? { creditorAgent: agentOf(agent) } : {}),
      ...(account ? { creditorAccount: accountOf(account) } : {}),
      ...(remittance === undefined ? {} : { remittance }),
      ...(purpose === undefined ? {} : { purpose }),
    }
    this.noteNotCarried(element, TRANSFER_SHAPE)
    this.takePayment(payment)
  }

  takePayment(payment: Payment): void {
    this.transfers += 1
    this.last = payment
    this.inBlock.add(payment)
    this.all.add(payment)
    this.pending.push(this.intern(payment, { block: this.blocks.length, payment: this.pending.length }))
  }

  private amountOf(element: XmlElement): { amountMinor: number; currency: Currency } {
    const equivalent = childOf(element, 'EqvtAmt')
    const amount = equivalent ? needed(equivalent, 'Amt') : needed(element, 'InstdAmt')
    if (equivalent) {
      const wanted = textAt(equivalent, 'CcyOfTrf') ?? 'another currency'
      this.find(
        'EQUIVALENT_AMOUNT',
        placeOf(equivalent),
        `The payee gets ${wanted} worth ${amount.text} ${amount.attributes.Ccy ?? ''}; only the stated amount is read.`,
      )
    }
    const currency = amount.attributes.Ccy
    if (currency === undefined || !isCurrency(currency)) {
      refuse('PAIN_CURRENCY', amount, `"${currency ?? ''}" is no currency of the desk.`)
    }
    const parsed = /^\+?(\d+\.?\d*|\.\d+)$/.test(amount.text) ? parseMoney(plainDecimal(amount.text), currency) : null
    if (!parsed?.ok) {
      refuse(
        'PAIN_AMOUNT',
        amount,
        `"${amount.text.slice(0, 40)}" is no amount in ${currency}${parsed ? ` (${parsed.problem})` : ''}.`,
      )
    }
    return { amountMinor: parsed.amountMinor, currency }
  }

  private takeBlock(element: XmlElement): void {
    this.message ??= element.parent
    if (this.message !== element.parent) {
      refuse('PAIN_NOT_PAIN001', element, SEVERAL_MESSAGES)
    }
    const first = this.pending[0]
    if (!first) refuse('PAIN_ELEMENT_MISSING', element, 'The block has no payments (CdtTrfTxInf).')
    const dateElement = needed(element, 'ReqdExctnDt')
    const date = dateElement.children.length === 0 ? dateElement.text : neededText(dateElement, 'Dt')
    const booking = textAt(element, 'BtchBookg')
    const bearer = textAt(element, 'ChrgBr')
    const level = textAt(element, 'PmtTpInf', 'SvcLvl', 'Cd')
    const block: PaymentBlock = {
      blockId: neededText(element, 'PmtInfId'),
      executionDate: date,
      debtor: partyOf(needed(element, 'Dbtr')),
      debtorAccount: accountOf(needed(element, 'DbtrAcct')),
      debtorAgent: agentOf(needed(element, 'DbtrAgt')),
      currency: first.currency,
      ...(bearer === undefined ? {} : { chargeBearer: bearerOf(needed(element, 'ChrgBr')) }),
      ...(booking === undefined ? {} : { batchBooking: flagOf(needed(element, 'BtchBookg')) }),
      ...(level === undefined ? {} : { serviceLevel: level }),
      payments: this.pending,
    }
    this.noteBlock(element, block)
    this.blocks.push(block)
    this.blockTotals.push(this.totals(element, this.inBlock, 'BLOCK'))
    this.pending = []
    this.inBlock = new PaymentTotals()
  }

  private noteBlock(element: XmlElement, block: PaymentBlock): void {
    const method = neededText(element, 'PmtMtd')
    if (method !== 'TRF') {
      this.find(
        'PAYMENT_METHOD',
        placeOf(needed(element, 'PmtMtd')),
        `Block ${block.blockId} asks for method "${method}", not for a transfer (TRF).`,
      )
    }
    const currencies = Object.keys(this.inBlock.sumByCurrency())
    if (currencies.length > 1) {
      this.find(
        'MIXED_CURRENCIES',
        placeOf(element),
        `Block ${block.blockId} mixes ${currencies.join(', ')}; its control sum adds figures of different currencies.`,
      )
    }
    this.noteNotCarried(element, BLOCK_SHAPE)
  }

  private totals(element: XmlElement, counted: PaymentTotals, level: 'GROUP' | 'BLOCK'): Totals {
    const count = stated(textAt(element, 'NbOfTxs'), String(counted.count))
    const sum = stated(textAt(element, 'CtrlSum'), counted.controlSum())
    const what = level === 'GROUP' ? 'The header' : 'The block'
    if (count.ok === false) {
      this.find(
        `${level}_COUNT_WRONG`,
        placeOf(needed(element, 'NbOfTxs')),
        `${what} states ${count.stated} payments, but ${count.counted} follow.`,
      )
    }
    if (sum.ok === false) {
      this.find(
        `${level}_SUM_WRONG`,
        placeOf(needed(element, 'CtrlSum')),
        `${what} states a control sum of ${sum.stated}, but the payments add up to ${sum.counted}.`,
      )
    }
    return { count, sum }
  }

  private noteNotCarried(element: XmlElement, shape: typeof GROUP_SHAPE): void {
    findNotCarried(element, shape, (found) => this.countNotCarried(found))
  }

  private countNotCarried(found: XmlElement): void {
    const path = shortPath(found)
    const entry = this.notCarried.get(path)
    if (entry) entry.count += 1
    else this.notCarried.set(path, { count: 1, place: placeOf(found) })
  }

  private find(code: FindingCode, place: string, message: string): void {
    this.findings.push({ code, place, message })
  }
}

function stated(text: string | undefined, counted: string): StatedTotal {
  if (text === undefined) return { stated: null, counted, ok: null }
  return { stated: text, counted, ok: /^\+?\d*\.?\d*$/.test(text) && sameDecimal(text, counted) }
}

function findDown(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) {
    const found = child.name === name ? child : findDown(child, name)
    if (found) return found
  }
  return undefined
}
