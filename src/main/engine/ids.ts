/** The only place of the engine that makes random values: tokens, UETRs, secrets. Tests pass seeded bytes. */
import { randomBytes } from 'node:crypto'

export type Random = (bytes: number) => Uint8Array

export const systemRandom: Random = (bytes) => randomBytes(bytes)

/** A session or upload token: 192 bits, base64url. */
export function makeToken(random: Random): string {
  return Buffer.from(random(24)).toString('base64url')
}

/** A version-4 UUID in lower case, as a UETR must be. */
export function makeUuid(random: Random): string {
  const bytes = Buffer.from(random(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
