/**
 * Pieces of a pain.001 document turned into pieces of the record: parties, agents, accounts, flags. Tolerant about the
 * version (`BIC` or `BICFI`, a wrapped party), strict about values: what is no value of its kind is refused with its place.
 */
import { RefusalSignal } from '../refusal.ts'
import type { XmlElement, XmlRefusalCode } from '../xml/read.ts'
import { childOf, childrenOf, placeOf, textAt } from '../xml/tree.ts'
import type { AccountId, Agent, ChargeBearer, Party, PostalAddress } from './model.ts'
import { CHARGE_BEARERS } from './model.ts'

export type Pain001RefusalCode =
  | XmlRefusalCode
  | 'PAIN_NOT_PAIN001'
  | 'PAIN_ELEMENT_MISSING'
  | 'PAIN_AMOUNT'
  | 'PAIN_CURRENCY'
  | 'PAIN_VALUE'

export function partyOf(element: XmlElement | undefined): Party {
  // .12 and some banks wrap the party once more.
  const inner = childOf(element, 'Pty') ?? element
  const address = childOf(inner, 'PstlAdr')
  return { name: textAt(inner, 'Nm') ?? '', ...(address ? { address: addressOf(address) } : {}) }
}

export function addressOf(element: XmlElement): PostalAddress {
  const street = textAt(element, 'StrtNm')
  const building = textAt(element, 'BldgNb')
  const postCode = textAt(element, 'PstCd')
  const town = textAt(element, 'TwnNm')
  const country = textAt(element, 'Ctry')
  const lines = childrenOf(element, 'AdrLine').map((line) => line.text)
  return {
    ...(street === undefined ? {} : { street }),
    ...(building === undefined ? {} : { building }),
    ...(postCode === undefined ? {} : { postCode }),
    ...(town === undefined ? {} : { town }),
    ...(country === undefined ? {} : { country }),
    ...(lines.length === 0 ? {} : { lines }),
  }
}

export function agentOf(element: XmlElement): Agent {
  const institution = childOf(element, 'FinInstnId')
  const bic = textAt(institution, 'BICFI') ?? textAt(institution, 'BIC')
  const member = childOf(institution, 'ClrSysMmbId')
  const name = textAt(institution, 'Nm')
  const system = textAt(member, 'ClrSysId', 'Cd')
  return {
    ...(bic === undefined ? {} : { bic }),
    ...(member
      ? { clearingMember: { ...(system === undefined ? {} : { system }), id: textAt(member, 'MmbId') ?? '' } }
      : {}),
    ...(name === undefined ? {} : { name }),
  }
}

export function accountOf(element: XmlElement): AccountId {
  const iban = textAt(element, 'Id', 'IBAN')
  if (iban !== undefined) return { kind: 'iban', iban }
  return { kind: 'other', id: textAt(element, 'Id', 'Othr', 'Id') ?? '' }
}

export function bearerOf(element: XmlElement): ChargeBearer {
  const found = CHARGE_BEARERS.find((code) => code === element.text)
  return found ?? refuse('PAIN_VALUE', element, `"${element.text}" is none of ${CHARGE_BEARERS.join(', ')}.`)
}

export function flagOf(element: XmlElement): boolean {
  if (element.text === 'true' || element.text === '1') return true
  if (element.text === 'false' || element.text === '0') return false
  return refuse('PAIN_VALUE', element, `"${element.text}" is neither true nor false.`)
}

/** `+5.` and `.5` are decimals for the schema; here they become `5` and `0.5`. */
export function plainDecimal(text: string): string {
  const bare = text.replace(/^\+/, '').replace(/\.$/, '')
  return bare.startsWith('.') ? `0${bare}` : bare
}

export function needed(element: XmlElement, name: string): XmlElement {
  return (
    childOf(element, name) ??
    refuse('PAIN_ELEMENT_MISSING', element, `The element ${name} is missing in ${element.name}.`)
  )
}

export function neededText(element: XmlElement, name: string): string {
  return needed(element, name).text
}

export function refuse(code: Pain001RefusalCode, element: XmlElement, message: string): never {
  throw new RefusalSignal<Pain001RefusalCode>(code, placeOf(element), message)
}
