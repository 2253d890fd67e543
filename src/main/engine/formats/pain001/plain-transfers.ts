/**
 * Reads the transfers of a pain.001 that are written alike. A file repeats one pattern of tags thousands of times; once the
 * XML reader has read one transfer, its pattern is known, and the next ones of the same pattern are read against it: every
 * tag is compared and every text between two tags is taken for the field that its path names. Whatever is not exactly of a
 * known pattern (another tag, an attribute, a reference, a line break) is left to the XML reader.
 */
import { type Currency, exponentOf, isCurrency, MAX_AMOUNT_MINOR } from '../../../../contract/money.ts'
import type { AccountId, Agent, Party, Payment, PostalAddress } from './model.ts'
import { sameRecord } from './same-record.ts'

/** What is held of a text, and its codes: looking at codes is many times faster than at characters. */
export type HeldText = { readonly text: string; readonly codes: Uint16Array<ArrayBuffer>; readonly view: DataView }

export const TRANSFER_END = '</CdtTrfTxInf>'
const TRANSFER_START = '<CdtTrfTxInf>'
/** Patterns that are known at a time; a desk writes two or three. */
const MAX_PATTERNS = 8
const MAX_LEARNED_LENGTH = 10_000
const [AMPERSAND, DOT, ZERO, NINE, LESS, BRACKET] = [38, 46, 48, 57, 60, 93]

/** The texts of a transfer by their paths, in the order of this list. */
const PATHS = [
  'PmtId/InstrId',
  'PmtId/EndToEndId',
  'PmtId/UETR',
  'Amt/InstdAmt',
  'CdtrAgt/FinInstnId/BICFI',
  'CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd',
  'CdtrAgt/FinInstnId/ClrSysMmbId/MmbId',
  'CdtrAgt/FinInstnId/Nm',
  'Cdtr/Nm',
  'Cdtr/PstlAdr/StrtNm',
  'Cdtr/PstlAdr/BldgNb',
  'Cdtr/PstlAdr/PstCd',
  'Cdtr/PstlAdr/TwnNm',
  'Cdtr/PstlAdr/Ctry',
  'CdtrAcct/Id/IBAN',
  'CdtrAcct/Id/Othr/Id',
  'Purp/Cd',
  'RmtInf/Ustrd',
] as const
const [INSTRUCTION, END_TO_END, UETR, AMOUNT, BIC, SYSTEM, MEMBER, AGENT, NAME] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const [STREET, BUILDING, POST_CODE, TOWN, COUNTRY, IBAN, OTHER, PURPOSE, REMITTANCE] = [
  9, 10, 11, 12, 13, 14, 15, 16, 17,
]

/** Tags between two texts: their codes, and the same four at a time. */
type Literal = { readonly length: number; readonly fours: Float64Array; readonly codes: Uint16Array }

type Pattern = {
  /** The tags before each text, and those behind the last one. */
  readonly literals: readonly Literal[]
  /** Which field each text is. */
  readonly fields: readonly number[]
  readonly has: readonly boolean[]
  readonly currency: Currency
}

export class PlainTransfers {
  /** The transfer that was read last. */
  payment: Payment | null = null
  private readonly patterns: Pattern[] = []
  private readonly values = new Array<string>(PATHS.length).fill('')
  private amountMinor = 0

  /** Where the transfer ends that begins here; -1 when it is of no known pattern or not all there. */
  read(held: HeldText, from: number): number {
    for (const [index, pattern] of this.patterns.entries()) {
      const end = this.match(held, from, pattern)
      if (end < 0) continue
      if (index > 0) this.patterns.unshift(...this.patterns.splice(index, 1))
      this.payment = this.build(pattern)
      return end
    }
    return -1
  }

  /** Learns the pattern of a transfer that the XML reader has read; `payment` is what it read, and so must this. */
  learn(raw: string, payment: Payment): void {
    const start = raw.lastIndexOf(TRANSFER_START)
    if (start < 0 || raw.length - start > MAX_LEARNED_LENGTH || this.patterns.length >= MAX_PATTERNS) return
    const text = raw.slice(start)
    const pattern = patternOf(text)
    if (pattern === null) return
    const codes = codesOf(`${text}\u0000`)
    const end = this.match({ text, codes, view: new DataView(codes.buffer) }, 0, pattern)
    if (end === text.length && sameRecord(this.build(pattern), payment)) this.patterns.unshift(pattern)
  }

  private match(held: HeldText, from: number, { literals, fields, currency }: Pattern): number {
    const { text, codes } = held
    let at = from
    for (let index = 0; index < fields.length; index += 1) {
      const literal = literals[index] as Literal
      if (!isAt(held, at, literal)) return -1
      const start = at + literal.length
      at = start
      for (let code = codes[at] as number; code !== LESS; code = codes[at] as number) {
        if (!isPlain(code)) return -1
        at += 1
      }
      const field = fields[index] as number
      if (field === AMOUNT) {
        if (!this.takeAmount(text.slice(start, at), currency)) return -1
      } else this.values[field] = text.slice(start, at)
    }
    const last = literals[fields.length] as Literal
    return isAt(held, at, last) ? at + last.length : -1
  }

