/**
 * Splits an MT940 or MT942 text into messages and fields while it comes in.
 * A line is a tag only when the tag is known *and* may stand at this point of the sequence with this content; anything
 * else is text of the field before it, because wrapped descriptions do begin with `:20:15` or consist of a lone `-`.
 */
import { Refusal } from '../findings.ts'
import { MtLines, withoutControls } from './mt940-lines.ts'

export type MtField = {
  tag: string
  /** First line behind the tag, then the lines that continue it, as written. */
  lines: string[]
  line: number
}

export type MtMessage = {
  /** Type from the envelope or the pseudo tag (`940`, `942`), or `null`. */
  type: string | null
  line: number
  /** An end mark (`-`, `-}`) was seen. */
  ended: boolean
  /** The message came in a block envelope, so an end mark is due. */
  enveloped: boolean
  /** The opening `:20:` is missing. */
  headless: boolean
}

/** A line that is no part of any field and cannot be ignored quietly. */
export type StrayLine = { line: number; text: string }

export type MtHandler = {
  onMessage: (message: MtMessage) => void
  /**
   * Called at a line that begins with `:61:` or `:86:` inside a message. A handler that knows the form of the whole line takes
   * it where it stands, after the field `before` it, and answers where it ends; -1: the line has to be looked at closer.
   */
  onPlain: (lines: MtLines, at: number, before: MtField | null) => number
  /** The plain line that was taken last, as a field: further lines continue it. It counts as not taken. */
  reopen: () => MtField | null
  /** The plain line that was taken last is complete. */
  settle: () => void
  onField: (field: MtField) => void
  onEnd: (message: MtMessage) => void
}

type Stage = 'header' | 'open' | 'closed'

/** Longest field that is read; SWIFT allows 390 characters, the longest dialects a few thousand. */
const MAX_FIELD_LENGTH = 20_000
const MAX_STRUCTURED_LENGTH = 200
/** Stray lines that are kept; further ones would say nothing new. */
const MAX_STRAY = 600
const [COLON, ONE, SIX, EIGHT] = [58, 49, 54, 56]

const TAG = /^:(\d{2}[A-Z]?|NS|94[0-2]|950):(.*)$/s
const AMOUNT_END = /\d[\d.,]*\s*$|,\d+\s*$/
const ENVELOPE = /^(?:\{[1-3]:(?:[^{}]|\{[^{}]*\})*\})+/
/** What may follow an end mark: block 5 of an envelope, or the end of a telex. */
const TRAILER = /^(?:\{5:(?:[^{}]|\{[^{}]*\})*\})?(?:XXX)?\s*$/
const BALANCE = /^[CD](?:\d{6}|null|\s{6}|[^\d,A-Z]{0,8})?\s*(?:[A-Z]{3})?\s*(?:\d[\d.,]*|,\d+)\s*$/
/** The beginning of an entry line: a date or program text, then a mark and an amount. */
const ENTRY_SHAPE = /^(?:\d{6}|null|\s{6})?(?:\d{4}|\s{4}|null)?\s?(?:R[CD]|E[CD]|[CD])[A-Z]?\s?(?:\d|,\d)/
const HEADER_TAGS = new Set(['21', '25', '25P', '28', '28C', '13', '13D', '34F', '60F', '60M', '60'])

