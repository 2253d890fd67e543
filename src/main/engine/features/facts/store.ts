/** SQL of the facts. */
import type { Fact, FactSubject } from '../../../../contract/facts.ts'
import type { Call } from '../../call.ts'

export type FactAbout = { subject: FactSubject; subjectId: number }
export type StoredFact = { fact: Fact; value: string; source: string; at: number; by: string }

export function storedFacts(call: Call, { subject, subjectId }: FactAbout): StoredFact[] {
  return call.db.all<StoredFact>(
    `SELECT f.fact, f.value, f.source, f.at, p.display_name AS by FROM facts f JOIN operators p ON p.id = f.operator_id
     WHERE f.subject = ? AND f.subject_id = ? ORDER BY f.fact`,
    subject,
    subjectId,
  )
}

export function factValues(call: Call, { subject, subjectId }: FactAbout): { fact: Fact; value: string }[] {
  return call.db.all('SELECT fact, value FROM facts WHERE subject = ? AND subject_id = ?', subject, subjectId)
}

export function putFact(call: Call, about: FactAbout, row: { fact: Fact; value: string; source: string }): void {
  call.db.run(
    `INSERT INTO facts (subject, subject_id, fact, value, source, at, operator_id) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (subject, subject_id, fact) DO UPDATE SET value = excluded.value, source = excluded.source, at = excluded.at, operator_id = excluded.operator_id`,
    about.subject,
    about.subjectId,
    row.fact,
    row.value,
    row.source,
    call.now,
    call.actor.operatorId,
  )
}

export function removeFact(call: Call, about: FactAbout, fact: Fact): void {
  call.db.run(
    'DELETE FROM facts WHERE subject = ? AND subject_id = ? AND fact = ?',
    about.subject,
    about.subjectId,
    fact,
  )
}
