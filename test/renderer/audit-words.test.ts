/** Codes of the audit log in words: actions, subjects, fields and values. */
import { expect, it } from 'vitest'
import { auditWords } from '../../src/renderer/features/audit/audit-words.ts'
import { translate } from '../../src/renderer/i18n/text.tsx'

const profile = {
  actionLabel: (code: string) => (code === 'passToRetention' ? 'Pass to Retention' : code),
  statusLabel: (code: string) => (code === 'rejected' ? 'Rejected' : code),
}
const words = auditWords(translate('en'), profile)

it('names actions from the catalogue, then from the profile, then readably', () => {
  expect(words.action('batch.release')).toBe('Batch released')
  expect(words.action('request.passToRetention')).toBe('Pass to Retention')
  expect(words.action('request.rejected')).toBe('Rejected')
  expect(words.action('vault.openDoor')).toBe('vault open door')
})

it('links subjects that have a page', () => {
  expect(words.subject('request:1042')).toEqual({ label: 'WD-1042', href: '/requests/1042' })
  expect(words.subject('day:2026-11-21')).toEqual({ label: 'Day 2026-11-21', href: '/days/2026-11-21' })
  expect(words.subject('journal:7')).toEqual({ label: 'Journal 7', href: null })
  expect(words.subject('nothing')).toEqual({ label: 'nothing', href: null })
})

it('says values in the words of what they belong to', () => {
  const value = (text: string, subject: string, field: string) => words.value(text, { subject, field, currency: 'JPY' })
  expect(value('signedOnce', 'cheque:1', 'state')).toBe('Signed once')
  expect(value('signedOnce', 'day:2026-11-21', 'state')).toBe('Signed once')
  expect(value('written', 'batch:1', 'state')).toBe('Waiting for release')
  expect(value('rejected', 'request:1', 'status')).toBe('Rejected')
  expect(value('agent,auditor', 'operator:1', 'roles')).toBe('Agent, Auditor')
  expect(value('-1575025', 'request:1', 'executeMinor')).toBe('−1,575,025 JPY')
  expect(value('yes', 'request:1', 'balance')).toBe('Yes')
  expect(value('plain', 'file:1', 'name')).toBe('plain')
})
