/**
 * The single-field rules of a credit transfer: lengths by the schema, patterns of codes and ids, check digits. Sources:
 * pain.001.001.03 and .09 schemas, ISO 9362 (BIC), ISO 13616 (IBAN), RFC 9562 (UETR), the SWIFT X character set.
 */
import type { PainVersion } from './model.ts'

/** Longest text per field, in characters. The schema's figures; a bank's profile may lower them. */
export type FieldLimits = {
  readonly reference: number
  readonly name: number
  readonly street: number
  readonly building: number
  readonly postCode: number
  readonly town: number
  readonly line: number
  readonly otherAccount: number
  readonly remittance: number
}

export const SCHEMA_LIMITS: FieldLimits = {
  reference: 35,
  name: 140,
  street: 70,
  building: 16,
  postCode: 16,
  town: 35,
  line: 70,
  otherAccount: 34,
  remittance: 140,
}

export const REFERENCE = /^[A-Za-z0-9/\-?:().,'+ ]+$/
export const PLAIN_TEXT = /^[A-Za-z0-9/\-?:().,'+ ]*$/
export const UETR = /^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$/
export const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/
export const CODE = /^[A-Z0-9]{1,4}$/
export const SYSTEM = /^[A-Z0-9]{1,5}$/
export const COUNTRY = /^[A-Z]{2}$/
export const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/
export const BIC: Readonly<Record<PainVersion, RegExp>> = {
  '03': /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/,
  '09': /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/,
}
/** Digits that the schema allows in a control sum. */
export const SUM_DIGITS = 18

/** ISO 13616: the number with its first four characters moved to the end is 1 modulo 97. */
export function ibanDigitsHold(iban: string): boolean {
  let rest = 0
  const turned = iban.slice(4) + iban.slice(0, 4)
  for (let i = 0; i < turned.length; i += 1) {
    const code = turned.charCodeAt(i)
    rest = code >= 65 ? (rest * 100 + code - 55) % 97 : (rest * 10 + code - 48) % 97
  }
  return rest === 1
}
