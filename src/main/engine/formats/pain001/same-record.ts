/** Whether two records hold the same. A field added one day is compared without anybody remembering it. */
import type { AccountId, Agent, Party, Payment } from './model.ts'

/**
 * Whether two payments are the same, by the fields that a payment has today. A record that holds another number of fields than
 * were compared is compared key by key instead.
 */
export function samePayment(a: Payment, b: Payment): boolean {
  if (a.amountMinor !== b.amountMinor || a.currency !== b.currency || a.endToEndId !== b.endToEndId) return false
  if (a.instructionId !== b.instructionId || a.uetr !== b.uetr) return false
  if (a.remittance !== b.remittance || a.purpose !== b.purpose) return false
  const { creditorAgent: agent, creditorAccount: account } = a
  const parts = agent === undefined || account === undefined ? 0 : 2
  const texts = there(a.instructionId) + there(a.uetr) + there(a.remittance) + there(a.purpose)
  if (parts === 0 || keysOf(a) !== 4 + parts + texts) return sameRecord(a, b)
  return (
    keysOf(b) === 4 + parts + texts &&
    sameParty(a.creditor, b.creditor) &&
    sameAgent(agent as Agent, b.creditorAgent) &&
    sameAccount(account as AccountId, b.creditorAccount)
  )
}

const keysOf = (record: object): number => Object.keys(record).length
const there = (value: string | undefined): number => (value === undefined ? 0 : 1)

function sameParty(a: Party, b: Party): boolean {
  const { address: one } = a
  const { address: other } = b
  if (keysOf(a) !== 1 + (one === undefined ? 0 : 1)) return sameRecord(a, b)
  if (a.name !== b.name || keysOf(b) !== keysOf(a)) return false
  if (one === undefined || other === undefined) return one === other
  const { street, building, postCode, town, country } = one
  const known = there(street) + there(building) + there(postCode) + there(town) + there(country)
  if (keysOf(one) !== known) return sameRecord(one, other)
  return (
    keysOf(other) === known &&
    street === other.street &&
    building === other.building &&
    postCode === other.postCode &&
    town === other.town &&
    country === other.country
  )
}

function sameAgent(a: Agent, b: Agent | undefined): boolean {
  const { clearingMember: one } = a
  const other = b?.clearingMember
  const known = there(a.bic) + there(a.name)
  if (b === undefined || one === undefined || other === undefined || keysOf(a) !== known + 1) {
    return b !== undefined && sameRecord(a, b)
  }
  if (keysOf(one) !== 1 + there(one.system)) return sameRecord(a, b)
  return (
    keysOf(b) === known + 1 &&
    keysOf(other) === keysOf(one) &&
    a.bic === b.bic &&
    a.name === b.name &&
    one.system === other.system &&
    one.id === other.id
  )
}

function sameAccount(a: AccountId, b: AccountId | undefined): boolean {
  if (b === undefined) return false
  if (a.kind !== 'other' || b.kind !== 'other' || keysOf(a) !== 2) return sameRecord(a, b)
  return keysOf(b) === 2 && a.id === b.id
}

/** Whether two records hold the same, key by key, whatever they hold. */
export function sameRecord(a: object, b: object): boolean {
  if (a === b) return true
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const one = a as Record<string, unknown>
  const other = b as Record<string, unknown>
  for (const key in one) {
    const left = one[key]
    const right = other[key]
    if (left === right) continue
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
    if (!sameRecord(left, right)) return false
  }
  for (const key in other) if (one[key] === undefined && other[key] !== undefined) return false
  return true
}
