/**
 * Sends the e-mails of the outbox beside the desk, one after the other: read, send, then write what became of it in a transaction of
 * its own. A desk is never kept waiting by a mail server; a crash in between sends the same message (with the same Message-ID) again.
 */

import type { AuditChain } from './audit/chain.ts'
import type { Connection } from './db/connection.ts'
import { storedSecret } from './db/desk-facts.ts'
import type { Executor } from './executor.ts'
import { dueMessages, type NotificationRow, nextTryAt, noteOutcome } from './features/notifications/index.ts'
import { type MailServer, sendMail } from './mail/smtp.ts'
import type { SettingsCache } from './settings-cache.ts'

type Parts = {
  connection: Connection
  executor: Executor
  chain: AuditChain
  settings: SettingsCache
  clock: () => number
}
export const MAIL_PASSWORD = 'mail.password'
const AT_ONCE = 20
const EVERY_MS = 5_000

export class Outbox {
  readonly #parts: Parts
  #running: Promise<number> | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Looks every few seconds for what is due. */
  start(): void {
    this.#timer ??= setInterval(() => void this.deliverDue().catch(() => undefined), EVERY_MS).unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Sends what is due now; resolves with how many messages were tried. One round at a time. */
  deliverDue(): Promise<number> {
    this.#running ??= this.#round().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #round(): Promise<number> {
    const { connection, settings, clock } = this.#parts
    // Without a mail server e-mails wait: they are in the outbox for everybody to see.
    if (settings.get('mail.host') === '' || settings.get('mail.from') === '') return 0
    const due = dueMessages(connection, clock(), AT_ONCE)
    for (const message of due) await this.#deliver(message)
    return due.length
  }

  async #deliver(message: NotificationRow): Promise<void> {
    const { settings, clock } = this.#parts
    const from = settings.get('mail.from')
    try {
      await sendMail(this.#server(), {
        from,
        fromName: settings.get('desk.name'),
        to: message.address,
        toName: message.recipient,
        subject: message.subject,
        body: message.body,
        messageId: `countersign-${message.id}-${message.createdAt}@${from.split('@')[1] ?? 'desk'}`,
        at: message.createdAt,
      })
      this.#note(message, { state: 'sent', nextTryAt: null, lastError: '', sentAt: clock() })
    } catch (error) {
      const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 300)
      const next = nextTryAt(message.tries + 1, clock())
      this.#note(message, { state: next === null ? 'failed' : 'waiting', nextTryAt: next, lastError, sentAt: null })
    }
  }

  #server(): MailServer {
    const { settings, connection } = this.#parts
    return {
      host: settings.get('mail.host'),
      port: settings.get('mail.port'),
      security: settings.get('mail.security'),
      user: settings.get('mail.user'),
      password: storedSecret(connection, MAIL_PASSWORD),
      clientName: 'countersign',
    }
  }

  #note(message: NotificationRow, outcome: Omit<Parameters<typeof noteOutcome>[2], 'tries'>): void {
    const { executor, chain, connection, clock } = this.#parts
    executor.transact(() => {
      // Somebody cancelled it while it was on its way: what they decided stays, and the log says that it left.
      const noted = noteOutcome(connection, message, { ...outcome, tries: message.tries + 1 })
      const action = noted ? `notification.${outcome.state}` : `notification.${outcome.state}AfterCancel`
      const actor = { operatorId: null, name: 'desk', role: 'desk', address: 'engine' }
      const entry = { action, subject: `notification:${message.id}`, reason: outcome.lastError }
      chain.append(entry, actor, { at: clock(), commandId: null })
      return { output: null, touched: [{ topic: 'notifications' }] }
    })
  }
}
