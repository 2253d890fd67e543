/**
 * Recomputes what a camt statement states about itself beside its balances: the transaction summary, the number and
 * total of each batch, and the sum of the details under an entry. Figures of several currencies are never added.
 */
import type { AmountMinor } from '../../../../../contract/money.ts'
import { sumsOf } from '../check-statement.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { amountInWords, readDecimal } from '../decimal-text.ts'
import { type Bucket, countOf, type EntryTally } from '../entry-tally.ts'
import type { Findings } from '../findings.ts'
import type { Entry, Statement } from '../model.ts'
import { childrenNamed, nodeAt, textAt, type XmlNode } from '../xml-tree.ts'
import { type AmountText, type BatchClaim, directionOf, type EntryDraft, transactionCode } from './camt-entry.ts'

/** One figure of the summary: what is stated and what the entries give. */
type SummaryFigure = {
  name: string
  path: string
  signPath?: string
  of: (entries: Bucket[]) => bigint | null
  amount: boolean
}

const credits = (entries: Bucket[]): Bucket[] => entries.filter((entry) => entry.direction === 'credit')
const debits = (entries: Bucket[]): Bucket[] => entries.filter((entry) => entry.direction === 'debit')
const sumOf = (entries: Bucket[]): bigint | null => {
  const sums = sumsOf(entries)
  return sums && BigInt(sums.credits) + BigInt(sums.debits)
}
const netOf = (entries: Bucket[]): bigint | null => {
  const sums = sumsOf(entries)
  return sums && BigInt(sums.credits) - BigInt(sums.debits)
}
const numberOf = (entries: Bucket[]): bigint => BigInt(countOf(entries))

const FIGURES: SummaryFigure[] = [
  { name: 'number of entries', path: 'TtlNtries/NbOfNtries', of: numberOf, amount: false },
  { name: 'total of all entries', path: 'TtlNtries/Sum', of: sumOf, amount: true },
  {
    name: 'net of all entries',
    path: 'TtlNtries/TtlNetNtryAmt',
    signPath: 'TtlNtries/CdtDbtInd',
    of: netOf,
    amount: true,
  },
  {
    name: 'net of all entries',
    path: 'TtlNtries/TtlNetNtry/Amt',
    signPath: 'TtlNtries/TtlNetNtry/CdtDbtInd',
    of: netOf,
    amount: true,
  },
  { name: 'number of credits', path: 'TtlCdtNtries/NbOfNtries', of: (all) => numberOf(credits(all)), amount: false },
  { name: 'total of credits', path: 'TtlCdtNtries/Sum', of: (all) => sumOf(credits(all)), amount: true },
  { name: 'number of debits', path: 'TtlDbtNtries/NbOfNtries', of: (all) => numberOf(debits(all)), amount: false },
  { name: 'total of debits', path: 'TtlDbtNtries/Sum', of: (all) => sumOf(debits(all)), amount: true },
]

export type SummaryContext = { statement: Statement; tally: EntryTally; findings: Findings }

/** Compares the summary with the entries; banks count booked entries only or all of them, so either may fit. */
export function checkSummary(summary: XmlNode | undefined, { statement, tally, findings }: SummaryContext): void {
  if (summary === undefined) return
  const all = tally.buckets()
  const booked = tally.booked()
  const oneCurrency = all.every((entry) => entry.currency === statement.currency)
  for (const figure of FIGURES) {
    const text = textAt(summary, figure.path)
    if (text === null || (figure.amount && !oneCurrency)) continue
    const stated = statedFigure(figure, summary, statement.currency)
    const found = [figure.of(all), figure.of(booked)]
    if (stated !== null && found.includes(stated)) continue
    const show = (value: bigint | null): string =>
      value === null ? 'unknown' : figure.amount ? amountInWords(Number(value), statement.currency) : String(value)
    findings.add(
      'summary-mismatch',
      `line ${summary.line}`,
      `The statement states ${text} as ${figure.name}, but the entries in the file give ${show(found[1] ?? null)}. ` +
        'The file may be cut or changed: ask the bank for it again.',
    )
  }
  checkCodeTotals(summary, tally, findings)
}

/** Totals by bank transaction code; a code may be stated for a whole family (`PMNT` for `PMNT/ICDT/ESCT`). */
function checkCodeTotals(summary: XmlNode, tally: EntryTally, findings: Findings): void {
  for (const group of childrenNamed(summary, 'TtlNtriesPerBkTxCd')) {
    const code = transactionCode(nodeAt(group, 'BkTxCd'))
    const count = textAt(group, 'NbOfNtries')
    if (code === null || count === null) continue
    const direction = directionOf(textAt(group, 'CdtDbtInd'))
    const fitting = tally.buckets(
      (bucket) =>
        (bucket.code === code || bucket.code?.startsWith(`${code}/`) === true) &&
        (direction === null || bucket.direction === direction),
    )
    const found = countOf(fitting)
    const booked = countOf(fitting.filter((bucket) => bucket.isBooked))
    if (found === 0 || [found, booked].some((number) => String(number) === count)) continue
    findings.add(
      'summary-mismatch',
      `line ${group.line}`,
      `The statement states ${count.slice(0, 20)} entries of the kind ${code}, but the file holds ${found}. ` +
        'The file may be cut or changed: ask the bank for it again.',
    )
  }
}

