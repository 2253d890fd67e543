/** Customers and their accounts from a file of the trading platform: new ones are made, nothing existing is changed. */
import type { RowError } from '../../../../contract/intake.ts'
import type { Call } from '../../call.ts'
import { type CustomerRow, readCustomersFile } from '../../formats/customers-file/read-customers-file.ts'
import { accountByNumber, addAccount, customerByNumber, insertCustomer } from '../customers/index.ts'
import type { ReadFile } from './read.ts'
import { refused, sampleOf, sumsOf, unreadable } from './rows.ts'

/** Reads and judges a file; changes nothing. */
export function readCustomers(call: Call, bytes: Uint8Array): ReadFile<CustomerRow> {
  const file = readCustomersFile(bytes)
  if (!file.ok) return unreadable(file.refusal)
  const accounts = file.customers.flatMap((customer) => customer.accounts)
  return {
    refusal: null,
    rowCount: file.table.rows.length,
    sums: sumsOf(accounts.map((account) => ({ currency: account.currency, amountMinor: account.balanceMinor }))),
    errors: [...file.errors, ...file.customers.flatMap((customer) => judge(call, customer))].sort(
      (a, b) => a.row - b.row,
    ),
    warnings: file.table.findings.map((f) => refused(1, '', { code: f.code, message: f.message, value: '' })),
    columns: [...file.table.header],
    sample: sampleOf(file.table),
    rows: file.customers,
  }
}

function judge(call: Call, customer: CustomerRow): RowError[] {
  return customer.accounts.flatMap((account) =>
    accountByNumber(call, account.accountNo)
      ? [
          refused(account.rowNumber, 'account_no', {
            code: 'ACCOUNT_NUMBER_TAKEN',
            figures: { number: account.accountNo },
            value: account.accountNo,
          }),
        ]
      : [],
  )
}

/** Makes the customers and accounts of a file that has no errors; returns the customers' ids. */
export function takeCustomers(call: Call, rows: readonly CustomerRow[]): number[] {
  return rows.map((row) => {
    const customerId = customerByNumber(call, row.customerNo)?.id ?? makeCustomer(call, row)
    for (const account of row.accounts) {
      const { equityMinor, creditMinor, marginMinor, freeMarginMinor, openTrades } = account
      addAccount(call, {
        customerId,
        accountNumber: account.accountNo,
        currency: account.currency,
        openingBalanceMinor: account.balanceMinor,
        figures: { equityMinor, creditMinor, marginMinor, freeMarginMinor, openTrades },
      })
    }
    return customerId
  })
}

function makeCustomer(call: Call, row: CustomerRow): number {
  const { customerNo, name, nameZh, email, phone, country, risk } = row
  const customerId = insertCustomer(call, {
    customerNumber: customerNo,
    name,
    nameChinese: nameZh,
    email,
    phone,
    country,
    risk,
    createdAt: call.now,
    createdBy: call.actor.operatorId,
  })
  call.audit({
    action: 'customer.create',
    subject: `customer:${customerId}`,
    changes: [['name', null, `${customerNo} ${name}`]],
  })
  return customerId
}
