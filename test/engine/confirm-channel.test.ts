/** The Confirm step of audit-confirm-remit: no channel, no way on (R3-26…R3-34). */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cardOf } from '../support/cases.ts'
import { refusalOf } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const choose = (requestId: number, channel: string | null, reason = '') => {
  const { version } = cardOf(desk, requestId, 'wo').row
  return desk.as('wo').call('requests.setChannel', { requestId, expectedVersion: version, channel, reason })
}

it('R3-28 R3-34 NEXT is refused while no channel is chosen, and leads to Remittance with one', async () => {
  const requestId = desk.make('audit-confirm-remit')
  choose(requestId, null)
  expect(await refusalOf(() => desk.by('wo')(requestId, 'next'))).toMatchObject({
    code: 'CHANNEL_NOT_CHOSEN',
    figures: { request: `WD-${requestId}` },
  })
  choose(requestId, 'hsbc')
  expect(desk.by('wo')(requestId, 'next')).toMatchObject({ status: 'pending' })
  desk.by('wo')(requestId, 'execute')
  expect(desk.connection.value('SELECT channel FROM instructions WHERE request_id = ?', requestId)).toBe('hsbc')
})

it('R3-29 R3-52 NEXT is refused while the channel still asks for something', async () => {
  const requestId = desk.make('audit-confirm-remit', { amountMinor: 1_100_000 })
  choose(requestId, 'chats_rtgs', 'the client wants it today')
  expect(await refusalOf(() => desk.by('wo')(requestId, 'next'))).toMatchObject({
    code: 'CHANNEL_CONTROL_OPEN',
    figures: { control: 'feeConsent' },
  })
})
