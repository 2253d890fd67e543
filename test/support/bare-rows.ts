/**
 * One row of everything, written straight into a ledger without guards, keys and checks, for tests that attack the guards. What a row does
 * not say is filled with something of the column's type.
 */
import type Database from 'better-sqlite3'
import { APPROVAL_ROWS } from './approval-attacks.ts'
import { CHECK_ROWS } from './check-attacks.ts'
import { CHEQUE_ROWS } from './cheque-attacks.ts'

type Values = Record<string, string | number | null | Buffer>
const digest = (letter: string) => letter.repeat(64)

export const DAY = { signedOff: '2026-11-18', prepared: '2026-11-19', open: '2026-11-20' }
export const FILE = digest('a')

/** People 1 to 5: 1 made and approved the payments, 2 built the batches, 3 printed the cheques, 4 and 5 did nothing yet. */
const ROWS: readonly [table: string, row: Values][] = [
  ...[1, 2, 3, 4, 5].map((id): [string, Values] => ['operators', { id, user_name: `person${id}` }]),
  ['delegations', { id: 1, delegator_id: 1, delegate_id: 2, ended_at: null }],
  ['delegations', { id: 2, delegator_id: 1, delegate_id: 2, ended_at: 1, ended_by: 1 }],
  ['destinations', { id: 1, created_by: 1, waiting: 1, kind: 'bankAccount', holder: 'own' }],
  ['notifications', { id: 1, channel: 'email', state: 'waiting', next_try_at: 1 }],
  ['notifications', { id: 2, channel: 'email', state: 'sent', sent_at: 1 }],
  ['settings', { key: 'desk.twoPeople', value: 'true' }],
  ['proposals', { id: 1, state: 'open', alone: 0, decided_at: null, decided_by: null }],
  [
    'proposals',
    { id: 3, kind: 'role.change', subject: 'role:own', state: 'open', alone: 0, decided_at: null, decided_by: null },
  ],
  [
    'proposals',
    {
      id: 4,
      kind: 'department.change',
      subject: 'department:own',
      state: 'open',
      alone: 0,
      decided_at: null,
      decided_by: null,
    },
  ],
  ['list_entries', { list: 'withdrawalType', key: 'own', pays: null }],
  ['request_wishes', { request_id: 1, withdrawal_type: 'own' }],
  ['roles', { role: 'own', permissions: '[]', proposal_id: 1 }],
  ['departments', { department: 'own', proposal_id: 1 }],
  ['proposals', { id: 2, state: 'refused', alone: 0, subject: 'two', decided_by: 2, decided_at: 1 }],
  ['ledger_accounts', { id: 1, kind: 'customer', currency: 'HKD', balance_minor: -500, held_minor: 100 }],
  ['ledger_accounts', { id: 2, kind: 'bank', currency: 'HKD', balance_minor: 500 }],
  ['ledger_accounts', { id: 3, kind: 'suspense', currency: 'HKD' }],
  ['journals', { id: 1, business_date: DAY.open }],
  ['postings', { journal_id: 1, line: 1, account_id: 2, amount_minor: 500, currency: 'HKD', balance_after_minor: 500 }],
  [
    'postings',
    { journal_id: 1, line: 2, account_id: 1, amount_minor: -500, currency: 'HKD', balance_after_minor: -500 },
  ],
  ['postings', { journal_id: 2, line: 1, account_id: 3, amount_minor: 7, currency: 'HKD', balance_after_minor: 7 }],
  ['postings', { journal_id: 3, line: 1, account_id: 3, amount_minor: 7, currency: 'HKD', balance_after_minor: 7 }],
  ['postings', { journal_id: 3, line: 2, account_id: 2, amount_minor: -6, currency: 'HKD', balance_after_minor: 1 }],
  ['postings', { journal_id: 4, line: 1, account_id: 3, amount_minor: 7, currency: 'HKD', balance_after_minor: 7 }],
  ['postings', { journal_id: 4, line: 2, account_id: 2, amount_minor: -7, currency: 'HKD', balance_after_minor: 1 }],
  ['holds', { id: 1, account_id: 1, request_id: 1, amount_minor: 100, state: 'active', ended_at: null }],
  ['holds', { id: 2, account_id: 1, request_id: 2, amount_minor: 100, state: 'posted', ended_at: 1 }],
  ['audit', { sequence: 1, record: '{"action":"a"}', hash: Buffer.alloc(32) }],
  ['audit', { sequence: 2, record: '{"action":"b"}', hash: Buffer.alloc(32) }],
  ['commands', { command_id: 'one', input_hash: Buffer.alloc(16) }],
  ['file_contents', { sha256: FILE, bytes: Buffer.from('x') }],
  ['files', { id: 1, sha256: FILE }],
  ['customers', { id: 1 }],
  ['customer_risks', { id: 1, customer_id: 1, before: 'low', after: 'high' }],
  ['trading_accounts', { id: 1 }],
  ['trading_accounts', { id: 2, account_number: '2', ledger_account_id: 2 }],
  [
    'requests',
    { id: 1, status: 'new', department: 'customerSupport', currency: 'HKD', closed_at: null, amount_minor: 100 },
  ],
  ['requests', { id: 2, status: 'completed', currency: 'HKD', closed_at: 1, amount_minor: 100 }],
  ...APPROVAL_ROWS,
  ...CHECK_ROWS,
  ...CHEQUE_ROWS,
  ['request_transactions', { id: 1, payment_type: 'wireTransfer', status: 'draft', approved_by: null }],
  ['request_transactions', { id: 2, payment_type: 'wireTransfer', status: 'executing', approved_by: 1 }],
  ['request_transactions', { id: 3, payment_type: 'fee', status: 'approved', approved_by: 1 }],
  ['request_transactions', { id: 4, payment_type: 'wireTransfer', status: 'executing', approved_by: 4 }],
  ...[5, 6, 7].map((id): [string, Values] => [
    'request_transactions',
    { id, payment_type: 'wireTransfer', status: 'executing', approved_by: 1 },
  ]),
  ...(['waiting', 'sent', 'returned', 'inBatch', 'inBatch'] as const).map((state, i): [string, Values] => [
    'instructions',
    {
      id: i + 1,
      transaction_id: [2, 5, 6, 7, 4][i] ?? 0,
      state,
      made_by: i < 4 ? 1 : 2,
      end_to_end_id: `E${i}`,
      uetr: `${i}`,
      kind: 'wire',
      details: '{}',
    },
  ]),
  ['batches', { id: 1, state: 'open', built_by: 2, message_id: 'M1', lines: 1, total_minor: 1, value_date: DAY.open }],
  [
    'batches',
    { id: 2, state: 'written', built_by: 2, message_id: 'M2', file_id: 1, file_sha256: FILE, lines: 1, total_minor: 1 },
  ],
  [
    'batches',
    {
      id: 3,
      state: 'exported',
      built_by: 2,
      message_id: 'M3',
      file_id: 1,
      file_sha256: FILE,
      lines: 1,
      total_minor: 1,
    },
  ],
  ['batch_lines', { batch_id: 1, instruction_id: 4, live: 1 }],
  ['batch_lines', { batch_id: 1, instruction_id: 1, live: 0 }],
  ['batch_lines', { batch_id: 2, instruction_id: 5, live: 1 }],
  ['batch_lines', { batch_id: 3, instruction_id: 2, live: 1 }],
  ['batch_releases', { batch_id: 3, ordinal: 1, operator_id: 3, file_sha256: FILE }],
  ['batch_bank_steps', { batch_id: 3, step: 'imported', signer_id: null, operator_id: 2 }],
  ['cheque_books', { id: 1 }],
  [
    'cheque_leaves',
    { id: 1, number: '000001', state: 'printed', instruction_id: 4, printed_by: 3, pdf_sha256: FILE, payee_name: 'A' },
  ],
  ['cheque_leaves', { id: 2, number: '000002', state: 'void', instruction_id: null, printed_by: null }],
  ['cheque_signatures', { leaf_id: 1, ordinal: 1, operator_id: 5, signing_group: 'A', pdf_sha256: FILE }],
  ['statements', { id: 1 }],
  ['statement_lines', { id: 1, direction: 'debit', amount_minor: 1, currency: 'HKD' }],
  ['statement_links', { id: 1, statement_line_id: 1, instruction_id: 2, undone_at: null }],
  ['statement_links', { id: 2, statement_line_id: 1, instruction_id: 2, undone_at: 1 }],
  ['days', { date: DAY.signedOff, state: 'signedOff', digest: digest('d') }],
  ['days', { date: DAY.prepared, state: 'prepared', digest: digest('d') }],
  ['channel_data', { kind: 'channel', key: 'boc', version: 1 }],
  ['bank_answers', { id: 1 }],
  ['payment_failures', { instruction_id: 1, request_id: 1, state: 'resolved', resolution: 'retried' }],
  ['payment_failures', { instruction_id: 2, request_id: 1, state: 'held', retry_at: null, resolution: null }],
  ['transfers', { instruction_id: 1, state: 'accepted', sent_at: 1, two_people: 0 }],
  ['transfers', { instruction_id: 2, state: 'manual', two_people: 1 }],
  ['emergencies', { id: 1, kind: 'pause', subject: 'desk', lifted_at: 1, lifted_by: 2, lift_asked_by: 1 }],
  ['emergencies', { id: 2, kind: 'pause', subject: 'desk' }],
  ['control_facts', { id: 1, subject: 'request:1', state: 'open' }],
  ['bank_notices', { id: 1, identity: 'a', amount_minor: 5, line_id: 1 }],
  ['audits', { id: 1, kind: 'fullAudit', from_date: '2025-01-01', step: 9, ended_date: DAY.open }],
  ['audits', { id: 2, kind: 'fullAudit', from_date: '2026-01-01', step: 3 }],
  ['audit_items', { audit_id: 2, ordinal: 1, subject: 'x' }],
  ['audit_findings', { id: 1, audit_id: 2, finding: 'x' }],
  ['day_findings', { id: 1, date: DAY.prepared, bank_account_id: 1, explanation: 'x' }],
  ['day_adjustments', { journal_id: 1, date: DAY.prepared, finding_id: 1, reason: 'x', made_by: 1, confirmed_by: 2 }],
  [
    'day_archives',
    { date: DAY.prepared, revision: 1, digest: digest('e'), unlock_asked_by: 1, unlock_confirmed_by: 2, reason: 'x' },
  ],
  ['day_signatures', { date: DAY.prepared, ordinal: 1, operator_id: 1, digest: digest('d') }],
]

/** Writes the rows; the guards must not be there yet. */
export function addBareRows(raw: Database.Database): void {
  raw.pragma('foreign_keys = OFF')
  raw.pragma('ignore_check_constraints = ON')
  for (const [table, row] of ROWS) {
    const columns = raw.pragma(`table_info(${table})`) as {
      name: string
      type: string
      notnull: number
      dflt_value: unknown
    }[]
    const missing = columns.filter((c) => c.notnull === 1 && c.dflt_value === null && !(c.name in row))
    const filled: Values = {
      ...Object.fromEntries(missing.map((c) => [c.name, c.type === 'INTEGER' ? 1 : '[]'])),
      ...row,
    }
    const names = Object.keys(filled)
    raw
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(Object.values(filled))
  }
  raw.pragma('ignore_check_constraints = OFF')
  raw.pragma('foreign_keys = ON')
}
