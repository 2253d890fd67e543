/**
 * Splits an MT940 or MT942 file into messages and fields.
 * A line is a tag only when the tag is known *and* may stand at this point of the sequence with this content; anything
 * else is text of the field before it, because wrapped descriptions do begin with `:20:15` or consist of a lone `-`.
 */
import { Refusal } from '../findings.ts'

export type MtField = {
  tag: string
  /** First line behind the tag, then the lines that continue it, as written. */
  lines: string[]
  line: number
}

export type MtMessage = {
  fields: MtField[]
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

/** `tail` is the first line behind the last end mark that no known wrapper explains: perhaps a message cut off. */
export type MtFile = { messages: MtMessage[]; stray: StrayLine[]; tail: StrayLine | null; lastLineEnded: boolean }

type Stage = 'header' | 'open' | 'closed'

type Splitting = {
  lines: string[]
  messages: MtMessage[]
  stray: StrayLine[]
  current: MtMessage | null
  stage: Stage
  nextType: string | null
  enveloped: boolean
  /** Tags of the current message so far, by their first two characters. */
  seen: Set<string>
  textLength: number
  tail: StrayLine | null
}

/** Longest field that is read; SWIFT allows 390 characters, the longest dialects a few thousand. */
const MAX_FIELD_LENGTH = 20_000
const MAX_STRUCTURED_LENGTH = 200

const TAG = /^:(\d{2}[A-Z]?|NS|94[0-2]|950):(.*)$/s
const AMOUNT_END = /\d[\d.,]*\s*$|,\d+\s*$/
const ENVELOPE = /^(?:\{[1-3]:(?:[^{}]|\{[^{}]*\})*\})+/
/** What may follow an end mark: block 5 of an envelope, or the end of a telex. */
const TRAILER = /^(?:\{5:(?:[^{}]|\{[^{}]*\})*\})?(?:XXX)?\s*$/
const BALANCE = /^[CD](?:\d{6}|null|\s{6}|[^\d,A-Z]{0,8})?\s*(?:[A-Z]{3})?\s*(?:\d[\d.,]*|,\d+)\s*$/
/** The beginning of an entry line: a date or program text, then a mark and an amount. */
const ENTRY_SHAPE = /^(?:\d{6}|null|\s{6})?(?:\d{4}|\s{4}|null)?\s?(?:R[CD]|E[CD]|[CD])[A-Z]?\s?(?:\d|,\d)/
const HEADER_TAGS = new Set(['21', '25', '25P', '28', '28C', '13', '13D', '34F', '60F', '60M', '60'])

/** Splits a text into messages; knows nothing of amounts or dates. */
export function splitMessages(text: string): MtFile {
  const state: Splitting = {
    lines: withoutControls(text).split(/\r\n|\n|\r/),
    messages: [],
    stray: [],
    current: null,
    stage: 'header',
    nextType: null,
    enveloped: false,
    seen: new Set(),
    textLength: 0,
    tail: null,
  }
  for (let index = 0; index < state.lines.length; index += 1) takeLine(state, index)
  finishMessage(state, false)
  return {
    messages: state.messages,
    stray: state.stray,
    tail: state.tail,
    lastLineEnded: /[\r\n]/.test(text.slice(text.trimEnd().length)),
  }
}

/** Without the marks (SOH, ETX, SUB) by which telex systems frame a message. */
function withoutControls(text: string): string {
  return text.replaceAll('\u0001', '').replaceAll('\u0003', '').replaceAll('\u001a', '')
}

/** True when a text has the tags of MT940 or MT942 at the beginning of lines. */
export function looksLikeMt(text: string): boolean {
  const tags = new Set<string>()
  const plain = withoutControls(text)
  const pattern = /(?:^|[\r\n]|\{4:):(20|25P?|28C?|60[FM]|61|62[FM]|86|34F|13D):/g
  for (let match = pattern.exec(plain); match && tags.size < 9; match = pattern.exec(plain)) tags.add(match[1] ?? '')
  const statement = [...tags].some((tag) => /^(?:25P?|28C?|60[FM]|62[FM]|61|34F|13D)$/.test(tag))
  return tags.size >= 2 && statement
}

function takeLine(state: Splitting, index: number): void {
  let line = state.lines[index] ?? ''
  if (isEndMark(state, line, index)) {
    finishMessage(state, state.current?.enveloped !== true || /^-\s*\}/.test(line))
    line = line.replace(/^-\s*\}?/, '').replace(TRAILER, '')
  }
  line = takeEnvelope(state, line, index)
  const match = TAG.exec(line)
  if (match && takeTag(state, { tag: match[1] ?? '', value: match[2] ?? '', index })) return
  takeText(state, line, index)
}

/** `-` ends a message only behind its closing field; `-}` and a `-` before the next message or the end do always. */
function isEndMark(state: Splitting, line: string, index: number): boolean {
  if (state.current === null || !line.startsWith('-')) return false
  if (/^-\s*\}/.test(line)) return state.stage === 'closed' || state.current.enveloped
  if (!/^-(?:XXX)?\s*$/.test(line)) return false
  if (state.stage === 'closed') return true
  const next = state.lines.slice(index + 1, index + 4).find((following) => following.trim() !== '')
  return next === undefined || /^:20:|^\{/.test(next)
}

