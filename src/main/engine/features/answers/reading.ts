/** A file of answers against the payments of the ledger: what it says about each, and what taking it would do. */
import type { AnswerEffect, AnswerMeaning } from '../../../../contract/answers.ts'
import type { InstructionState } from '../../../../contract/batches.ts'
import type { Call } from '../../call.ts'
import { fileBytes, fileInfo } from '../../files/store.ts'
import { readResults } from '../../formats/bank-results/read-results.ts'
import { meaningOf, type StatusReason, type StatusReport } from '../../formats/pain002/model.ts'
import { readStatusReport } from '../../formats/pain002/read-report.ts'
import { nextStatus, type ResolvedStatus, resolveStatus } from '../../formats/pain002/resolve-status.ts'
import { batchByMessageId, instructionsIn } from '../batches/index.ts'
import { type Instruction, instructionByEndToEndId } from '../requests/index.ts'
import { effectOf } from './rules.ts'
import { knownMeaning } from './store.ts'

export type Said = {
  instruction: Instruction
  level: 'transaction' | 'block' | 'group'
  status: string
  meaning: AnswerMeaning
  reasons: string
  effect: AnswerEffect
}
export type Reading = {
  fileId: number
  sha256: string
  format: string
  outcome: 'clean' | 'findings' | 'refused'
  findings: { place: string; message: string }[]
  said: Said[]
}

export function readAnswers(call: Call, fileId: number): Reading {
  const { sha256 } = fileInfo(call, fileId)
  const bytes = fileBytes(call, fileId)
  const read = looksLikeXml(bytes) ? readReports(call, bytes) : readTableOfResults(call, bytes)
  return { fileId, sha256, ...read }
}

function looksLikeXml(bytes: Uint8Array): boolean {
  return /^(?:\uFEFF)?\s*</.test(new TextDecoder().decode(bytes.subarray(0, 200)))
}

type Read = Omit<Reading, 'fileId' | 'sha256'>

function readReports(call: Call, bytes: Uint8Array): Read {
  const { outcome, format, findings, reports } = readStatusReport(bytes)
  if (outcome === 'refused') return { outcome, format, findings: findings.map(placed), said: [] }
  const gathered = new Gathered(call)
  const strangers = reports.filter((report) => !saidByReport(call, report, gathered)).map(unknownMessage)
  const all = [...findings.map(placed), ...strangers, ...gathered.findings]
  return { outcome: all.length > 0 ? 'findings' : 'clean', format, findings: all, said: gathered.said }
}

const placed = ({ place, message }: { place: string; message: string }) => ({ place, message })
const unknownMessage = ({ place, originalMessageId }: StatusReport) => ({
  place,
  message: `The report is about the message "${(originalMessageId ?? '').slice(0, 80)}", which this desk did not send.`,
})

/** What one report says about the payments of its batch; false when the desk never sent that message. */
function saidByReport(call: Call, report: StatusReport, gathered: Gathered): boolean {
  const batch = report.originalMessageId === null ? undefined : batchByMessageId(call, report.originalMessageId)
  if (!batch) return false
  const listed = report.blocks.reduce((count, block) => count + block.transactions.length, 0)
  let found = 0
  for (const instruction of instructionsIn(call, batch.id)) {
    const resolved = resolveStatus(report, {
      messageId: batch.messageId,
      blockId: `${batch.messageId}-1`,
      endToEndId: instruction.endToEndId,
      instructionId: `I${instruction.id}`,
      uetr: instruction.uetr,
    })
    if (resolved.level === 'transaction') found += 1
    if (resolved.level !== 'none') gathered.add(instruction, resolved)
  }
  if (found < listed) {
    gathered.findings.push({
      place: report.place,
      message: `${listed - found} of ${listed} listed payments are not in batch ${batch.id}. Ask the bank which ones it means.`,
    })
  }
  return true
}

function readTableOfResults(call: Call, bytes: Uint8Array): Read {
  const read = readResults(bytes)
  if (!read.ok) return { outcome: 'refused', format: 'result table', findings: [read.refusal], said: [] }
  const gathered = new Gathered(call)
  const findings = [...read.findings]
  const count = new Map<string, number>()
  for (const { reference } of read.rows) count.set(reference, (count.get(reference) ?? 0) + 1)
  for (const { place, reference, status, reasons } of read.rows) {
    const instruction = instructionByEndToEndId(call, reference)
    if (!instruction) {
      findings.push({ place, message: `The reference "${reference.slice(0, 80)}" is not one of this desk.` })
      continue
    }
    const ambiguous = (count.get(reference) ?? 0) > 1
    const reason: StatusReason[] = reasons === '' ? [] : [{ code: null, text: [reasons] }]
    gathered.add(instruction, { level: 'transaction', status, meaning: meaningOf(status), reasons: reason, ambiguous })
  }
  return { outcome: findings.length > 0 ? 'findings' : 'clean', format: 'result table', findings, said: gathered.said }
}

/** What a file says about each payment; one that says two things about one payment is for a person. */
class Gathered {
  readonly said: Said[] = []
  readonly findings: { place: string; message: string }[] = []
  readonly #known = new Map<number, AnswerMeaning>()
  readonly #call: Call
  constructor(call: Call) {
    this.#call = call
  }

  add(instruction: Instruction, resolved: ResolvedStatus): void {
    if (resolved.level === 'none' || resolved.status === null) return
    const { id, state } = instruction
    const known = this.#known.get(id) ?? (knownMeaning(this.#call, id) as AnswerMeaning)
    const reported = resolved.meaning as AnswerMeaning
    const next = nextStatus(known, reported) as { meaning: AnswerMeaning; conflict: boolean }
    const twice = this.said.some((one) => one.instruction.id === id && one.effect === 'fails')
    const facts = { state: state as InstructionState, reported, next, known, ambiguous: resolved.ambiguous || twice }
    this.#known.set(id, next.meaning)
    this.said.push({
      instruction,
      level: resolved.level,
      status: resolved.status.slice(0, 40),
      meaning: reported,
      reasons: reasonText(resolved.reasons),
      effect: effectOf(facts),
    })
  }
}

const MOST_REASON_CHARS = 1_000
function reasonText(reasons: readonly StatusReason[]): string {
  return reasons
    .map(({ code, text }) => [code ?? '', ...text].filter((part) => part !== '').join(' '))
    .join('; ')
    .slice(0, MOST_REASON_CHARS)
}
