/**
 * Passwords as salted scrypt (N = 2^15, r = 8, p = 3: 32 MiB a try) and one-time codes by RFC 6238 (SHA-1, 30 s, 6 digits),
 * the parameters every authenticator knows.
 */
import { createHmac, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../ids.ts'

/** Work of one scrypt try: N = 2^log2N. */
export const PASSWORD_LOG2N = 15
const COST = { r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const STEP_MS = 30_000
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** `scrypt$N$r$p$salt$hash`, base64url. */
export function hashPassword(password: string, random: Random, log2N: number): string {
  const salt = Buffer.from(random(16))
  const N = 2 ** log2N
  const key = scryptSync(password.normalize('NFKC'), salt, 32, { ...COST, N })
  return `scrypt$${N}$${COST.r}$${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/** Compares in constant time. */
export function passwordMatches(password: string, stored: string): boolean {
  const [kind, n, r, p, salt = '', hash = ''] = stored.split('$')
  if (kind !== 'scrypt') return false
  const expected = Buffer.from(hash, 'base64url')
  const options = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem }
  const key = scryptSync(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), expected.length, options)
  return timingSafeEqual(key, expected)
}

/** Why a password is too weak, or null. Length beats rules: 12 characters, not the user name, not one repeated character. */
export function passwordWeakness(password: string, userName: string): 'tooShort' | 'likeUserName' | 'tooSimple' | null {
  if (password.length < 12) return 'tooShort'
  if (password.toLowerCase().includes(userName.toLowerCase())) return 'likeUserName'
  return new Set(password).size < 5 ? 'tooSimple' : null
}

/** A new shared secret for an authenticator: 160 bits in base32. */
export function makeTotpSecret(random: Random): string {
  let bits = ''
  for (const byte of random(20)) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('')
}

/** The code of a time step. */
export function totpCode(secret: string, step: number): string {
  let bits = ''
  for (const letter of secret) bits += BASE32.indexOf(letter).toString(2).padStart(5, '0')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac[19] ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The time step in which a code is right (one step of drift either way) and not yet used; null otherwise. */
export function matchingStep(code: string, about: { secret: string; now: number; lastStep: number }): number | null {
  const current = Math.floor(about.now / STEP_MS)
  for (const step of [current, current - 1, current + 1]) {
    if (step > about.lastStep && timingSafeEqual(Buffer.from(totpCode(about.secret, step)), Buffer.from(code)))
      return step
  }
  return null
}
