/** Leaves messages: one record per recipient and channel, written in the transaction of what it is about. */
import { noticeTexts as english } from '../../../../contract/notification-texts/en.ts'
import { noticeTexts as chinese } from '../../../../contract/notification-texts/zh-hant.ts'
import { type FigureOf, type NoticeChannel, TEMPLATES, type Template } from '../../../../contract/notifications.ts'
import type { Permission, Role } from '../../../../contract/permissions.ts'
import type { Call } from '../../call.ts'
import { actorOf } from '../../sessions.ts'
import { allOperators, type OperatorRow } from '../operators/index.ts'
import { filled } from './rules.ts'
import { insertNotification, ownTemplate } from './store.ts'

type Language = 'en' | 'zh-Hant'

/** Whom a message is for. Roles, permissions and departments mean every active operator of them, except who causes it. */
export type Recipients =
  | { operatorIds: readonly number[] }
  | { role: Role }
  | { permissions: readonly Permission[] }
  | { department: string }
  | { customer: { id: number; name: string; email: string; language: Language } }
  | { address: { name: string; email: string; language: Language } }

export type Message<T extends Template> = {
  template: T
  to: Recipients
  /** What the text names, ready to be read. */
  figures: Record<FigureOf<T>, string>
  requestId?: number
  /** The page that the message leads to. */
  route?: string
}

type Recipient = { operatorId?: number; customerId?: number; name: string; email: string; language: Language }

/** Writes the messages; returns their numbers. Nothing leaves the machine here: a worker sends e-mails later (O-19). */
export function notify<T extends Template>(call: Call, message: Message<T>): number[] {
  const channels: readonly NoticeChannel[] = TEMPLATES[message.template].channels
  const ids: number[] = []
  for (const recipient of recipientsOf(call, message.to)) {
    for (const channel of channels) {
      if (channel === 'inApp' && recipient.operatorId === undefined) continue
      if (channel === 'email' && recipient.email === '') continue
      ids.push(leave(call, { ...message, template: message.template as Template }, { recipient, channel }))
    }
  }
  if (ids.length > 0) call.changed('notifications')
  return ids
}

type Loose = { template: Template; figures: Readonly<Record<string, string>>; requestId?: number; route?: string }

function leave(call: Call, message: Loose, to: { recipient: Recipient; channel: NoticeChannel }): number {
  const { recipient, channel } = to
  const text = textOf(call, message.template, recipient.language)
  const inApp = channel === 'inApp'
  return insertNotification(call, {
    template: message.template,
    language: recipient.language,
    channel,
    operatorId: recipient.operatorId ?? null,
    customerId: recipient.customerId ?? null,
    recipient: recipient.name,
    address: inApp ? '' : recipient.email,
    subject: filled(text.subject, message.figures),
    body: filled(text.body, message.figures),
    state: inApp ? 'sent' : 'waiting',
    nextTryAt: inApp ? null : call.now,
    sentAt: inApp ? call.now : null,
    createdAt: call.now,
    requestId: message.requestId ?? null,
    route: message.route ?? (message.requestId === undefined ? '' : `/requests/${message.requestId}`),
  })
}

/** The desk's own text of a template, or the delivered one. */
export function textOf(call: Call, template: Template, language: Language): { subject: string; body: string } {
  return ownTemplate(call, template, language) ?? (language === 'en' ? english : chinese)[template]
}

function recipientsOf(call: Call, to: Recipients): Recipient[] {
  if ('customer' in to) return [{ customerId: to.customer.id, ...withoutId(to.customer) }]
  if ('address' in to) return [to.address]
  return allOperators(call)
    .filter((row) => row.active === 1 && isMeant(call, row, to))
    .map((row) => ({
      operatorId: row.id,
      name: row.displayName,
      email: row.email,
      language: row.language as Language,
    }))
}

function isMeant(call: Call, row: OperatorRow, to: Exclude<Recipients, { customer: unknown } | { address: unknown }>) {
  if ('operatorIds' in to) return to.operatorIds.includes(row.id)
  if (row.id === call.stamp.operatorId) return false
  if ('department' in to) return row.department === to.department
  const { roles, permissions } = actorOf(row, call.services.rights)
  return 'role' in to ? roles.includes(to.role) : to.permissions.some((permission) => permissions.has(permission))
}

function withoutId({ name, email, language }: { name: string; email: string; language: Language }) {
  return { name, email, language }
}
