/** Requests from a file: each row is judged by the rules of creation (O-01), earlier rows of the file counted in. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { RowError } from '../../../../contract/intake.ts'
import { type Currency, toDecimalText } from '../../../../contract/money.ts'
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'
import type { Call } from '../../call.ts'
import { type RequestRow, readRequestsFile } from '../../formats/requests-file/read-requests-file.ts'
import { accountByNumber, addDestination, availableOf, customerByNumber, withinAvailable } from '../customers/index.ts'
import { createRequest, show } from '../requests/index.ts'
import type { ReadFile } from './read.ts'
import { refused, sampleOf, sumsOf, unreadable } from './rows.ts'
import { requestIdByReference } from './store.ts'

/** Reads and judges a file; changes nothing. */
export function readRequests(call: Call, bytes: Uint8Array): ReadFile<RequestRow> {
  const file = readRequestsFile(bytes)
  if (!file.ok) return unreadable(file.refusal)
  return {
    refusal: null,
    rowCount: file.table.rows.length,
    sums: sumsOf(file.rows),
    errors: [...file.errors, ...judgeRows(call, file.rows)].sort((a, b) => a.row - b.row),
    warnings: [
      ...file.table.findings.map((f) => refused(1, '', { code: f.code, message: f.message, value: '' })),
      ...nameWarnings(call, file.rows),
    ],
    columns: [...file.table.header],
    sample: sampleOf(file.table),
    rows: file.rows,
  }
}

/** Creates every request of a file that has no errors; returns their numbers in the order of the file. */
export function takeRequests(call: Call, rows: readonly RequestRow[]): number[] {
  return rows.map((row) => {
    const account = accountByNumber(call, row.accountNo)
    if (!account) throw new Error(`account ${row.accountNo} was there in the check`)
    const request = createRequest(call, {
      customerId: account.customerId,
      accountId: account.id,
      destinationId: addDestination(call, {
        customerId: account.customerId,
        details: destinationOf(row),
        fromFile: true,
      }).id,
      // What the customer asked for is recorded; where it goes is confirmed before it leaves.
      destinationMayWait: true,
      createdBy: 'file',
      method: row.method,
      amountMinor: row.amountMinor,
      currency: row.currency,
      priority: 'normal',
      reason: row.reason,
      comment: row.comment === '' ? `From the file, asked for on ${row.requestedOn}` : row.comment,
      externalReference: row.externalRef,
    })
    return request.id
  })
}

function destinationOf(row: RequestRow): DestinationDetails {
  return {
    kind: row.method === 'cheque' ? 'cheque' : 'bankAccount',
    payeeName: row.payeeName,
    currency: row.currency,
    bankCode: row.bankCode,
    bankBic: row.bankBic,
    bankName: '',
    accountNumber: row.payeeAccount,
    address: {
      street: row.payeeAddress.slice(0, 70),
      building: '',
      postCode: '',
      town: row.payeeTown,
      country: row.payeeCountry,
    },
  }
}

function judgeRows(call: Call, rows: readonly RequestRow[]): RowError[] {
  /** What earlier rows of this file ask for, by customer and currency. */
  const asked = new Map<string, number>()
  return rows.flatMap((row) => {
    const error = judgeRow(call, row, asked)
    return error ? [error] : []
  })
}

function judgeRow(call: Call, row: RequestRow, asked: Map<string, number>): RowError | null {
  const no = (column: string, code: RefusalCode, about: { figures: RefusalFigures; value: string }) =>
    refused(row.rowNumber, column, { code, ...about })
  const customer = customerByNumber(call, row.customerNo)
  if (!customer)
    return no('customer_no', 'NOT_FOUND', { figures: { what: `customer ${row.customerNo}` }, value: row.customerNo })
  const account = accountByNumber(call, row.accountNo)
  if (!account)
    return no('account_no', 'NOT_FOUND', {
      figures: { what: `trading account ${row.accountNo}` },
      value: row.accountNo,
    })
  if (account.customerId !== customer.id)
    return no('account_no', 'ACCOUNT_OF_OTHER_CUSTOMER', { figures: { number: row.accountNo }, value: row.accountNo })
  if (account.currency !== row.currency) {
    return no('currency', 'CURRENCY_DIFFERS', {
      figures: { what: `account ${row.accountNo}`, expected: account.currency, found: row.currency },
      value: row.currency,
    })
  }
  const taken = requestIdByReference(call, row.externalRef)
  if (taken !== undefined)
    return no('external_ref', 'REFERENCE_ALREADY_TAKEN', {
      figures: { reference: row.externalRef, request: `WD-${taken}` },
      value: row.externalRef,
    })
  const key = `${customer.id} ${row.currency}`
  const earlierMinor = asked.get(key) ?? 0
  asked.set(key, earlierMinor + row.amountMinor)
  const availableMinor = availableOf(call, account).availableMinor - earlierMinor
  if (withinAvailable(row.amountMinor, availableMinor, call.services.profiles.forNew().data.policies.balanceComparison))
    return null
  const figures = {
    amount: show(row.amountMinor, row.currency),
    available: show(Math.max(0, availableMinor), row.currency),
    account: row.accountNo,
  }
  return no('amount', 'AMOUNT_NOT_BELOW_AVAILABLE', {
    figures,
    value: toDecimalText(row.amountMinor, row.currency as Currency),
  })
}

/** The name in the file is not the name on file: shown, because the customer number may be mistyped. */
function nameWarnings(call: Call, rows: readonly RequestRow[]): RowError[] {
  return rows.flatMap((row) => {
    const customer = customerByNumber(call, row.customerNo)
    if (!customer || customer.name.toUpperCase() === row.customerName.toUpperCase()) return []
    const message = `The customer on file is ${customer.name}. Check the customer number.`
    return [refused(row.rowNumber, 'customer_name', { code: 'NAME_DIFFERS', message, value: row.customerName })]
  })
}
