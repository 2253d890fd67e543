/**
 * The lines of a text that comes in slices. Each line is looked at where it stands, as codes, and cut out only when it has to
 * be; a line end is CR, LF or both, and the marks (SOH, ETX, SUB) by which telex systems frame a message count for nothing.
 */
import { Refusal } from '../findings.ts'

const [LINE_FEED, RETURN] = [10, 13]
/** No program writes one so long; whatever does would have to be held in memory. */
const MAX_LINE_LENGTH = 100_000

/**
 * Finds the next place of a mark in a text that is read forwards. Found once, a place is remembered until it is passed, so that
 * a text is searched once in all, by the machine's own search and not letter by letter.
 */
export class Seeker {
  readonly mark: string
  private next = -1

  constructor(mark: string) {
    this.mark = mark
  }

  /** The next place at or behind `from`; the end of the world when there is none. */
  in(text: string, from: number): number {
    if (this.next < from) {
      const found = text.indexOf(this.mark, from)
      this.next = found < 0 ? Number.MAX_SAFE_INTEGER : found
    }
    return this.next
  }

  /** Another text begins. */
  reset(): void {
    this.next = -1
  }
}

export class MtLines {
  /** What is held of the text, and its codes: looking at codes is many times faster than at characters. */
  text = ''
  codes = new Uint16Array(1 << 18)
  readonly slashes = new Seeker('//')
  readonly plus = new Seeker('+')
  private readonly feed = new Seeker('\n')
  private readonly carriage = new Seeker('\r')
  /** Number of the line that is read next. */
  line = 1
  /** The last line that was not blank has an end. */
  isLastLineEnded = false
  private held = ''
  private isLast = false

  /** Takes the next slice; what stands before `from` is not needed any more. */
  write(slice: string, from: number): void {
    this.noteLineEnd(slice)
    let more = this.held + withoutControls(slice)
    // A line end may be cut in two.
    this.held = more.endsWith('\r') ? '\r' : ''
    if (this.held !== '') more = more.slice(0, -1)
    this.take(from, more)
  }

  /** No further slice comes: the last line needs no end. */
  end(from: number): void {
    this.isLast = true
    this.take(from, this.held)
    this.held = ''
  }

  private take(from: number, more: string): void {
    const text = this.text.slice(from) + more
    if (this.codes.length <= text.length) this.codes = new Uint16Array(2 * text.length)
    Buffer.from(this.codes.buffer).write(text, 'utf16le')
    // No digit and no letter: it ends every figure.
    this.codes[text.length] = 0
    this.text = text
    for (const seeker of [this.slashes, this.plus, this.feed, this.carriage]) seeker.reset()
  }

  private noteLineEnd(slice: string): void {
    const { length } = slice.trimEnd()
    if (length > 0) this.isLastLineEnded = false
    if (!this.isLastLineEnded) this.isLastLineEnded = /[\r\n]/.test(slice.slice(length))
  }

  /** Where the line ends that is read next, its end mark not counted; -1 when its end is not there yet. */
  endOf(from: number): number {
    const { text } = this
    const end = Math.min(this.feed.in(text, from), this.carriage.in(text, from))
    return end < text.length ? end : this.lastEnd(from)
  }

  private lastEnd(from: number): number {
    const { length } = this.text
    if (length - from > MAX_LINE_LENGTH) throw longLineRefusal(this.line)
    return this.isLast && length > from ? length : -1
  }

  /** Where the line behind an end begins. */
  after(end: number): number {
    const { codes } = this
    if (end >= this.text.length) return end
    return codes[end] === RETURN && codes[end + 1] === LINE_FEED ? end + 2 : end + 1
  }

  /** Up to `count` lines behind an end; `null` when they are not all there yet. */
  following(end: number, count: number): string[] | null {
    const { text } = this
    const lines: string[] = []
    let from = this.after(end)
    while (lines.length < count) {
      let to = from
      while (to < text.length && this.codes[to] !== LINE_FEED && this.codes[to] !== RETURN) to += 1
      if (to === text.length) to = this.lastEnd(from)
      if (to < 0) return this.isLast ? lines : null
      lines.push(text.slice(from, to))
      from = this.after(to)
    }
    return lines
  }
}

/** Without the marks by which telex systems frame a message. */
export function withoutControls(text: string): string {
  return text.replaceAll('\u0001', '').replaceAll('\u0003', '').replaceAll('\u001a', '')
}

/** A copy that does not keep the whole text alive that it was cut from. */
export function keptText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

function longLineRefusal(line: number): Refusal {
  return new Refusal(
    'text-too-long',
    `line ${line}`,
    `Line ${line} is longer than ${MAX_LINE_LENGTH} characters. No bank sends that, so the file is refused.`,
  )
}
