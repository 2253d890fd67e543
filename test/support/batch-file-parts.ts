/** What the file of a batch is made from, apart from any ledger. */
import type { Currency } from '../../src/contract/money.ts'
import type { FileParts } from '../../src/main/engine/features/batches/payment-file.ts'
import { DETAILS } from './cases.ts'

export function partsOf(payments: { amountMinor: number; details?: object }[], currency: Currency = 'HKD'): FileParts {
  const instructions = payments.map(({ amountMinor, details }, index) => ({
    id: index + 1,
    version: 2,
    requestId: 1042 + index,
    transactionId: index + 1,
    kind: 'wire',
    state: 'inBatch',
    amountMinor,
    currency,
    details: JSON.stringify({ ...DETAILS, currency, ...details }),
    endToEndId: `WD${1042 + index}T${index + 1}C55`,
    uetr: `4d65c41a-3ddb-4b19-a0fa-${String(index).padStart(12, '0')}`,
    bankAccountId: 1,
    madeBy: 1,
    madeAt: 0,
    sentAt: null,
    endedAt: null,
    failure: null,
    evidenceFileId: null,
    replaces: null,
    channel: null,
  }))
  const batch = {
    id: 7,
    version: 1,
    state: 'open',
    bankAccountId: 1,
    currency,
    valueDate: '2026-11-23',
    lines: payments.length,
    totalMinor: payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    builtBy: 1,
    builtAt: 0,
    changedBy: 1,
    changedAt: 0,
    messageId: 'CS20261120-7',
    fileId: null,
    fileSha256: null,
    fileCreatedAt: null,
    fileTotalMinor: null,
    fileLines: null,
    controlFileId: null,
    controlTotalMinor: null,
    textChanges: '[]',
    exports: 0,
    withdrawnReason: null,
    channel: null,
    layout: null,
  }
  const bankAccount = {
    id: 1,
    version: 1,
    name: 'Payments',
    bankName: 'HSBC',
    bankCode: '004',
    bic: 'HSBCHKHHHKH',
    accountNumber: '808000000101',
    currency,
    ownerName: 'EXAMPLE SECURITIES LTD',
    ownerTown: 'Hong Kong',
    ownerCountry: 'HK',
    ledgerAccountId: 1,
  }
  return { batch, bankAccount, instructions, createdAt: '2026-11-20T10:58:02+08:00' }
}
