/**
 * Turns values that a message may carry into JSON and back. The two functions also run inside the page: their
 * source text is injected there, so they use nothing from outside themselves.
 */

/** Encodes a value; throws for functions, as a structured clone does. */
export function encode(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
  if (typeof value === 'function') throw new Error('An object could not be cloned.')
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return { $: 'date', v: value.getTime() }
  if (value instanceof Error) return { $: 'error', name: value.name, message: value.message }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes =
      value instanceof ArrayBuffer
        ? new Uint8Array(value)
        : new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return { $: 'bytes', v: btoa(text) }
  }
  if (Array.isArray(value)) return value.map(encode)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === '$' ? '$$' : key, encode(item)]))
}

/** Reverses `encode`. */
export function decode(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(decode)
  const tagged = value as { $?: string; v?: string; name?: string; message?: string }
  switch (tagged.$) {
    case 'undefined':
      return undefined
    case 'bigint':
      return BigInt(tagged.v ?? '0')
    case 'date':
      return new Date(Number(tagged.v))
    case 'error':
      return Object.assign(new Error(tagged.message), { name: tagged.name })
    case 'bytes':
      return Uint8Array.from(atob(tagged.v ?? ''), (character) => character.charCodeAt(0))
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === '$$' ? '$' : key, decode(item)]))
  }
}
