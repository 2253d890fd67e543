/** The outbox: records, texts, states, retries against a real mail server on the loopback address (R2-100, R2-101, O-19). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noticeTexts as english } from '../../src/contract/notification-texts/en.ts'
import { noticeTexts as chinese } from '../../src/contract/notification-texts/zh-hant.ts'
import { placesOf, TEMPLATE_CODES, TEMPLATES } from '../../src/contract/notifications.ts'
import { RETRY_AFTER_MS } from '../../src/main/engine/features/notifications/rules.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { startMailServer, type TestMailServer } from '../support/mail-server.ts'
import { promised, refusalOf } from '../support/payments.ts'

let desk: TestDesk
let mail: TestMailServer
beforeAll(async () => {
  desk = testDesk({ people: ['admin', 'agent', 'signerA', 'signerB', 'auditor', 'admin2'] })
  mail = await startMailServer()
})
afterAll(async () => {
  desk.close()
  await mail.close()
})

const outbox = (state: string | null = null): Answer =>
  promised(
    'notifications.outbox',
    desk.as('admin').call('notifications.outbox', { state, channel: null, before: null, pageSize: 50 }),
  )
const testMail = (address: string): number =>
  desk.as('admin').call('notifications.testMail', { address }).notificationId
/** Read from the file: hours pass here, and people lock meanwhile. */
const messageOf = (id: number): Answer =>
  desk.connection.get(
    `SELECT version, state, tries, next_try_at AS "nextTryAt", last_error AS "lastError" FROM notifications WHERE id = ?`,
    id,
  )

/** A setting at its present version, confirmed by the second administrator. */
function set(key: string, value: string | number): void {
  const { version } = desk
    .as('admin')
    .call('settings.list')
    .find((row: Answer) => row.key === key)
  const { proposalId } = desk.as('admin').call('settings.set', { key, value, expectedVersion: version })
  if (proposalId !== null) desk.confirm(proposalId)
}

describe('messages in the window', () => {
  test('tell the proposer what became of a change, are counted until read, and lead to their page', () => {
    const { operatorId, version, ...agent } = desk
      .as('admin')
      .call('operators.list')
      .find((row: Answer) => row.userName === 'agent')
    const { displayName, email, department, roles, signingGroup } = agent
    const change = { operatorId, expectedVersion: version, displayName, email, roles, signingGroup, active: true }
    const { proposalId } = desk.as('admin').call('operators.update', { ...change, department: 'retention' })
    expect(department).toBe('customerSupport')
    desk.as('admin2').call('proposals.refuse', { proposalId, expectedVersion: 1, reason: 'Not her department' })
    const mine = promised('notifications.mine', desk.as('admin').call('notifications.mine'))
    expect(mine.unread).toBe(1)
    expect(mine.rows[0]).toMatchObject({
      template: 'change.refused',
      state: 'sent',
      readAt: null,
      route: '/changes/decided',
      body: 'Alan Admin refused your change of Agnes Agent: Not her department',
    })
    expect(desk.as('admin2').call('notifications.mine').rows).toEqual([])
    expect(desk.as('admin').call('notifications.markRead', { upTo: mine.rows[0].notificationId })).toEqual({
      marked: 1,
    })
    expect(desk.as('admin').call('notifications.mine')).toMatchObject({ unread: 0 })
  })
})

