/** SQL of regular audits: rows, items, steps, findings. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type AuditRecord, auditFindings, auditItems, auditSteps, audits } from './schema.ts'

export type NamedAudit = AuditRecord & {
  reviewer: string
  assignedByName: string
  items: number
  openItems: number
  findings: number
  uncorrected: number
}

const SELECT = `SELECT ${columnsOf(audits, 'a')}, r.display_name AS reviewer, m.display_name AS "assignedByName",
  (SELECT count(*) FROM audit_items i WHERE i.audit_id = a.id) AS items,
  (SELECT count(*) FROM audit_items i WHERE i.audit_id = a.id AND i.verdict = 'open') AS "openItems",
  (SELECT count(*) FROM audit_findings f WHERE f.audit_id = a.id) AS findings,
  (SELECT count(*) FROM audit_findings f WHERE f.audit_id = a.id AND f.correction IS NULL) AS uncorrected
  FROM audits a JOIN operators r ON r.id = a.reviewer_id JOIN operators m ON m.id = a.assigned_by`

export function auditById(call: Call, id: number): NamedAudit {
  return call.db.get<NamedAudit>(`${SELECT} WHERE a.id = ?`, id) ?? refuse('NOT_FOUND', { what: `audit ${id}` })
}

export function auditOf(call: Call, kind: string, from: string): NamedAudit | undefined {
  return call.db.get<NamedAudit>(`${SELECT} WHERE a.kind = ? AND a.from_date = ?`, kind, from)
}

/** The first day of the books; `undefined`: nothing was ever booked. */
export function firstDay(call: Call): string | undefined {
  return call.db.value<string | null>('SELECT min(business_date) FROM journals') ?? undefined
}

export function insertAudit(call: Call, row: typeof audits.$inferInsert): number {
  return call.db.insert(audits, row)
}

export function insertItem(call: Call, row: typeof auditItems.$inferInsert): void {
  call.db.insert(auditItems, row)
}

export function insertStep(call: Call, row: typeof auditSteps.$inferInsert): void {
  call.db.insert(auditSteps, row)
}

export function insertFinding(call: Call, row: typeof auditFindings.$inferInsert): number {
  return call.db.insert(auditFindings, row)
}

export type NamedItem = {
  ordinal: number
  subject: string
  title: string
  amountMinor: number | null
  currency: string | null
  checks: string
  people: string
  verdict: string
  judgedBy: string | null
  judgedAt: number | null
}

export function itemsOf(call: Call, auditId: number): NamedItem[] {
  return call.db.all<NamedItem>(
    `SELECT i.ordinal, i.subject, i.title, i.amount_minor AS "amountMinor", i.currency, i.checks, i.people, i.verdict, o.display_name AS "judgedBy",
     i.judged_at AS "judgedAt" FROM audit_items i LEFT JOIN operators o ON o.id = i.judged_by WHERE i.audit_id = ? ORDER BY i.ordinal`,
    auditId,
  )
}

export function stepsOf(call: Call, auditId: number): { step: number; by: string; at: number; note: string }[] {
  return call.db.all(
    `SELECT s.step, o.display_name AS by, s.at, s.note FROM audit_steps s JOIN operators o ON o.id = s.operator_id WHERE s.audit_id = ? ORDER BY s.step`,
    auditId,
  )
}

export type NamedFinding = {
  findingId: number
  ordinal: number | null
  severity: string
  finding: string
  by: string
  at: number
  correction: string | null
  correctedBy: string | null
  correctedAt: number | null
}

export function findingsOf(call: Call, auditId: number): NamedFinding[] {
  return call.db.all<NamedFinding>(
    `SELECT f.id AS "findingId", f.ordinal, f.severity, f.finding, o.display_name AS by, f.found_at AS at, f.correction,
     c.display_name AS "correctedBy", f.corrected_at AS "correctedAt"
     FROM audit_findings f JOIN operators o ON o.id = f.found_by LEFT JOIN operators c ON c.id = f.corrected_by WHERE f.audit_id = ? ORDER BY f.id`,
    auditId,
  )
}

/** The reviewer's word on an item; a later one takes its place while the audit runs. */
export function judgeItem(call: Call, at: { auditId: number; ordinal: number }, verdict: string): void {
  call.db.run(
    'UPDATE audit_items SET verdict = ?, judged_by = ?, judged_at = ? WHERE audit_id = ? AND ordinal = ?',
    verdict,
    call.actor.operatorId,
    call.now,
    at.auditId,
    at.ordinal,
  )
}

export function correctFinding(call: Call, at: { auditId: number; findingId: number }, correction: string): number {
  return call.db.run(
    'UPDATE audit_findings SET correction = ?, corrected_by = ?, corrected_at = ? WHERE id = ? AND audit_id = ? AND correction IS NULL',
    correction,
    call.actor.operatorId,
    call.now,
    at.findingId,
    at.auditId,
  )
}

export type AuditChange = Partial<Pick<AuditRecord, 'step' | 'endedDate' | 'pdfFileId' | 'xlsxFileId'>>

/** Moves an audit on; exactly the row that was read, or Conflict (law 6). */
export function changeAudit(call: Call, audit: Pick<AuditRecord, 'id' | 'version'>, change: AuditChange): number {
  const keys = Object.keys(change) as (keyof AuditChange)[]
  const sets = keys.map((key) => `, ${audits[key].name} = ?`).join('')
  const changed = call.db.run(
    `UPDATE audits SET version = version + 1${sets} WHERE id = ? AND version = ?`,
    ...keys.map((key) => change[key]),
    audit.id,
    audit.version,
  )
  if (changed !== 1) throw new Conflict(`audit:${audit.id}`, { version: auditById(call, audit.id).version })
  return audit.version + 1
}
