/** Own messages, the outbox, and the texts of messages. */
import { noticeTexts as english } from '../../../../contract/notification-texts/en.ts'
import { noticeTexts as chinese } from '../../../../contract/notification-texts/zh-hant.ts'
import type { Notice } from '../../../../contract/notifications.ts'
import { TEMPLATE_CODES, TEMPLATES } from '../../../../contract/notifications.ts'
import type { Call, Handlers } from '../../call.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { notify, textOf } from './notify.ts'
import { unknownPlaces } from './rules.ts'
import type { NotificationRow } from './schema.ts'
import {
  countInState,
  markRead,
  messagesOf,
  noteOutcome,
  type Outcome,
  openMessage,
  outboxPage,
  ownTemplate,
  ownTemplates,
  putSecret,
  putTemplate,
  unreadCount,
} from './store.ts'

const SHOWN = 50
const CAP = 1_000
const LANGUAGES = ['en', 'zh-Hant'] as const

export const notificationsHandlers: Handlers<'notifications'> = {
  mine(call) {
    const { operatorId } = call.actor
    return { rows: messagesOf(call, operatorId, SHOWN).map(shown), unread: unreadCount(call, operatorId, CAP) }
  },

  markRead(call, { upTo }) {
    const marked = markRead(call, call.actor.operatorId, upTo)
    call.changed('notifications')
    return { marked }
  },

  outbox(call, { state, channel, before, pageSize }) {
    const page = { state, channel, before: before ?? Number.MAX_SAFE_INTEGER, limit: pageSize + 1 }
    const found = outboxPage(call, page)
    return {
      rows: found.slice(0, pageSize).map(shown),
      more: found.length > pageSize,
      waiting: countInState(call, 'waiting', CAP),
      failed: countInState(call, 'failed', CAP),
    }
  },

  retry(call, { notificationId, expectedVersion }) {
    const { tries, lastError } = openMessage(call, { id: notificationId, version: expectedVersion })
    return settle(
      call,
      { id: notificationId, version: expectedVersion, action: 'notification.retry', reason: '' },
      {
        state: 'waiting',
        tries,
        nextTryAt: call.now,
        lastError,
        sentAt: null,
      },
    )
  },

  cancel(call, { notificationId, expectedVersion, reason }) {
    const { tries, lastError } = openMessage(call, { id: notificationId, version: expectedVersion })
    return settle(
      call,
      { id: notificationId, version: expectedVersion, action: 'notification.cancel', reason },
      {
        state: 'cancelled',
        tries,
        nextTryAt: null,
        lastError,
        sentAt: null,
      },
    )
  },

  templates(call) {
    const own = new Map(ownTemplates(call).map((row) => [`${row.template} ${row.language}`, row]))
    return TEMPLATE_CODES.flatMap((template) =>
      LANGUAGES.map((language) => {
        const row = own.get(`${template} ${language}`)
        const { subject, body } = row ?? (language === 'en' ? english : chinese)[template]
        const { figures, channels } = TEMPLATES[template]
        const version = row?.version ?? 1
        const changedBy = row?.changedBy ?? null
        return { template, language, version, subject, body, figures: [...figures], channels: [...channels], changedBy }
      }),
    )
  },

  setTemplate(call, { template, language, subject, body, expectedVersion }) {
    const version = ownTemplate(call, template, language)?.version ?? 1
    if (version !== expectedVersion) throw new Conflict(`template:${template}`, { version })
    const [unknown] = unknownPlaces(template, `${subject} ${body}`)
    if (unknown !== undefined)
      refuse('TEMPLATE_PLACE', {
        place: `{${unknown}}`,
        known: TEMPLATES[template].figures.map((f) => `{${f}}`).join(' '),
      })
    const before = textOf(call, template, language)
    putTemplate(call, { template, language, version: version + 1, subject, body })
    call.audit({
      action: 'template.set',
      subject: `template:${template}`,
      changes: [
        ['language', null, language],
        ['messageSubject', before.subject, subject],
        ['messageBody', before.body, body],
      ],
    })
    call.changed('notifications')
    return { version: version + 1 }
  },

  setMailPassword(call, { password }) {
    putSecret(call, 'mail.password', password)
    call.audit({
      action: 'mail.password',
      subject: 'setting:mail.password',
      changes: [['password', null, password === '' ? 'none' : 'set']],
    })
    return {}
  },

  testMail(call, { address }) {
    const { displayName } = call.actor
    const [notificationId = 0] = notify(call, {
      template: 'mail.test',
      to: { address: { name: displayName, email: address, language: 'en' } },
      figures: { by: displayName },
    })
    call.audit({ action: 'notification.test', subject: `notification:${notificationId}`, reason: address })
    return { notificationId }
  },
}

type Settling = { id: number; version: number; action: string; reason: string }

function settle(call: Call, { id, version, action, reason }: Settling, outcome: Outcome) {
  if (!noteOutcome(call.db, { id, version }, outcome)) throw new Conflict(`notification:${id}`)
  call.audit({ action, subject: `notification:${id}`, reason })
  call.changed('notifications')
  return { notificationId: id, version: version + 1, state: outcome.state as Notice['state'] }
}

function shown(row: NotificationRow): Notice {
  const { id, operatorId: _, customerId: __, address, ...rest } = row
  const recipient = address === '' ? row.recipient : `${row.recipient} <${address}>`
  return { ...rest, notificationId: id, recipient } as Notice
}
