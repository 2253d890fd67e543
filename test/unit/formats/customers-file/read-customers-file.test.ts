import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  CUSTOMERS_COLUMNS,
  type CustomersFile,
  readCustomersFile,
} from '../../../../src/main/engine/formats/customers-file/read-customers-file.ts'
import { readRequestsFile } from '../../../../src/main/engine/formats/requests-file/read-requests-file.ts'

type Cells = Partial<Record<(typeof CUSTOMERS_COLUMNS)[number], string>>

const CUSTOMER: Cells = {
  customer_no: 'C-20881',
  name: 'Lee Ka Yan',
  name_zh: '李嘉欣',
  email: 'lee.ka.yan@example.com',
  phone: '+852 9000 0101',
  country: 'HK',
  risk: 'normal',
  account_no: 'TA 5500123',
  account_currency: 'HKD',
  balance: '48210.00',
  equity: '48000.00',
  credit: '0.00',
  margin: '100.00',
  free_margin: '47900.00',
  open_trades: '2',
}

const csvOf = (rows: Cells[]): Buffer =>
  Buffer.from(
    [CUSTOMERS_COLUMNS.join(','), ...rows.map((row) => CUSTOMERS_COLUMNS.map((column) => row[column]).join(','))].join(
      '\n',
    ),
  )

function taken(file: CustomersFile): CustomersFile & { ok: true } {
  if (!file.ok) throw new Error(file.refusal.message)
  return file
}

const read = (rows: Cells[]) => taken(readCustomersFile(csvOf(rows)))
const short = (file: CustomersFile & { ok: true }) =>
  file.errors.map((error) => `${error.row} ${error.column} ${error.code}`)

describe('the customers of the samples', () => {
  const customers = taken(readCustomersFile(readFileSync('samples/customers.csv')))
  const accounts = customers.customers.flatMap((customer) =>
    customer.accounts.map((account) => ({ customer, account })),
  )

  it('is free of errors', () => {
    expect(customers.errors).toEqual([])
    expect(customers.customers).toHaveLength(22)
    expect(accounts).toHaveLength(23)
  })

  it('can pay every sample request: requested is below free margin and below equity less credit', () => {
    const requests = readRequestsFile(readFileSync('samples/requests.csv'))
    if (!requests.ok) throw new Error(requests.refusal.message)
    const requested = new Map<string, number>()
    for (const row of requests.rows) {
      const found = accounts.find(({ account }) => account.accountNo === row.accountNo)!
      expect(found.customer).toMatchObject({
        customerNo: row.customerNo,
        name: row.customerName,
        nameZh: row.customerNameZh,
      })
      expect(found.account.currency).toBe(row.currency)
      requested.set(row.accountNo, (requested.get(row.accountNo) ?? 0) + row.amountMinor)
    }
    for (const [accountNo, sum] of requested) {
      const { account } = accounts.find((found) => found.account.accountNo === accountNo)!
      expect(sum, accountNo).toBeLessThan(Math.min(account.freeMarginMinor, account.equityMinor - account.creditMinor))
    }
  })

  it('has one customer with open trades among the requests and one with a margin level below 100', () => {
    const trading = accounts.filter(({ account }) => account.openTrades > 0).map(({ customer }) => customer.customerNo)
    expect(trading).toEqual(['C-20884', 'C-20905'])
    const low = accounts.filter(({ account }) => account.marginMinor > 0 && account.equityMinor < account.marginMinor)
    expect(low.map(({ customer }) => customer.customerNo)).toEqual(['C-20905'])
    for (const { account } of accounts) expect(account.freeMarginMinor).toBe(account.equityMinor - account.marginMinor)
  })
})

