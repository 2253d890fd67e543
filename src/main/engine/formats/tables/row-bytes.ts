/**
 * Text that is made as bytes from the start. A sheet of ten million cells is made of small pieces; joined as strings they would be
 * copied three times and keep the collector of garbage busy.
 */

const ZERO = 48
/** Largest whole number whose digits are found by 32-bit arithmetic. */
const MAX_SMALL = 2_147_483_647

export class RowBytes {
  bytes: Uint8Array
  length = 0

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity)
  }

  /** Makes sure that so many bytes fit; every writer below relies on it. */
  need(count: number): void {
    if (this.length + count <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }

  copy(piece: Uint8Array): void {
    const { bytes, length } = this
    for (let i = 0; i < piece.length; i += 1) bytes[length + i] = piece[i]!
    this.length = length + piece.length
  }

  /** Text of the first 128 characters only. */
  ascii(text: string): void {
    const { bytes, length } = this
    for (let i = 0; i < text.length; i += 1) bytes[length + i] = text.charCodeAt(i)
    this.length = length + text.length
  }

  /** Any text; makes its own room. */
  text(text: string): void {
    this.need(text.length * 3)
    this.length += Buffer.from(this.bytes.buffer).write(text, this.length, 'utf8')
  }

  /** The digits of a whole number. */
  integer(value: number): void {
    if (value < 0 || value > MAX_SMALL) {
      this.ascii(String(value))
      return
    }
    const { bytes } = this
    let rest = value | 0
    let end = this.length + digitCount(rest)
    this.length = end
    do {
      const next = (rest / 10) | 0
      end -= 1
      bytes[end] = ZERO + rest - next * 10
      rest = next
    } while (rest > 0)
  }
}

export function digitCount(value: number): number {
  if (value < 10) return 1
  if (value < 100) return 2
  if (value < 1_000) return 3
  if (value < 10_000) return 4
  if (value < 100_000) return 5
  if (value < 1_000_000) return 6
  if (value < 10_000_000) return 7
  if (value < 100_000_000) return 8
  return value < 1_000_000_000 ? 9 : 10
}

/** A beginning of a cell, such as `<c r="B1234" s="7"><v>`, in which only the number of the row changes. */
export class CellOpening {
  bytes: Uint8Array = new Uint8Array(0)
  readonly #before: string
  readonly #after: string

  constructor(before: string, after: string) {
    this.#before = before
    this.#after = after
  }

  /** Sets the row; `changed` is how many of its last digits differ from those of the row before, all of them the first time. */
  at(digits: string, changed: number): void {
    if (changed >= digits.length) {
      this.bytes = Buffer.from(this.#before + digits + this.#after)
      return
    }
    const end = this.#before.length + digits.length
    for (let i = 1; i <= changed; i += 1) this.bytes[end - i] = digits.charCodeAt(digits.length - i)
  }
}
