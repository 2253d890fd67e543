/** The rows of the export benches: twenty columns of every kind, made as a statement over the ledger would give them. */
import type { Currency } from '../../src/contract/money.ts'
import type { Column, TableRow } from '../../src/main/engine/formats/tables/columns.ts'

const FIRST = Date.UTC(2025, 0, 1)
const CURRENCY: readonly Currency[] = ['HKD', 'USD', 'HKD', 'EUR', 'HKD', 'JPY']
const KINDS = [
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'integer',
  'integer',
  'integer',
  'integer',
  'integer',
] as const

export const EXPORT_COLUMNS: readonly Column[] = [
  ...KINDS.map((kind, i) => ({ key: `c${i}`, title: `Column ${i + 1}`, kind })),
  { key: 'c11', title: 'Column 12', kind: 'integer' },
  ...[12, 13, 14, 15].map((i) => ({ key: `c${i}`, title: `Column ${i + 1}`, kind: 'amount' as const })),
  ...[16, 17, 18].map((i) => ({ key: `c${i}`, title: `Column ${i + 1}`, kind: 'instant' as const })),
  { key: 'c19', title: 'Column 20', kind: 'date' },
]

export function* exportRows(count: number): Generator<TableRow> {
  for (let i = 0; i < count; i++) {
    const a = (i * 2654435761) >>> 0
    const currency = CURRENCY[a % 6] ?? 'HKD'
    const amount = (amountMinor: number) => ({ amountMinor, currency })
    yield {
      c0: `WD-${String(i).padStart(9, '0')}`,
      c1: `Customer ${a % 50_000}`,
      c2: 'approved',
      c3: currency,
      c4: `XX${String(a).padStart(18, '0')}`,
      c5: 'payout to account on file & checked',
      c6: i,
      c7: a % 50_000,
      c8: a % 6,
      c9: a % 9,
      c10: a % 40,
      c11: a % 1_000,
      c12: amount(a % 5_000_000),
      c13: amount(a % 777_777),
      c14: amount(a % 9_999),
      c15: amount(a % 31),
      c16: FIRST + i * 60_000,
      c17: FIRST + (a % 500_000) * 60_000,
      c18: FIRST + i * 61_000,
      c19: new Date(FIRST + (a % 700) * 86_400_000).toISOString().slice(0, 10),
    }
  }
}

/** The columns of a batch's control list (R3-12). */
export const LIST_COLUMNS: readonly Column[] = [
  { key: 'line', title: 'Line', kind: 'integer', width: 8 },
  { key: 'request', title: 'WD ID', kind: 'text', width: 14 },
  { key: 'reference', title: 'Reference', kind: 'text', width: 26 },
  { key: 'payee', title: 'Payee', kind: 'text', width: 32 },
  { key: 'bank', title: 'Bank', kind: 'text', width: 16 },
  { key: 'account', title: 'Account', kind: 'text', width: 26 },
  { key: 'amount', title: 'Amount', kind: 'amount' },
  { key: 'currency', title: 'Currency', kind: 'text', width: 10 },
]

export function* listRows(count: number): Generator<TableRow> {
  for (let i = 0; i < count; i++) {
    const a = (i * 2654435761) >>> 0
    yield {
      line: i + 1,
      request: `WD-${i}`,
      reference: `WD${i}T${a % 1_000_000}C${10 + (a % 89)}`,
      payee: `Customer ${a % 50_000} & Sons`,
      bank: `BANK${a % 90}HKHH`,
      account: String(a).padStart(14, '0'),
      amount: { amountMinor: (a % 5_000_000) + 1, currency: 'HKD' },
      currency: 'HKD',
    }
  }
}