describe('reading', () => {
  it('puts the accounts of a customer together', () => {
    const file = read([
      CUSTOMER,
      { ...CUSTOMER, customer_no: 'C-1', account_no: 'TA 9', risk: 'high' },
      {
        ...CUSTOMER,
        account_no: 'TA 5500999',
        account_currency: 'JPY',
        balance: '-5',
        equity: '5',
        credit: '0',
        margin: '0',
        free_margin: '-7',
      },
    ])
    expect(file.errors).toEqual([])
    expect(file.customers.map((customer) => [customer.customerNo, customer.risk, customer.rowNumber])).toEqual([
      ['C-20881', 'normal', 2],
      ['C-1', 'high', 3],
    ])
    expect(file.customers[0]!.accounts).toEqual([
      {
        rowNumber: 2,
        accountNo: 'TA 5500123',
        currency: 'HKD',
        balanceMinor: 4_821_000,
        equityMinor: 4_800_000,
        creditMinor: 0,
        marginMinor: 10_000,
        freeMarginMinor: 4_790_000,
        openTrades: 2,
      },
      expect.objectContaining({
        rowNumber: 4,
        accountNo: 'TA 5500999',
        currency: 'JPY',
        balanceMinor: -5,
        freeMarginMinor: -7,
      }),
    ])
  })

  it.each<[Cells, string]>([
    [{ customer_no: '' }, 'customer_no REQUIRED'],
    [{ name: '' }, 'name REQUIRED'],
    [{ email: 'nobody' }, 'email FORMAT'],
    [{ phone: 'call me' }, 'phone FORMAT'],
    [{ country: 'HKG' }, 'country FORMAT'],
    [{ risk: 'medium' }, 'risk NOT_ALLOWED'],
    [{ account_no: '' }, 'account_no REQUIRED'],
    [{ account_currency: 'XXX' }, 'account_currency CURRENCY'],
    [{ balance: '' }, 'balance REQUIRED'],
    [{ equity: '1.234' }, 'equity AMOUNT'],
    [{ credit: '-1' }, 'credit AMOUNT'],
    [{ margin: '-1' }, 'margin AMOUNT'],
    [{ open_trades: '1.5' }, 'open_trades FORMAT'],
    [{ open_trades: '=2' }, 'open_trades FORMULA'],
  ])('%j gives %s', (change, expected) => {
    const file = read([{ ...CUSTOMER, ...change }])
    expect(short(file)).toEqual([`2 ${expected}`])
    expect(file.customers).toEqual([])
  })

  it('refuses an account used twice, and details that contradict each other', () => {
    const file = read([
      CUSTOMER,
      { ...CUSTOMER },
      { ...CUSTOMER, account_no: 'TA 7', email: 'other@example.com', risk: 'high' },
    ])
    expect(short(file)).toEqual([
      '2 account_no DUPLICATE',
      '3 account_no DUPLICATE',
      '4 email CONTRADICTION',
      '4 risk CONTRADICTION',
    ])
    expect(file.errors[2]!.message).toBe(
      'C-20881 has "lee.ka.yan@example.com" on row 2 and "other@example.com" here. Which is right?',
    )
    expect(file.customers).toEqual([])
  })

  it('compares every row of a customer with the first', () => {
    const file = read([CUSTOMER, { ...CUSTOMER, account_no: 'TA 7', name_zh: '李家欣' }])
    expect(short(file)).toEqual(['3 name_zh CONTRADICTION'])
  })

  it('takes no account of a customer if one row of theirs is wrong', () => {
    const file = read([
      CUSTOMER,
      { ...CUSTOMER, account_no: 'TA 7', balance: 'x' },
      { ...CUSTOMER, customer_no: 'C-2', account_no: 'TA 8' },
    ])
    expect(file.customers.map((customer) => customer.customerNo)).toEqual(['C-2'])
  })

  it('keeps rows without a customer number apart', () => {
    const file = read([
      { ...CUSTOMER, customer_no: '' },
      { ...CUSTOMER, customer_no: '', account_no: 'TA 7', name: 'Somebody Else' },
    ])
    expect(short(file)).toEqual(['2 customer_no REQUIRED', '3 customer_no REQUIRED'])
  })

  it('refuses another header', () => {
    const file = readCustomersFile(Buffer.from('customer_no,name\n1,2'))
    expect(file.ok ? null : file.refusal.code).toBe('HEADER_MISSING_COLUMN')
  })
})
