/** SQL of the outbox. */
import type { Call } from '../../call.ts'
import { type Connection, columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type NotificationRow, notifications } from './schema.ts'

const SELECT = `SELECT ${columnsOf(notifications)} FROM notifications`

export function insertNotification(call: Call, row: typeof notifications.$inferInsert): number {
  return call.db.insert(notifications, row)
}

export function notificationById(connection: Connection, id: number): NotificationRow {
  return connection.get<NotificationRow>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `message ${id}` })
}

export function messagesOf(call: Call, operatorId: number, limit: number): NotificationRow[] {
  return call.db.all<NotificationRow>(
    `${SELECT} WHERE channel = 'inApp' AND operator_id = ? ORDER BY id DESC LIMIT ?`,
    operatorId,
    limit,
  )
}

export function unreadCount(call: Call, operatorId: number, cap: number): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM (SELECT 1 FROM notifications WHERE channel = 'inApp' AND read_at IS NULL AND operator_id = ? LIMIT ?)`,
      operatorId,
      cap,
    ) ?? 0
  )
}

export function markRead(call: Call, operatorId: number, upTo: number): number {
  return call.db.run(
    "UPDATE notifications SET read_at = ? WHERE channel = 'inApp' AND read_at IS NULL AND operator_id = ? AND id <= ?",
    call.now,
    operatorId,
    upTo,
  )
}

export type OutboxPage = { state: string | null; channel: string | null; before: number; limit: number }

/** Newest first. Waiting and failed ones are few and indexed; without a filter the key itself is the order. */
export function outboxPage(call: Call, { state, channel, before, limit }: OutboxPage): NotificationRow[] {
  const where = [state === null ? '' : `state = '${STATE_TEXT[state]}' AND`, channel === null ? '' : 'channel = ? AND']
  return call.db.all<NotificationRow>(
    `${SELECT} WHERE ${where.join(' ')} id < ? ORDER BY id DESC LIMIT ?`,
    ...(channel === null ? [] : [channel]),
    before,
    limit,
  )
}

/** Literals, so that the partial indexes serve them. */
const STATE_TEXT: Record<string, string> = {
  waiting: 'waiting',
  sent: 'sent',
  failed: 'failed',
  cancelled: 'cancelled',
}

export function countInState(call: Call, state: 'waiting' | 'failed', cap: number): number {
  return (
    call.db.value<number>(`SELECT count(*) FROM (SELECT 1 FROM notifications WHERE state = '${state}' LIMIT ?)`, cap) ??
    0
  )
}

/** E-mails whose time has come, oldest first. */
export function dueMessages(connection: Connection, now: number, limit: number): NotificationRow[] {
  return connection.all<NotificationRow>(
    `${SELECT} WHERE state = 'waiting' AND next_try_at <= ? ORDER BY next_try_at, id LIMIT ?`,
    now,
    limit,
  )
}

export type Outcome = Pick<NotificationRow, 'state' | 'tries' | 'nextTryAt' | 'lastError' | 'sentAt'>

/** Writes what became of a message at the version that was read; false when somebody was first. */
export function noteOutcome(connection: Connection, at: { id: number; version: number }, outcome: Outcome): boolean {
  const changed = connection.run(
    `UPDATE notifications SET state = ?, tries = ?, next_try_at = ?, last_error = ?, sent_at = ?, version = version + 1
     WHERE id = ? AND version = ? AND state IN ('waiting', 'failed')`,
    outcome.state,
    outcome.tries,
    outcome.nextTryAt,
    outcome.lastError,
    outcome.sentAt,
    at.id,
    at.version,
  )
  return changed === 1
}

/** A message that may still be tried or cancelled. */
export function openMessage(call: Call, at: { id: number; version: number }): NotificationRow {
  const found = notificationById(call.db, at.id)
  if (found.version !== at.version) throw new Conflict(`notification:${at.id}`, { version: found.version })
  if (found.state !== 'waiting' && found.state !== 'failed') refuse('MESSAGE_STATE', { status: found.state })
  return found
}

export type TemplateRow = {
  template: string
  language: string
  version: number
  subject: string
  body: string
  changedBy: string
}

const TEMPLATE =
  'SELECT template, language, version, subject, body, changed_by AS "changedBy" FROM notification_templates'

export function ownTemplates(call: Call): TemplateRow[] {
  return call.db.all<TemplateRow>(`${TEMPLATE} ORDER BY template, language`)
}

export function ownTemplate(call: Call, template: string, language: string): TemplateRow | undefined {
  return call.db.get<TemplateRow>(`${TEMPLATE} WHERE template = ? AND language = ?`, template, language)
}

export function putTemplate(call: Call, row: Omit<TemplateRow, 'changedBy'>): void {
  call.db.run(
    `INSERT INTO notification_templates (template, language, version, subject, body, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (template, language) DO UPDATE SET version = excluded.version, subject = excluded.subject, body = excluded.body,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    row.template,
    row.language,
    row.version,
    row.subject,
    row.body,
    call.actor.displayName,
    call.now,
  )
}

/** A secret beside the settings: written, never listed. */
export function putSecret(call: Call, key: string, value: string): void {
  call.db.run(
    `INSERT INTO settings (key, value, changed_by, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    key,
    JSON.stringify(value),
    call.actor.displayName,
    call.now,
  )
}

/** Whether a message of a template was left for a request. */
export function toldAbout(call: Call, requestId: number, template: string): boolean {
  return (
    call.db.value<number>(
      'SELECT 1 FROM notifications WHERE request_id = ? AND template = ? LIMIT 1',
      requestId,
      template,
    ) !== undefined
  )
}