  /** An amount with exactly the decimals of its currency; the XML reader knows the other forms. */
  private takeAmount(text: string, currency: Currency): boolean {
    const { length } = text
    const exponent = exponentOf(currency)
    const mark = exponent === 0 ? length : length - exponent - 1
    if (mark <= 0 || length > 15) return false
    let units = 0
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at)
      if (at === mark) {
        if (code !== DOT) return false
      } else if (code < ZERO || code > NINE) return false
      else units = units * 10 + code - ZERO
    }
    this.amountMinor = units
    return units <= MAX_AMOUNT_MINOR
  }

  private build({ has, currency }: Pattern): Payment {
    const { values } = this
    const payment: { -readonly [K in keyof Payment]: Payment[K] } = {
      instructionId: values[INSTRUCTION] as string,
      endToEndId: values[END_TO_END] as string,
      amountMinor: this.amountMinor,
      currency,
      creditor: this.creditor(has),
      creditorAgent: this.agent(has),
      creditorAccount: this.account(has),
    }
    if (has[UETR]) payment.uetr = values[UETR] as string
    if (has[REMITTANCE]) payment.remittance = values[REMITTANCE] as string
    if (has[PURPOSE]) payment.purpose = values[PURPOSE] as string
    return payment
  }

  private creditor(has: readonly boolean[]): Party {
    const name = this.values[NAME] as string
    return hasAddress(has) ? { name, address: this.address(has) } : { name }
  }

  private address(has: readonly boolean[]): PostalAddress {
    const { values } = this
    const address: { -readonly [K in keyof PostalAddress]: PostalAddress[K] } = {}
    if (has[STREET]) address.street = values[STREET] as string
    if (has[BUILDING]) address.building = values[BUILDING] as string
    if (has[POST_CODE]) address.postCode = values[POST_CODE] as string
    if (has[TOWN]) address.town = values[TOWN] as string
    if (has[COUNTRY]) address.country = values[COUNTRY] as string
    return address
  }

  private agent(has: readonly boolean[]): Agent {
    const { values } = this
    const agent: { -readonly [K in keyof Agent]: Agent[K] } = {}
    if (has[BIC]) agent.bic = values[BIC] as string
    if (has[MEMBER]) {
      const id = values[MEMBER] as string
      agent.clearingMember = has[SYSTEM] ? { system: values[SYSTEM] as string, id } : { id }
    }
    if (has[AGENT]) agent.name = values[AGENT] as string
    return agent
  }

  private account(has: readonly boolean[]): AccountId {
    return has[IBAN]
      ? { kind: 'iban', iban: this.values[IBAN] as string }
      : { kind: 'other', id: this.values[OTHER] as string }
  }
}

function hasAddress(has: readonly boolean[]): boolean {
  return [STREET, BUILDING, POST_CODE, TOWN, COUNTRY].some((field) => has[field])
}

/** No mark of XML, no control character, no half of a character, nothing that may stand in the right place only. */
function isPlain(code: number): boolean {
  if (code < 127) return code >= 32 && code !== AMPERSAND && code !== BRACKET
  return code >= 0xa0 && code < 0xd800
}

const PIECE = /<(\/?)([A-Za-z0-9]+)(?: Ccy="([A-Z]{3})")?>|([^<]+)/y

/** The pattern of a transfer; null when it holds anything that has no place in one. */
function patternOf(raw: string): Pattern | null {
  const open: string[] = []
  const fields: number[] = []
  const literals: Literal[] = []
  let [currency, from, at] = ['', 0, 0]
  PIECE.lastIndex = 0
  for (let piece = PIECE.exec(raw); piece; piece = PIECE.exec(raw)) {
    const [whole, end, name = '', stated, text] = piece
    if (text !== undefined) {
      const field = (PATHS as readonly string[]).indexOf(open.slice(1).join('/'))
      if (field < 0 || fields.includes(field)) return null
      literals.push(literalOf(raw.slice(from, at)))
      fields.push(field)
      from = at + whole.length
    } else if (end === '/') {
      if (open.pop() !== name) return null
    } else open.push(name)
    if (stated !== undefined) {
      if (name !== 'InstdAmt' || currency !== '') return null
      currency = stated
    }
    at += whole.length
  }
  const needed = [INSTRUCTION, END_TO_END, AMOUNT, NAME].every((field) => fields.includes(field))
  const hasOne = fields.includes(IBAN) !== fields.includes(OTHER)
  const hasMember = fields.includes(MEMBER) || (fields.includes(BIC) && !fields.includes(SYSTEM))
  if (at !== raw.length || open.length > 0 || !needed || !hasOne || !hasMember || !isCurrency(currency)) return null
  literals.push(literalOf(raw.slice(from)))
  return { literals, fields, has: PATHS.map((_, field) => fields.includes(field)), currency }
}

function codesOf(text: string): Uint16Array<ArrayBuffer> {
  return Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}

function literalOf(text: string): Literal {
  const codes = codesOf(text)
  return { length: text.length, fours: new Float64Array(codes.buffer, 0, Math.floor(text.length / 4)), codes }
}

/**
 * Whether the tags stand at a place. Four codes are compared as one number: the tags are ASCII, so that number is never a
 * "not a number", and any other four codes are another one.
 */
function isAt({ view, codes }: HeldText, place: number, { length, fours, codes: wanted }: Literal): boolean {
  if (place + length > codes.length) return false
  for (let four = 0; four < fours.length; four += 1) {
    if (view.getFloat64(2 * place + 8 * four, true) !== fours[four]) return false
  }
  for (let at = 4 * fours.length; at < length; at += 1) if (codes[place + at] !== wanted[at]) return false
  return true
}
