/** JSON with one spelling per value: keys sorted, no blanks. What is hashed is written this way. */
import { hash } from 'node:crypto'

export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null'
}

/** The same value with the keys of its objects in order; writing it out is then the runtime's own fast work. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  const record = value as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, sorted(record[key])]),
  )
}

/** SHA-256 of a value's canonical JSON, lower-case hex. */
export function digestOf(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex')
}
