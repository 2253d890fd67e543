/** JSON with one spelling per value: keys sorted, no blanks. What is hashed is written this way. */
import { hash } from 'node:crypto'

export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const record = value as Record<string, unknown>
  let text = ''
  for (const key of Object.keys(record).sort()) {
    if (record[key] === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(record[key])}`
  }
  return `{${text}}`
}

/** SHA-256 of a value's canonical JSON, lower-case hex. */
export function digestOf(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex')
}