/** True when a text has the tags of MT940 or MT942 at the beginning of lines. */
export function looksLikeMt(text: string): boolean {
  const tags = new Set<string>()
  const plain = withoutControls(text)
  const pattern = /(?:^|[\r\n]|\{4:):(20|25P?|28C?|60[FM]|61|62[FM]|86|34F|13D):/g
  for (let match = pattern.exec(plain); match && tags.size < 9; match = pattern.exec(plain)) tags.add(match[1] ?? '')
  const statement = [...tags].some((tag) => /^(?:25P?|28C?|60[FM]|62[FM]|61|34F|13D)$/.test(tag))
  return tags.size >= 2 && statement
}

/** Splits a text that comes in slices: `write` each, then `end`. Knows nothing of amounts or dates. */
export class MtSplitter {
  readonly stray: StrayLine[] = []
  /** The first line behind the last end mark that no known wrapper explains: perhaps a message cut off. */
  tail: StrayLine | null = null
  private readonly handler: MtHandler
  readonly lines = new MtLines()
  private current: MtMessage | null = null
  /** The field that further lines may continue. */
  private field: MtField | null = null
  private lastTag = ''
  private stage: Stage = 'header'
  private nextType: string | null = null
  private enveloped = false
  /** Tags of the current message so far, by their first two characters. */
  private seen = new Set<string>()
  private textLength = 0
  private at = 0

  constructor(handler: MtHandler) {
    this.handler = handler
  }

  write(slice: string): void {
    // What was taken plainly stands in a text that is about to move.
    this.field ??= this.handler.reopen()
    this.lines.write(slice, this.at)
    this.scan()
  }

  end(): void {
    this.field ??= this.handler.reopen()
    this.lines.end(this.at)
    this.scan()
    this.finishMessage(false)
  }

  /** Takes the lines that are complete. */
  private scan(): void {
    const { lines } = this
    this.at = 0
    for (;;) {
      const plain = this.takePlain()
      const end = plain < 0 ? lines.endOf(this.at) : plain
      if (end < 0 || (plain < 0 && !this.takeLine(lines.text.slice(this.at, end), end))) return
      this.at = lines.after(end)
      lines.line += 1
    }
  }

  /** Where an entry line or description ends that the handler took; -1 when it has to be looked at as a line. */
  private takePlain(): number {
    const { lines, at } = this
    const { codes } = lines
    if (this.current === null || codes[at] !== COLON || codes[at + 3] !== COLON) return -1
    const isEntry = codes[at + 1] === SIX && codes[at + 2] === ONE
    if (!isEntry && (codes[at + 1] !== EIGHT || codes[at + 2] !== SIX)) return -1
    const end = this.handler.onPlain(lines, at, this.field)
    if (end < 0) return -1
    this.field = null
    this.lastTag = isEntry ? '61' : '86'
    // Whoever takes an entry line plainly has been given one as a field before.
    this.textLength = end - at - 4
    return end
  }

  /** False when it cannot be told yet what the line is, because the lines behind it are not there. */
  private takeLine(whole: string, end: number): boolean {
    let line = whole
    const isEnd = this.isEndMark(line, end)
    if (isEnd === null) return false
    if (isEnd) {
      this.finishMessage(this.current?.enveloped !== true || /^-\s*\}/.test(line))
      line = line.replace(/^-\s*\}?/, '').replace(TRAILER, '')
    }
    line = this.takeEnvelope(line)
    const match = TAG.exec(line)
    const tag = match ? { tag: match[1] ?? '', value: match[2] ?? '', line: this.lines.line } : null
    const isStart = tag?.tag === '20' ? this.startsMessage(end) : false
    if (isStart === null) return false
    if (tag === null || !this.takeTag(tag, isStart)) this.takeText(line)
    return true
  }

  /** `-` ends a message only behind its closing field; `-}` and a `-` before the next message or the end do always. */
  private isEndMark(line: string, end: number): boolean | null {
    if (this.current === null || !line.startsWith('-')) return false
    if (/^-\s*\}/.test(line)) return this.stage === 'closed' || this.current.enveloped
    if (!/^-(?:XXX)?\s*$/.test(line)) return false
    if (this.stage === 'closed') return true
    const following = this.lines.following(end, 3)
    if (following === null) return null
    const next = following.find((one) => one.trim() !== '')
    return next === undefined || /^:20:|^\{/.test(next)
  }

  private takeEnvelope(line: string): string {
    const trimmed = line.trimStart()
    const isBlock = trimmed.startsWith('{') && (ENVELOPE.test(trimmed) || trimmed.startsWith('{4:'))
    if (!isBlock || (this.current !== null && this.stage !== 'closed' && !/^\{1:/.test(trimmed))) return line
    this.finishMessage(false)
    this.tail ??= { line: this.lines.line, text: trimmed }
    const blocks = ENVELOPE.exec(trimmed)?.[0] ?? ''
    const type = /\{2:[IO](\d{3})/.exec(blocks)?.[1]
    if (type !== undefined) this.nextType = type
    const rest = trimmed.slice(blocks.length)
    this.enveloped = true
    return rest.startsWith('{4:') ? rest.slice(3) : rest
  }

  private takeTag(tag: Tag, startsMessage: boolean): boolean {
    if (/^9[45]\d$/.test(tag.tag) && tag.value.trim() === '') {
      this.nextType = tag.tag
      return true
    }
    if (startsMessage) {
      this.finishMessage(false)
      this.startMessage(tag.line, false)
      this.pushField(tag)
      return true
    }
    if (this.current === null) {
      if (!isStatementTag(tag)) return false
      this.startMessage(tag.line, true)
    }
    if (!this.mayStandHere(tag)) {
      if (isMisplaced(tag)) this.addStray({ line: tag.line, text: `:${tag.tag}:${tag.value}` })
      return false
    }
    this.pushField(tag)
    if (/^60/.test(tag.tag)) this.stage = 'open'
    else if (/^62|^90/.test(tag.tag)) this.stage = 'closed'
    return true
  }

  /** `:20:` inside a description is text; the start of a message is followed by the other header fields. */
  private startsMessage(end: number): boolean | null {
    if (this.current === null) return true
    const following = this.lines.following(end, 5)
    if (following === null) return null
    for (const line of following) {
      const next = TAG.exec(line)
      if (next) return HEADER_TAGS.has(next[1] ?? '')
    }
    return this.stage === 'closed' && this.lastTag !== '86'
  }

  private mayStandHere({ tag, value }: Tag): boolean {
    const { stage, seen, lastTag } = this
    const inHeader = stage === 'header' && !seen.has('61')
    const isShort = value.length <= MAX_STRUCTURED_LENGTH
    const inText = lastTag === '86' || lastTag === 'NS'
    switch (tag) {
      case '21':
        return lastTag === '20'
      case '25':
      case '25P':
        return inHeader && !seen.has('25')
      case '28':
      case '28C':
        return inHeader && !seen.has('28')
      case '13':
      case '13D':
        return inHeader
      case '34F':
        return inHeader && isShort && AMOUNT_END.test(value)
      case '60':
      case '60F':
      case '60M':
        return inHeader && !seen.has('60') && !seen.has('62') && (!inText || (isShort && BALANCE.test(value)))
      case '61':
        return ENTRY_SHAPE.test(value) || (!inText && stage !== 'closed')
      case '62':
      case '62F':
      case '62M':
        return stage !== 'closed' && (!inText || (isShort && BALANCE.test(value)))
      case '64':
      case '65':
        return stage === 'closed' && isShort && BALANCE.test(value)
      case '90C':
      case '90D':
        return isShort && /^\d{1,5}[A-Z]{3}/.test(value) && AMOUNT_END.test(value)
      case '86':
      case 'NS':
        return true
      default:
        return !inText && lastTag !== '61'
    }
  }

  private takeText(line: string): void {
    const { lastTag } = this
    if (this.current !== null && (lastTag === '86' || lastTag === 'NS' || lastTag === '61')) {
      this.field ??= this.handler.reopen()
      this.field?.lines.push(line)
      this.textLength += line.length + 1
      if (this.textLength > MAX_FIELD_LENGTH) throw longFieldRefusal(lastTag, this.field?.line ?? this.lines.line)
      return
    }
    if (this.current === null && !TRAILER.test(line)) this.tail ??= { line: this.lines.line, text: line }
    const outside = this.current === null || this.stage === 'closed'
    if (line.trim() === '' || (outside && !TAG.test(line))) return
    this.addStray({ line: this.lines.line, text: line })
  }

  private addStray(stray: StrayLine): void {
    if (this.stray.length < MAX_STRAY) this.stray.push(stray)
  }

  private startMessage(line: number, headless: boolean): void {
    const { nextType: type, enveloped } = this
    this.current = { type, line, ended: false, enveloped, headless }
    this.tail = null
    this.stage = 'header'
    this.seen = new Set()
    this.lastTag = ''
    this.nextType = null
    this.enveloped = false
    this.handler.onMessage(this.current)
  }

  private pushField({ tag, value, line }: Tag): void {
    if (value.length > MAX_FIELD_LENGTH) throw longFieldRefusal(tag, line)
    this.finishField()
    this.field = { tag, lines: [value], line }
    this.lastTag = tag
    this.seen.add(tag.slice(0, 2))
    this.textLength = value.length
  }

  private finishField(): void {
    const { field } = this
    this.field = null
    if (field !== null) this.handler.onField(field)
    else this.handler.settle()
  }

  private finishMessage(ended: boolean): void {
    const { current, field } = this
    if (current === null) return
    current.ended = ended
    while (field !== null && field.lines.length > 1 && field.lines.at(-1)?.trim() === '') field.lines.pop()
    this.finishField()
    this.current = null
    this.lastTag = ''
    this.handler.onEnd(current)
  }
}

type Tag = { tag: string; value: string; line: number }

/** A balance or total that stands where none may stand: read as text, but worth a look. */
function isMisplaced({ tag, value }: Tag): boolean {
  if (value.length > MAX_STRUCTURED_LENGTH) return false
  return /^6[0245]/.test(tag) ? /\d{6}[A-Z]{3}/.test(value) && BALANCE.test(value) : false
}

function isStatementTag(tag: Tag): boolean {
  if (tag.tag === '61') return ENTRY_SHAPE.test(tag.value)
  if (/^6[02]/.test(tag.tag)) return tag.value.length <= MAX_STRUCTURED_LENGTH && BALANCE.test(tag.value)
  return ['25', '25P', '28C'].includes(tag.tag)
}

function longFieldRefusal(tag: string, line: number): Refusal {
  return new Refusal(
    'text-too-long',
    `line ${line}`,
    `The field ${tag} that begins at line ${line} is longer than ${MAX_FIELD_LENGTH} characters. ` +
      'No bank sends that, so the file is refused.',
  )
}
