/** Requests and customers from files: the sample file whole, broken files refused with place and reason, nothing half taken (law 10). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'

const samples = join(import.meta.dirname, '../../samples')
let desk: TestDesk
beforeEach(() => {
  desk = testDesk({ people: ['cs', 'auditor', 'agent'] })
})
afterEach(() => desk.close())

function upload(name: string, bytes: Uint8Array): Answer {
  const cs = desk.as('cs')
  const { uploadId, chunkBytes } = cs.call('files.beginUpload', {
    name,
    mediaType: 'text/csv',
    sizeBytes: bytes.length,
  })
  for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
    cs.call('files.append', {
      uploadId,
      offset,
      base64: Buffer.from(bytes.subarray(offset, offset + chunkBytes)).toString('base64'),
    })
  }
  return cs.call('files.finishUpload', { uploadId })
}

const sample = (name: string) => upload(name, readFileSync(join(samples, name)))
const preview = (kind: string, file: Answer) => desk.as('cs').call('intake.preview', { kind, fileId: file.fileId })
const take = (kind: string, file: Answer) =>
  desk.as('cs').call('intake.take', { kind, fileId: file.fileId, sha256: file.sha256 })
const count = (table: string) => desk.connection.value<number>(`SELECT count(*) FROM ${table}`)

describe.each(['requests.csv', 'requests.xlsx'])('%s', (name) => {
  test('is shown, taken whole, and never twice', () => {
    take('customers', sample('customers.csv'))
    const file = sample(name)
    const shown = preview('requests', file)
    expect(shown).toMatchObject({ refusal: null, rowCount: 24, errorCount: 0, takenBefore: null })
    expect(shown.sums.map((s: Answer) => s.currency).sort()).toEqual(['HKD', 'USD'])
    expect(count('requests')).toBe(0)
    expect(take('requests', file)).toMatchObject({ taken: 24 })
    expect(count('requests')).toBe(24)
    expect(preview('requests', file).takenBefore).toMatchObject({ by: 'Carol Support' })
    expect(() => take('requests', file)).toThrow('FILE_ALREADY_TAKEN')
    const again = preview(
      'requests',
      upload('renamed.csv', Buffer.concat([readFileSync(join(samples, 'requests.csv')), Buffer.from('\r\n')])),
    )
    expect(again.errors.every((e: Answer) => e.code === 'REFERENCE_ALREADY_TAKEN')).toBe(true)
    expect(again.errorCount).toBe(24)
  })
})

const HEADER = readFileSync(join(samples, 'requests.csv'), 'utf8').split('\n')[0]?.trim() ?? ''
const row = (change: Record<string, string> = {}) => {
  const fields: Record<string, string> = {
    external_ref: 'X-1',
    customer_no: 'C-20881',
    customer_name: 'Lee Ka Yan',
    customer_name_zh: '李嘉欣',
    account_no: 'TA 5500123',
    currency: 'HKD',
    amount: '100.00',
    method: 'Wire Transfer',
    payee_name: 'LEE KA YAN',
    bank_code: '004',
    bank_bic: '',
    payee_account: '808123456001',
    payee_address: '',
    payee_town: 'Kowloon',
    payee_country: 'HK',
    reason: '',
    comment: '',
    requested_at: '2026-11-19',
    ...change,
  }
  return HEADER.replace('\ufeff', '')
    .split(',')
    .map((name) => fields[name] ?? '')
    .join(',')
}
const csv = (...rows: string[]) => upload('some.csv', Buffer.from([HEADER, ...rows, ''].join('\r\n')))

describe('a row is judged by the rules of creation, the rows above it counted in', () => {
  beforeEach(() => void take('customers', sample('customers.csv')))

  test.each([
    ['an unknown customer', { customer_no: 'C-1' }, 'customer_no', 'NOT_FOUND'],
    ['an unknown account', { account_no: 'TA 1' }, 'account_no', 'NOT_FOUND'],
    ['an account of somebody else', { account_no: 'TA 5500124' }, 'account_no', 'ACCOUNT_OF_OTHER_CUSTOMER'],
    ['another currency', { currency: 'USD' }, 'currency', 'CURRENCY_DIFFERS'],
    ['more than is available', { amount: '48210.00' }, 'amount', 'AMOUNT_NOT_BELOW_AVAILABLE'],
    ['a formula', { amount: '=1+1' }, 'amount', 'FORMULA'],
    ['an amount in words', { amount: 'lots' }, 'amount', 'AMOUNT'],
  ])('%s', (_, change, column, code) => {
    const shown = preview('requests', csv(row({ external_ref: 'X-0' }), row(change)))
    expect(shown.errors).toMatchObject([{ row: 3, column, code }])
    expect(shown.errors[0].message).not.toMatch(/[{}]/)
    const file = csv(row({ external_ref: 'X-0' }), row(change))
    expect(() => take('requests', file)).toThrow('FILE_HAS_ERRORS')
    expect(count('requests')).toBe(0)
  })

  test('two rows that together ask for too much', () => {
    const shown = preview(
      'requests',
      csv(row({ external_ref: 'A', amount: '30000.00' }), row({ external_ref: 'B', amount: '30000.00' })),
    )
    expect(shown.errors).toMatchObject([{ row: 3, column: 'amount', code: 'AMOUNT_NOT_BELOW_AVAILABLE' }])
  })

  test('another name than on file is a warning, not an error', () => {
    const shown = preview('requests', csv(row({ customer_name: 'Lee Ka Yin' })))
    expect(shown).toMatchObject({
      errorCount: 0,
      warnings: [{ row: 2, column: 'customer_name', code: 'NAME_DIFFERS' }],
    })
  })
})

describe('a file that cannot be read is refused with its place', () => {
  test.each(['wrong-header.csv', 'truncated.xlsx', 'wrong-charset.csv'])('broken/%s', (name) => {
    const file = upload(name, readFileSync(join(samples, 'broken', name)))
    const { refusal } = preview('requests', file)
    expect(refusal.place).not.toBe('')
    expect(refusal.message.length).toBeGreaterThan(20)
    expect(() => take('requests', file)).toThrow('FILE_NOT_READABLE')
  })

  test('a line of 45 MB, quickly', () => {
    const file = upload('long.csv', Buffer.concat([Buffer.from(`${HEADER}\r\n`), Buffer.alloc(45_000_000, 'a')]))
    expect(preview('requests', file).refusal).not.toBeNull()
  })

  test('bytes that are nothing', () => {
    expect(preview('requests', upload('empty.csv', Buffer.alloc(0))).refusal).not.toBeNull()
    expect(preview('requests', upload('binary.csv', Buffer.from([0, 1, 2, 255, 254, 0, 0]))).refusal).not.toBeNull()
  })
})

test('customers are made with their accounts and opening balances, and an account is never taken twice', () => {
  const file = sample('customers.csv')
  take('customers', file)
  const customers = count('customers')
  expect(customers).toBeGreaterThan(10)
  expect(desk.connection.value('SELECT sum(balance_minor) FROM ledger_accounts')).toBe(0)
  const renamed = upload(
    'again.csv',
    Buffer.concat([readFileSync(join(samples, 'customers.csv')), Buffer.from('\r\n')]),
  )
  expect(preview('customers', renamed).errors[0]).toMatchObject({ code: 'ACCOUNT_NUMBER_TAKEN' })
  expect(() => take('customers', renamed)).toThrow('FILE_HAS_ERRORS')
  expect(count('customers')).toBe(customers)
})
