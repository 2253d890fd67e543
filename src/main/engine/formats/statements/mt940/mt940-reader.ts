/**
 * Reads MT940 statements and MT942 interim reports in the dialects that banks really send, in slices of their text.
 * Each message becomes one statement; pages of one statement are chained by the shared balance check.
 */
import { checkBalanceChain, reportRepeatedStatements, reportUnknownCurrencies } from '../check-statement.ts'
import type { EntryTally } from '../entry-tally.ts'
import { type Findings, fileResult, Refusal, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import type { Entry, Statement, StatementFile } from '../model.ts'
import { decodeDetails } from './mt940-details.ts'
import { type MtField, type MtMessage, MtSplitter } from './mt940-fields.ts'
import type { MtLines } from './mt940-lines.ts'
import { PlainDetails, PlainEntryLines } from './mt940-plain.ts'
import { type MtSink, MtStatement } from './mt940-statement.ts'

export type MtOptions = { sink?: MtSink; maxEntries?: number }

const SLICE_LENGTH = 65_536
/** Characters of a tag with its colons. */
const TAG_LENGTH = 4
const [ONE, SIX] = [49, 54]

/** Reads an MT940 or MT942 text. Throws a `Refusal` when there is no message in it. */
export function readMt(text: string, findings: Findings): StatementFile {
  const reader = new MtReader(findings)
  for (let at = 0; at < text.length; at += SLICE_LENGTH) reader.write(text.slice(at, at + SLICE_LENGTH))
  return reader.end()
}

/** What is kept of a message once its entries are gone. */
type ReadMessage = { message: MtMessage; statement: Statement; hasTotals: boolean }

/** A line that was taken where it stands. */
type PlainLine = { isEntry: boolean; from: number; to: number; line: number }

/** Reads an MT940 or MT942 file in slices of its text. */
export class MtReader {
  private readonly findings: Findings
  private readonly sink: MtSink
  private readonly maxEntries: number
  private readonly splitter: MtSplitter
  private readonly read: ReadMessage[] = []
  private readonly tallies = new Map<Statement, EntryTally>()
  private current: MtStatement | null = null
  private entryCount = 0
  private readonly entryLines = new PlainEntryLines()
  private readonly details = new PlainDetails()
  private readonly plain: PlainLine = { isEntry: false, from: -1, to: -1, line: 0 }

  constructor(findings: Findings, { sink = keepEntry, maxEntries = STATEMENT_LIMITS.entries }: MtOptions = {}) {
    this.findings = findings
    this.sink = sink
    this.maxEntries = maxEntries
    this.splitter = new MtSplitter({
      onMessage: (message) => {
        this.current = new MtStatement(message, this.takeEntry)
      },
      onPlain: (lines, at, before) => this.takePlain(lines, at, before),
      reopen: () => this.reopen(),
      settle: () => this.settle(),
      onField: (field) => this.current?.take(field),
      onEnd: (message) => this.finishMessage(message),
    })
  }

  write(slice: string): void {
    this.splitter.write(slice)
  }

  end(): StatementFile {
    this.splitter.end()
    const { findings, read, splitter } = this
    if (read.length === 0) {
      throw new Refusal('not-a-statement', 'file', 'The file holds no MT940 or MT942 message. Nothing was read.')
    }
    const statements = read.map(({ statement }) => statement)
    for (const stray of splitter.stray) {
      findings.add(
        'text-out-of-place',
        `line ${stray.line}`,
        `Line ${stray.line} ("${stray.text.slice(0, 40)}") belongs to no field of the statement. It was not used; check it.`,
      )
    }
    checkEnds(read, splitter, findings)
    checkPages(statements, findings)
    checkBalanceChain(
      statements.filter((statement) => statement.kind === 'statement'),
      findings,
    )
    reportRepeatedStatements(statements, findings, this.tallies)
    reportUnknownCurrencies(statements, findings, this.tallies)
    const interimOnly = statements.every((statement) => statement.kind === 'interim')
    return fileResult(interimOnly ? 'MT942' : 'MT940', statements, findings)
  }

  private readonly takeEntry = (entry: Entry, statement: Statement): void => {
    this.entryCount += 1
    if (this.entryCount > this.maxEntries) {
      throw tooManyEntries(this.current?.message.line ?? 0, this.maxEntries)
    }
    this.sink(entry, statement)
  }

  private finishMessage(message: MtMessage): void {
    const { current } = this
    if (current === null) return
    current.finish(this.findings)
    this.current = null
    const { statement, tally, hasTotals } = current
    tally.seal()
    this.read.push({ message, statement, hasTotals })
    this.tallies.set(statement, tally)
  }

  private takePlain(lines: MtLines, at: number, before: MtField | null): number {
    const { current, plain } = this
    const context = current?.settled ?? null
    if (current === null || context === null || (before !== null && !isEntryField(before))) return -1
    const from = at + TAG_LENGTH
    if (lines.codes[at + 1] === SIX) {
      this.entryLines.use(context.currency, context.near)
      const entry = this.entryLines.read(lines, from)
      if (entry === null) return -1
      this.finishBefore(current, before)
      current.begun(entry)
      return this.note(lines, from, this.entryLines.end)
    }
    // The parts of a description before this one are still asked for.
    if (before === null ? plain.from < 0 || !plain.isEntry : before.tag !== '61') return -1
    const to = this.details.read(lines, from)
    if (to < 0) return -1
    this.finishBefore(current, before)
    return this.note(lines, from, to)
  }

  private finishBefore(current: MtStatement, before: MtField | null): void {
    if (before === null) this.settle()
    else current.take(before)
  }

  private note(lines: MtLines, from: number, to: number): number {
    const { plain } = this
    plain.isEntry = lines.codes[from - 2] === ONE
    plain.from = from
    plain.to = to
    plain.line = lines.line
    return to
  }

  private settle(): void {
    const { plain, current } = this
    const { from } = plain
    if (from < 0) return
    plain.from = -1
    if (plain.isEntry || current === null) return
    const { lines } = this.splitter
    const raw = lines.text.slice(from, plain.to)
    const { entry } = current
    if (entry === null || entry.rawText !== null || !this.details.describe(lines, entry)) {
      current.describe(raw, decodeDetails([raw]))
    } else entry.rawText = raw
  }

  private reopen(): MtField | null {
    const { plain, current } = this
    if (plain.from < 0) return null
    const { from, to, line, isEntry } = plain
    plain.from = -1
    if (isEntry && current !== null) current.entry = null
    return { tag: isEntry ? '61' : '86', lines: [this.splitter.lines.text.slice(from, to)], line }
  }
}

function isEntryField({ tag }: MtField): boolean {
  return tag === '61' || tag === '86' || tag === 'NS'
}

function keepEntry(entry: Entry, statement: Statement): void {
  statement.entries.push(entry)
}

/**
 * A message without its end mark may have been cut off. Banks that never write one are believed when the statement
 * adds up (or states its totals) and its last line is complete.
 */
function checkEnds(read: readonly ReadMessage[], { tail, lines }: MtSplitter, findings: Findings): void {
  if (tail !== null && read.at(-1)?.message.ended) {
    findings.add(
      'text-after-end',
      `line ${tail.line}`,
      `Behind the last message, at line ${tail.line}, stands "${tail.text.slice(0, 40)}": a further message may have been cut off. Ask the bank for the file again.`,
    )
  }
  const someEnded = read.some(({ message }) => message.ended)
  for (const [index, { message, statement, hasTotals }] of read.entries()) {
    if (message.ended) continue
    const isInterim = statement.kind === 'interim'
    const proven = statement.addsUp === true && (index < read.length - 1 || lines.isLastLineEnded)
    if (!message.enveloped && !someEnded && (proven || (isInterim && hasTotals))) continue
    findings.add(
      'end-mark-missing',
      statement.place,
      `The message that begins at line ${message.line} has no end mark, so it cannot be told from a file that was cut off. ` +
        'Compare its last lines with the bank before using it.',
    )
  }
}

/** Pages of one statement: 60M continues a page, 62M is continued by one. */
function checkPages(statements: readonly Statement[], findings: Findings): void {
  for (const statement of statements) {
    const page = /\/(\d{1,5})$/.exec(statement.number ?? '')?.[1]
    const last = statement.closingType === null ? null : statement.closingType !== '62M'
    if (page !== undefined || last === false) {
      statement.page = { number: page === undefined ? null : Number(page), last }
    }
  }
  const firstIndex = new Map<string, number>()
  const lastIndex = new Map<string, number>()
  for (const [index, statement] of statements.entries()) {
    const key = pageKey(statement)
    if (!firstIndex.has(key)) firstIndex.set(key, index)
    lastIndex.set(key, index)
  }
  for (const [index, statement] of statements.entries()) {
    const number = statement.number ?? '(no number)'
    if (statement.closingType === '62M' && lastIndex.get(pageKey(statement)) === index) {
      const message = `Statement ${number} ends with an interim balance (62M) and its next page is not in the file. Import the other pages too.`
      findings.add('page-not-last', statement.place, message)
    }
    if (statement.openingType === '60M' && firstIndex.get(pageKey(statement)) === index) {
      const message = `Statement ${number} begins with an interim balance (60M) and the page before it is not in the file. Import the other pages too.`
      findings.add('page-not-first', statement.place, message)
    }
  }
}

function pageKey(statement: Statement): string {
  return `${statement.account}|${(statement.number ?? '').replace(/\/\d+$/, '')}`
}