function takeEnvelope(state: Splitting, line: string, index: number): string {
  const trimmed = line.trimStart()
  const isBlock = trimmed.startsWith('{') && (ENVELOPE.test(trimmed) || trimmed.startsWith('{4:'))
  if (!isBlock || (state.current !== null && state.stage !== 'closed' && !/^\{1:/.test(trimmed))) return line
  finishMessage(state, false)
  state.tail ??= { line: index + 1, text: trimmed }
  const blocks = ENVELOPE.exec(trimmed)?.[0] ?? ''
  const type = /\{2:[IO](\d{3})/.exec(blocks)?.[1]
  if (type !== undefined) state.nextType = type
  const rest = trimmed.slice(blocks.length)
  state.enveloped = true
  return rest.startsWith('{4:') ? rest.slice(3) : rest
}

type Tag = { tag: string; value: string; index: number }

function takeTag(state: Splitting, tag: Tag): boolean {
  if (/^9[45]\d$/.test(tag.tag) && tag.value.trim() === '') {
    state.nextType = tag.tag
    return true
  }
  if (tag.tag === '20' && startsMessage(state, tag.index)) {
    finishMessage(state, false)
    startMessage(state, tag.index, false)
    pushField(state, tag)
    return true
  }
  if (state.current === null) {
    if (!isStatementTag(tag)) return false
    startMessage(state, tag.index, true)
  }
  if (!mayStandHere(state, tag)) {
    if (isMisplaced(tag)) state.stray.push({ line: tag.index + 1, text: `:${tag.tag}:${tag.value}` })
    return false
  }
  pushField(state, tag)
  if (/^60/.test(tag.tag)) state.stage = 'open'
  else if (/^62|^90/.test(tag.tag)) state.stage = 'closed'
  return true
}

/** `:20:` inside a description is text; the start of a message is followed by the other header fields. */
function startsMessage(state: Splitting, index: number): boolean {
  if (state.current === null) return true
  const last = state.current.fields.at(-1)
  for (const line of state.lines.slice(index + 1, index + 6)) {
    const next = TAG.exec(line)
    if (next) return HEADER_TAGS.has(next[1] ?? '')
  }
  return state.stage === 'closed' && last?.tag !== '86'
}

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

function mayStandHere(state: Splitting, { tag, value }: Tag): boolean {
  const lastTag = state.current?.fields.at(-1)?.tag ?? ''
  const inHeader = state.stage === 'header' && !state.seen.has('61')
  const isShort = value.length <= MAX_STRUCTURED_LENGTH
  const inText = lastTag === '86' || lastTag === 'NS'
  switch (tag) {
    case '21':
      return lastTag === '20'
    case '25':
    case '25P':
      return inHeader && !state.seen.has('25')
    case '28':
    case '28C':
      return inHeader && !state.seen.has('28')
    case '13':
    case '13D':
      return inHeader
    case '34F':
      return inHeader && isShort && AMOUNT_END.test(value)
    case '60':
    case '60F':
    case '60M':
      return inHeader && !state.seen.has('60') && !state.seen.has('62') && (!inText || (isShort && BALANCE.test(value)))
    case '61':
      return ENTRY_SHAPE.test(value) || (!inText && state.stage !== 'closed')
    case '62':
    case '62F':
    case '62M':
      return state.stage !== 'closed' && (!inText || (isShort && BALANCE.test(value)))
    case '64':
    case '65':
      return state.stage === 'closed' && isShort && BALANCE.test(value)
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

function takeText(state: Splitting, line: string, index: number): void {
  const last = state.current?.fields.at(-1)
  if (last && (last.tag === '86' || last.tag === 'NS' || last.tag === '61')) {
    last.lines.push(line)
    state.textLength += line.length
    if (state.textLength > MAX_FIELD_LENGTH) throw longFieldRefusal(last)
    return
  }
  if (state.current === null && !TRAILER.test(line)) state.tail ??= { line: index + 1, text: line }
  const outside = state.current === null || state.stage === 'closed'
  if (line.trim() === '' || (outside && !TAG.test(line))) return
  state.stray.push({ line: index + 1, text: line })
}

function startMessage(state: Splitting, index: number, headless: boolean): void {
  state.current = {
    fields: [],
    type: state.nextType,
    line: index + 1,
    ended: false,
    enveloped: state.enveloped,
    headless,
  }
  state.tail = null
  state.stage = 'header'
  state.seen = new Set()
  state.nextType = null
  state.enveloped = false
  state.messages.push(state.current)
}

function pushField(state: Splitting, { tag, value, index }: Tag): void {
  const field = { tag, lines: [value], line: index + 1 }
  if (value.length > MAX_FIELD_LENGTH) throw longFieldRefusal(field)
  state.current?.fields.push(field)
  state.seen.add(tag.slice(0, 2))
  state.textLength = value.length
}

function longFieldRefusal(field: MtField): Refusal {
  return new Refusal(
    'text-too-long',
    `line ${field.line}`,
    `The field ${field.tag} that begins at line ${field.line} is longer than ${MAX_FIELD_LENGTH} characters. ` +
      'No bank sends that, so the file is refused.',
  )
}

function finishMessage(state: Splitting, ended: boolean): void {
  if (state.current === null) return
  state.current.ended = ended
  const last = state.current.fields.at(-1)
  while (last && last.lines.length > 1 && last.lines.at(-1)?.trim() === '') last.lines.pop()
  state.current = null
}