function statedFigure(figure: SummaryFigure, summary: XmlNode, currency: string | null): bigint | null {
  const text = textAt(summary, figure.path) ?? ''
  if (!figure.amount) return /^\d{1,15}$/.test(text) ? BigInt(text) : null
  const read = readDecimal(text, exponentOfCode(currency), { mark: '.' })
  if (!read.ok) return null
  const sign = figure.signPath === undefined ? null : directionOf(textAt(summary, figure.signPath))
  return BigInt(sign === 'debit' ? -Math.abs(read.amountMinor) : read.amountMinor)
}

/** Compares an entry with its batch statement and its details. */
export function checkDetails(draft: EntryDraft, findings: Findings): void {
  for (const batch of draft.batches) checkBatchCount(draft, batch, findings)
  checkBatchTotal(draft, findings)
  checkDetailSum(draft, findings)
}

function checkBatchCount(draft: EntryDraft, batch: BatchClaim, findings: Findings): void {
  if (batch.count === null || batch.listed === 0) return
  if (/^\d{1,9}$/.test(batch.count) && Number(batch.count) === batch.listed) return
  findings.add(
    'batch-count-mismatch',
    draft.entry.place,
    `The batch at line ${draft.line} states ${batch.count.slice(0, 20)} transactions but ${batch.listed} are listed. Ask the bank for the details.`,
  )
}

/** One batch under an entry must carry the entry's amount, when both are in one currency. */
function checkBatchTotal(draft: EntryDraft, findings: Findings): void {
  const [batch, second] = draft.batches
  const { entry } = draft
  if (!batch?.total || second || entry.amountMinor === null) return
  const total = readAmount(batch.total, entry.currency)
  if (total === null || total.currency !== entry.currency || total.amountMinor === entry.amountMinor) return
  if (explainedByCharges(entry, total.amountMinor)) return
  findings.add(
    'batch-total-mismatch',
    entry.place,
    `The batch at line ${draft.line} states a total of ${amountInWords(total.amountMinor, entry.currency)}, ` +
      `but its entry is ${amountInWords(entry.amountMinor, entry.currency)}. Ask the bank which is right.`,
  )
}

function checkDetailSum(draft: EntryDraft, findings: Findings): void {
  const { entry } = draft
  if (entry.transactions.length === 0 || entry.amountMinor === null || entry.direction === null) return
  let sum = 0n
  for (const transaction of entry.transactions) {
    if (transaction.amountMinor === null || transaction.currency !== entry.currency) return
    const against = transaction.direction !== null && transaction.direction !== entry.direction
    sum += BigInt(against ? -transaction.amountMinor : transaction.amountMinor)
  }
  if (sum === BigInt(entry.amountMinor) || explainedByCharges(entry, Number(sum))) return
  findings.add(
    'details-do-not-add-up',
    entry.place,
    `The entry at line ${draft.line} is ${amountInWords(entry.amountMinor, entry.currency)}, but its ` +
      `${entry.transactions.length} transactions add up to ${amountInWords(Number(sum), entry.currency)}. ` +
      'Match on the transactions only after asking the bank.',
  )
}

/** A batch may be booked net of its charges. */
function explainedByCharges(entry: Entry, otherMinor: number): boolean {
  const charges = [...entry.charges, ...entry.transactions.flatMap((transaction) => transaction.charges)]
  if (charges.length === 0 || entry.amountMinor === null) return false
  const total = charges.reduce(
    (sum, charge) => sum + (charge.currency === entry.currency ? (charge.amountMinor ?? 0) : 0),
    0,
  )
  return Math.abs(otherMinor - entry.amountMinor) === total
}

/** An amount text as minor units; `null` when it is no amount. */
export function readAmount(
  amount: AmountText,
  fallback: string | null,
): { amountMinor: AmountMinor; currency: string | null } | null {
  const currency = amount.currency ?? fallback
  const read = readDecimal(amount.text, exponentOfCode(currency), { mark: '.' })
  return read.ok ? { amountMinor: read.amountMinor, currency } : null
}

/** The summary element of a statement, whatever its version. */
export function summaryOf(node: XmlNode): XmlNode | undefined {
  return nodeAt(node, 'TxsSummry')
}
