/**
 * The outbox: every message to an operator or a customer is a record with its template, language, channel, state and text
 * (R2-100, R2-101, O-19). Messages in the window are there at once; e-mails leave by a worker, with retries.
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { NotificationId, RequestId, Version } from './ids.ts'
import { LIMITS, prose, requiredLine } from './limits.ts'
import { Language } from './session.ts'

export const NoticeChannel = z.enum(['inApp', 'email'])
export type NoticeChannel = z.output<typeof NoticeChannel>
export const NoticeState = z.enum(['waiting', 'sent', 'failed', 'cancelled'])
export type NoticeState = z.output<typeof NoticeState>

/** Every template with the figures that its text may name and the channels that it leaves by. */
export const TEMPLATES = {
  'change.confirmed': { figures: ['what', 'by'], channels: ['inApp'] },
  'change.refused': { figures: ['what', 'by', 'reason'], channels: ['inApp'] },
  'destination.waiting': { figures: ['customer', 'what', 'by'], channels: ['inApp'] },
  'request.approvalWaiting': { figures: ['request', 'customer', 'amount', 'by'], channels: ['inApp', 'email'] },
  'request.assigned': { figures: ['request', 'customer', 'amount', 'by'], channels: ['inApp'] },
  'request.reminder': { figures: ['request', 'customer', 'amount', 'due'], channels: ['inApp', 'email'] },
  'request.escalated': {
    figures: ['request', 'customer', 'amount', 'department', 'due'],
    channels: ['inApp', 'email'],
  },
  'request.manualReview': { figures: ['request', 'customer', 'amount', 'reason'], channels: ['inApp', 'email'] },
  'request.watchBalance': { figures: ['request', 'account', 'amount'], channels: ['inApp', 'email'] },
  'customer.approved': { figures: ['request', 'customer', 'amount'], channels: ['email'] },
  'customer.inProgress': { figures: ['request', 'customer', 'amount'], channels: ['email'] },
  'customer.rejected': { figures: ['request', 'customer', 'amount', 'reason'], channels: ['email'] },
  'customer.completed': { figures: ['request', 'customer', 'amount'], channels: ['email'] },
  'customer.notPaidYet': { figures: ['request', 'customer', 'amount', 'reason'], channels: ['email'] },
  'customer.failed': { figures: ['request', 'customer', 'amount', 'reason'], channels: ['email'] },
  'customer.inquiry': { figures: ['request', 'customer', 'amount', 'questions'], channels: ['email'] },
  'customer.documentsWanted': { figures: ['request', 'customer', 'amount', 'documents'], channels: ['email'] },
  'day.cutOff': { figures: ['what', 'count', 'amount'], channels: ['inApp'] },
  'risk.depositsWaiting': { figures: ['count', 'amount', 'date'], channels: ['inApp', 'email'] },
  'signer.standIn': { figures: ['bank', 'who', 'from', 'to', 'by'], channels: ['inApp', 'email'] },
  'batch.backupAsked': { figures: ['batch', 'bank', 'amount', 'absent'], channels: ['inApp', 'email'] },
  'batch.signersMissing': { figures: ['batch', 'bank', 'amount', 'date'], channels: ['inApp', 'email'] },
  'batch.escalated': { figures: ['batch', 'bank', 'amount', 'by', 'reason'], channels: ['inApp', 'email'] },
  'mail.test': { figures: ['by'], channels: ['email'] },
} as const satisfies Record<string, { figures: readonly string[]; channels: readonly NoticeChannel[] }>
export type Template = keyof typeof TEMPLATES
export const TEMPLATE_CODES = Object.keys(TEMPLATES) as [Template, ...Template[]]
export const Template = z.enum(TEMPLATE_CODES)
export type FigureOf<T extends Template> = (typeof TEMPLATES)[T]['figures'][number]

/** What a workflow may tell a customer when it takes a step: all that their texts name is known there. */
export const STEP_NOTICES = ['customer.approved', 'customer.rejected'] as const satisfies readonly Template[]
export type StepNotice = (typeof STEP_NOTICES)[number]
export const isStepNotice = (template: string): template is StepNotice =>
  (STEP_NOTICES as readonly string[]).includes(template)

/** Names in braces that a text uses. */
export function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))]
}

export const Notice = z
  .object({
    notificationId: NotificationId,
    version: Version,
    template: Template,
    language: Language,
    channel: NoticeChannel,
    /** Name, with the address of an e-mail. */
    recipient: z.string(),
    subject: z.string(),
    body: z.string(),
    state: NoticeState,
    tries: z.int(),
    nextTryAt: Instant.nullable(),
    lastError: z.string(),
    createdAt: Instant,
    sentAt: Instant.nullable(),
    readAt: Instant.nullable(),
    requestId: RequestId.nullable(),
    route: z.string(),
  })
  .strict()
export type Notice = z.output<typeof Notice>

const Done = z.object({ notificationId: NotificationId, version: Version, state: NoticeState }).strict()

export const notifications = {
  /** The messages of the person who asks, newest first. */
  mine: query()
    .input(Nothing)
    .output(z.object({ rows: z.array(Notice), unread: z.int() }).strict()),
  /** Marks own messages up to this one as read. */
  markRead: command()
    .input(creating({ upTo: NotificationId }))
    .output(z.object({ marked: z.int() }).strict()),
  outbox: query('admin.settings', 'audit.read')
    .input(
      z
        .object({
          state: NoticeState.nullable(),
          channel: NoticeChannel.nullable(),
          before: NotificationId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(Notice), more: z.boolean(), waiting: z.int(), failed: z.int() }).strict()),
  /** A failed or waiting e-mail is tried again now. */
  retry: command({ permissions: ['admin.settings'] })
    .input(changing({ notificationId: NotificationId }))
    .output(Done),
  /** A waiting or failed e-mail never leaves. */
  cancel: command({ permissions: ['admin.settings'] })
    .input(changing({ notificationId: NotificationId, reason: requiredLine(LIMITS.commentChars) }))
    .output(Done),
  templates: query('admin.settings', 'audit.read')
    .input(Nothing)
    .output(
      z.array(
        z
          .object({
            template: Template,
            language: Language,
            version: Version,
            subject: z.string(),
            body: z.string(),
            figures: z.array(z.string()),
            channels: z.array(NoticeChannel),
            changedBy: z.string().nullable(),
          })
          .strict(),
      ),
    ),
  setTemplate: command({ permissions: ['admin.settings'] })
    .input(
      changing({
        template: Template,
        language: Language,
        subject: requiredLine(LIMITS.nameChars),
        body: prose(LIMITS.commentChars).min(1),
      }),
    )
    .output(z.object({ version: Version }).strict()),
  /** The password of the mail server: kept, never shown again; empty removes it. */
  setMailPassword: command({ permissions: ['admin.settings'], stepUp: true })
    .input(creating({ password: z.string().max(200) }))
    .output(Nothing),
  /** Sends a line to oneself, to see whether the mail server takes it. */
  testMail: command({ permissions: ['admin.settings'] })
    .input(creating({ address: z.email().max(120) }))
    .output(z.object({ notificationId: NotificationId }).strict()),
}