describe('e-mails', () => {
  test('wait while there is no mail server, and leave once there is one', async () => {
    const id = testMail('ada@example.org')
    expect(await desk.engine.deliverDue()).toBe(0)
    expect(messageOf(id)).toMatchObject({ state: 'waiting', tries: 0 })
    expect(outbox().rows[0]).toMatchObject({ notificationId: id, recipient: 'Ada Admin <ada@example.org>' })
    set('mail.host', '127.0.0.1')
    set('mail.port', mail.port)
    set('mail.security', 'none')
    set('mail.from', 'desk@example.org')
    set('desk.name', '港灣證券 desk')
    expect(await desk.engine.deliverDue()).toBe(1)
    expect(messageOf(id)).toMatchObject({ state: 'sent', tries: 1, nextTryAt: null })
    const [taken] = mail.taken
    expect(taken).toMatchObject({ from: '<desk@example.org>', to: '<ada@example.org>', authorised: null })
    expect(taken?.data).toMatch(/^From: =\?utf-8\?B\?/)
    const [, body = ''] = taken?.data.split('\r\n\r\n') ?? []
    expect(Buffer.from(body, 'base64').toString('utf8')).toContain('Ada Admin sent this line')
    expect(await desk.engine.deliverDue()).toBe(0)
    expect(mail.taken).toHaveLength(1)
  })

  test('are tried again later and later, and then wait for a person', async () => {
    const id = testMail('full@example.org')
    for (const [index, pause] of [...RETRY_AFTER_MS, null].entries()) {
      mail.answers.push('452 mailbox full')
      const at = desk.now
      await desk.engine.deliverDue()
      expect(messageOf(id)).toMatchObject({
        tries: index + 1,
        state: pause === null ? 'failed' : 'waiting',
        lastError: '452 mailbox full',
        nextTryAt: pause === null ? null : at + pause,
      })
      // Not a moment earlier.
      if (pause !== null) desk.now = at + pause - 1
      if (pause !== null) expect(await desk.engine.deliverDue()).toBe(0)
      desk.advance(1)
    }
    // Everybody is signed in again; what waits and failed is still there.
    desk.restart()
    expect(outbox('failed')).toMatchObject({ failed: 1, rows: [{ notificationId: id, state: 'failed' }] })
    const { version } = messageOf(id)
    desk.as('admin').call('notifications.retry', { notificationId: id, expectedVersion: version })
    await desk.engine.deliverDue()
    expect(messageOf(id)).toMatchObject({ state: 'sent', lastError: '' })
    const sent = { notificationId: id, expectedVersion: messageOf(id).version }
    expect(await refusalOf(() => desk.as('admin').call('notifications.retry', sent))).toMatchObject({
      code: 'MESSAGE_STATE',
    })
  })

  test('that were cancelled never leave', async () => {
    const before = mail.taken.length
    const id = testMail('wrong@example.org')
    const cancel = { notificationId: id, expectedVersion: 1, reason: 'Wrong address' }
    expect(desk.as('admin').call('notifications.cancel', cancel)).toMatchObject({ state: 'cancelled' })
    expect(await desk.engine.deliverDue()).toBe(0)
    expect(mail.taken).toHaveLength(before)
    expect(outbox('cancelled').rows).toHaveLength(1)
  })

  test('a server that is away keeps nobody waiting and loses nothing', async () => {
    set('mail.port', 1)
    const id = testMail('later@example.org')
    await desk.engine.deliverDue()
    expect(messageOf(id)).toMatchObject({ state: 'waiting', tries: 1 })
    expect(messageOf(id).lastError).toMatch(/ECONNREFUSED/)
    set('mail.port', mail.port)
    desk.advance(RETRY_AFTER_MS[0])
    await desk.engine.deliverDue()
    expect(messageOf(id)).toMatchObject({ state: 'sent' })
  })

  test('name and password are given to the server, kept out of every answer, and never sent in the open', async () => {
    set('mail.user', 'desk')
    desk.as('admin').call('notifications.setMailPassword', { password: 'a secret of the mail server' })
    testMail('auth@example.org')
    await desk.engine.deliverDue()
    expect(mail.taken.at(-1)?.authorised).toBe('\0desk\0a secret of the mail server')
    expect(JSON.stringify(desk.as('admin').call('settings.list'))).not.toContain('a secret of')
    const log = desk.connection.all<{ record: string }>('SELECT record FROM audit')
    expect(log.some(({ record }) => record.includes('a secret of'))).toBe(false)
    set('mail.host', 'localhost.example.invalid')
    const id = testMail('open@example.org')
    await desk.engine.deliverDue()
    expect(messageOf(id).lastError).not.toBe('')
    set('mail.host', '127.0.0.1')
    set('mail.security', 'startTls')
    desk.advance(RETRY_AFTER_MS[0])
    await desk.engine.deliverDue()
    expect(messageOf(id)).toMatchObject({ state: 'waiting', lastError: 'the server does not offer STARTTLS' })
    set('mail.security', 'none')
  })

  test('an address cannot smuggle commands, a subject no headers', async () => {
    expect(() => testMail('a@example.org>\r\nRCPT TO:<b@example.org')).toThrow('invalid input')
    const texts = desk.as('admin').call('notifications.templates')
    const test = texts.find((row: Answer) => row.template === 'mail.test' && row.language === 'en')
    desk.as('admin').call('notifications.setTemplate', {
      template: 'mail.test',
      language: 'en',
      expectedVersion: test.version,
      subject: '測試 {by} '.repeat(8).trim(),
      body: '.\nRCPT TO:<x@example.org>\n.',
    })
    testMail('safe@example.org')
    await desk.engine.deliverDue()
    const { data = '' } = mail.taken.at(-1) ?? {}
    const [head = '', body = ''] = data.split('\r\n\r\n')
    for (const line of head.split('\r\n')) expect(line).toMatch(/^(?: =\?utf-8|[A-Z][A-Za-z-]+: )/)
    expect(Buffer.from(body, 'base64').toString('utf8')).toBe('.\r\nRCPT TO:<x@example.org>\r\n.')
  })
})

describe('texts', () => {
  test.each(TEMPLATE_CODES)('%s names only figures that it has, in both languages', (template) => {
    for (const texts of [english, chinese]) {
      const used = placesOf(`${texts[template].subject} ${texts[template].body}`)
      expect(TEMPLATES[template].figures).toEqual(expect.arrayContaining(used))
    }
  })

  test('a text of the desk may not name what the message does not have', async () => {
    const bad = { template: 'customer.approved', language: 'en', expectedVersion: 1, subject: 'Hi {name}', body: 'x' }
    const refusal = await refusalOf(() => desk.as('admin').call('notifications.setTemplate', bad))
    expect(refusal).toMatchObject({ code: 'TEMPLATE_PLACE', figures: { place: '{name}' } })
    const good = { ...bad, subject: 'Approved: {request}' }
    expect(desk.as('admin').call('notifications.setTemplate', good)).toEqual({ version: 2 })
    expect(await refusalOf(() => desk.as('admin').call('notifications.setTemplate', good))).toMatchObject({
      name: 'Conflict',
    })
  })
})
