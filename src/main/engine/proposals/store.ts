/** SQL of the changes that wait for a second person. */
import type { Call } from '../call.ts'
import { columnsOf } from '../db/connection.ts'
import { Conflict, refuse } from '../refuse.ts'
import { type ProposalRow, proposals } from './schema.ts'

export type NamedProposal = ProposalRow & { madeByName: string; decidedByName: string | null }

const SELECT = `SELECT ${columnsOf(proposals, 'p')}, m.display_name AS "madeByName", d.display_name AS "decidedByName"
  FROM proposals p JOIN operators m ON m.id = p.made_by LEFT JOIN operators d ON d.id = p.decided_by`

export function insertProposal(call: Call, row: typeof proposals.$inferInsert): number {
  return call.db.insert(proposals, row)
}

export function proposalById(call: Call, id: number): NamedProposal {
  return (
    call.db.get<NamedProposal>(`${SELECT} WHERE p.id = ?`, id) ?? refuse('NOT_FOUND', { what: `proposed change ${id}` })
  )
}

/** The open change of the same kind to the same thing: there is one at a time. */
export function openProposalOf(call: Call, kind: string, subject: string): NamedProposal | undefined {
  return call.db.get<NamedProposal>(`${SELECT} WHERE p.state = 'open' AND p.kind = ? AND p.subject = ?`, kind, subject)
}

export function openProposals(call: Call, page: { before: number; limit: number }): NamedProposal[] {
  return call.db.all<NamedProposal>(
    `${SELECT} WHERE p.state = 'open' AND p.id < ? ORDER BY p.id DESC LIMIT ?`,
    page.before,
    page.limit,
  )
}

/** Open changes of a thing and of its parts: `day:2026-11-20` and `day:2026-11-20:1`. */
export function openProposalsAbout(call: Call, subject: string): NamedProposal[] {
  return call.db.all<NamedProposal>(
    `${SELECT} WHERE p.state = 'open' AND (p.subject = ? OR p.subject GLOB ?) ORDER BY p.id`,
    subject,
    `${subject}:*`,
  )
}

export function decidedProposals(call: Call, page: { before: number; limit: number }): NamedProposal[] {
  return call.db.all<NamedProposal>(
    `${SELECT} WHERE p.state <> 'open' AND p.id < ? ORDER BY p.id DESC LIMIT ?`,
    page.before,
    page.limit,
  )
}

/** How many open changes of these kinds were made by others and are not about this person. */
export function openForPerson(
  call: Call,
  about: { kinds: readonly string[]; operatorId: number; cap: number },
): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM (SELECT 1 FROM proposals WHERE state = 'open' AND made_by <> ? AND concerns IS NOT ?
       AND kind IN (SELECT value FROM json_each(?)) LIMIT ?)`,
      about.operatorId,
      about.operatorId,
      JSON.stringify(about.kinds),
      about.cap,
    ) ?? 0
  )
}

export type Decision = { state: 'applied' | 'refused' | 'withdrawn' | 'stale'; reason: string }

/** Ends an open change, once; what was only for carrying it out (a first password's hash) goes with it. */
export function endProposal(call: Call, at: { id: number; version: number }, decision: Decision): number {
  const changed = call.db.run(
    `UPDATE proposals SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, payload = '{}', version = version + 1
     WHERE id = ? AND version = ? AND state = 'open'`,
    decision.state,
    call.actor.operatorId,
    call.now,
    decision.reason,
    at.id,
    at.version,
  )
  if (changed !== 1) throw conflictOf(proposalById(call, at.id))
  return at.version + 1
}

/** Law 6: who was first, and when. */
export function conflictOf(found: NamedProposal): Conflict {
  return new Conflict(`proposal:${found.id}`, {
    version: found.version,
    ...(found.decidedByName === null ? {} : { by: found.decidedByName }),
    ...(found.decidedAt === null ? {} : { at: found.decidedAt }),
  })
}

/** Whether this desk has ever had a second administrator; from then on nobody changes rights or money settings alone. */
export function twoPeopleNeeded(call: Call): boolean {
  return call.db.value<number>("SELECT 1 FROM settings WHERE key = 'desk.twoPeople'") !== undefined
}

/** Notes that the desk has its second administrator; the guards let nobody take it back. */
export function needTwoPeople(call: Call): void {
  if (twoPeopleNeeded(call)) return
  call.db.run(
    "INSERT INTO settings (key, value, changed_by, changed_at) VALUES ('desk.twoPeople', 'true', ?, ?)",
    call.actor.displayName,
    call.now,
  )
  call.audit({
    action: 'desk.twoPeople',
    subject: 'desk',
    reason: 'The desk has a second administrator: changes of rights and money settings need two people from now on',
    changes: [['twoPeople', 'no', 'yes']],
  })
}
