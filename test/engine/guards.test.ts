/**
 * The guards of the ledger file against raw SQL: for every reason that a guard gives there is one attack that it refuses, and that nothing
 * else refuses in its place. Whoever adds a guard adds its attack.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/main/engine/db/connection.ts'
import { recreateGuards } from '../../src/main/engine/db/migrate.ts'
import { type OpenLedger, openLedger } from '../../src/main/engine/db/open.ts'
import { dropGuards } from '../bench/history.ts'
import { APPROVAL_ATTACKS } from '../support/approval-attacks.ts'
import { BANK_STEP_ATTACKS } from '../support/bank-step-attacks.ts'
import { addBareRows, DAY, FILE } from '../support/bare-rows.ts'
import { CHECK_ATTACKS } from '../support/check-attacks.ts'
import { CHEQUE_ATTACKS } from '../support/cheque-attacks.ts'
import { DAY_ATTACKS } from '../support/day-attacks.ts'
import { TEST_START } from '../support/desk.ts'
import { PEOPLE_ATTACKS } from '../support/people-attacks.ts'

const resourcesDir = join(import.meta.dirname, '../../resources')
const guards = readFileSync(join(resourcesDir, 'migrations', 'guards.sql'), 'utf8')

/** Every reason of every guard, as the file gives them. */
const REASONS = [...guards.matchAll(/CREATE TRIGGER (guard_\w+)[\s\S]*?END;/g)].flatMap(([text, guard = '']) =>
  [...text.matchAll(/RAISE\(ABORT, '(guard: [^']+)'\)/g)].map(([, reason = '']) => [guard, reason] as const),
)

const JOURNAL = 'INSERT INTO journals (id, kind, business_date, at, memo)'
const POSTING = 'INSERT INTO postings (journal_id, line, account_id, amount_minor, currency, balance_after_minor)'
const RELEASE = 'INSERT INTO batch_releases (batch_id, ordinal, operator_id, at, file_sha256)'
const SIGNATURE = 'INSERT INTO cheque_signatures (leaf_id, ordinal, operator_id, signing_group, at, pdf_sha256)'
const DAY_SIGNATURE = 'INSERT INTO day_signatures (date, ordinal, operator_id, at, digest)'
const OTHER = 'b'.repeat(64)

const ATTACKS: readonly [guard: string, reason: string, sql: string][] = [
  ...PEOPLE_ATTACKS,
  ...DAY_ATTACKS,
  ...APPROVAL_ATTACKS,
  ...CHECK_ATTACKS,
  ...CHEQUE_ATTACKS,
  [
    'guard_journal_balanced',
    'a journal needs at least two postings',
    `${JOURNAL} VALUES (2, 'x', '${DAY.open}', 1, 'x')`,
  ],
  [
    'guard_journal_balanced',
    'a journal must sum to zero per currency',
    `${JOURNAL} VALUES (3, 'x', '${DAY.open}', 1, 'x')`,
  ],
  ['guard_posting_sealed', 'a journal takes no further posting', `${POSTING} VALUES (1, 3, 2, 1, 'HKD', 500)`],
  ['guard_posting_sealed', 'a posting must match its account', `${POSTING} VALUES (9, 1, 2, 1, 'HKD', 501)`],
  ['guard_posting_sealed', 'a posting must match its account', `${POSTING} VALUES (9, 1, 2, 1, 'USD', 500)`],
  ['guard_journal_update', 'journals never change', "UPDATE journals SET memo = 'y'"],
  ['guard_journal_delete', 'journals are never deleted', 'DELETE FROM journals'],
  ['guard_posting_update', 'postings never change', 'UPDATE postings SET amount_minor = 1'],
  ['guard_posting_delete', 'postings are never deleted', 'DELETE FROM postings WHERE journal_id = 9 OR journal_id = 1'],
  [
    'guard_account_identity',
    'a ledger account keeps its kind, owner and currency',
    "UPDATE ledger_accounts SET kind = 'bank' WHERE id = 1",
  ],
  ['guard_account_delete', 'ledger accounts are never deleted', 'DELETE FROM ledger_accounts WHERE id = 3'],
  ['guard_hold_update', 'a hold ends once', 'UPDATE holds SET posted_minor = 1 WHERE id = 2'],
  ['guard_hold_update', 'a hold ends once', "UPDATE holds SET state = 'active', ended_at = NULL WHERE id = 2"],
  [
    'guard_hold_update',
    'a hold keeps its amount',
    "UPDATE holds SET state = 'released', ended_at = 1, amount_minor = 1 WHERE id = 1",
  ],
  ['guard_hold_delete', 'holds are never deleted', 'DELETE FROM holds WHERE id = 2'],
  [
    'guard_audit_sequence',
    'audit records are numbered without gaps',
    "INSERT INTO audit (sequence, record, hash) VALUES (4, '{}', zeroblob(32))",
  ],
  ['guard_audit_update', 'audit records never change', "UPDATE audit SET record = '{}' WHERE sequence = 2"],
  ['guard_audit_delete', 'audit records are never deleted', 'DELETE FROM audit WHERE sequence = 2'],
  ['guard_command_update', 'commands never change', "UPDATE commands SET output = '{}'"],
  ['guard_command_delete', 'commands are never deleted', 'DELETE FROM commands'],
  ['guard_content_update', 'kept bytes never change', "UPDATE file_contents SET bytes = x'00'"],
  ['guard_content_delete', 'kept bytes are never deleted', 'DELETE FROM file_contents'],
  ['guard_request_update', 'a closed request never changes', 'UPDATE requests SET version = version + 1 WHERE id = 2'],
  [
    'guard_request_update',
    'a request changes by one version at a time',
    "UPDATE requests SET status = 'completed' WHERE id = 1",
  ],
  [
    'guard_request_update',
    'a request changes by one version at a time',
    'UPDATE requests SET version = version + 2 WHERE id = 1',
  ],
  ...['amount_minor = 99', 'account_id = 2', 'customer_id = 2', "currency = 'USD'"].map(
    (set): [string, string, string] => [
      'guard_request_update',
      'a request keeps its customer, account, amount and currency',
      `UPDATE requests SET version = version + 1, ${set} WHERE id = 1`,
    ],
  ),
  ['guard_request_delete', 'requests are never deleted', 'DELETE FROM requests WHERE id = 2'],
  ['guard_transaction_delete', 'this transaction stays', 'DELETE FROM request_transactions WHERE id = 2'],
  ['guard_transaction_delete', 'this transaction stays', 'DELETE FROM request_transactions WHERE id = 3'],
  [
    'guard_transaction_update',
    'the payment type is fixed',
    "UPDATE request_transactions SET payment_type = 'cheque' WHERE id = 1",
  ],
  [
    'guard_transaction_update',
    'an executing transaction keeps its content',
    "UPDATE request_transactions SET digest = 'other' WHERE id = 2",
  ],
  [
    'guard_instruction_update',
    'a sent payment never waits again',
    "UPDATE instructions SET state = 'waiting' WHERE id = 2",
  ],
  ['guard_instruction_update', 'an ended payment stays ended', "UPDATE instructions SET state = 'sent' WHERE id = 3"],
  ...['amount_minor = 9', "currency = 'USD'", `details = '{"a":1}'`, "end_to_end_id = 'other'"].map(
    (set): [string, string, string] => [
      'guard_instruction_update',
      'a payment keeps its content',
      `UPDATE instructions SET ${set} WHERE id = 1`,
    ],
  ),
  ['guard_instruction_delete', 'payments are never deleted', 'DELETE FROM instructions WHERE id = 3'],
  [
    'guard_batch_frozen',
    'a batch keeps its account, currency, day, name and builder',
    'UPDATE batches SET built_by = 4 WHERE id = 1',
  ],
  [
    'guard_batch_frozen',
    'a batch keeps its account, currency, day, name and builder',
    "UPDATE batches SET value_date = '2030-01-01' WHERE id = 2",
  ],
  ['guard_batch_frozen', 'a cut batch keeps its lines', 'UPDATE batches SET total_minor = 2 WHERE id = 2'],
  ['guard_batch_delete', 'batches are never deleted', 'DELETE FROM batches'],
  [
    'guard_batch_line_insert',
    'only an open batch takes a line',
    'INSERT INTO batch_lines (batch_id, instruction_id) VALUES (2, 1)',
  ],
  [
    'guard_batch_line_update',
    'a line that left its batch stays out',
    'UPDATE batch_lines SET live = 1 WHERE batch_id = 1 AND instruction_id = 1',
  ],
  [
    'guard_batch_line_update',
    'a line stays in its batch',
    'UPDATE batch_lines SET batch_id = 2 WHERE batch_id = 1 AND live = 1',
  ],
  ['guard_batch_line_update', 'a line stays in its batch', 'UPDATE batch_lines SET live = 0 WHERE batch_id = 3'],
  ['guard_batch_line_delete', 'batch lines are never deleted', 'DELETE FROM batch_lines'],
  ['guard_release_person', 'who built a batch does not release it', `${RELEASE} VALUES (2, 1, 2, 1, '${FILE}')`],
  [
    'guard_release_person',
    'who made or approved a payment does not release its batch',
    `${RELEASE} VALUES (2, 1, 4, 1, '${FILE}')`,
  ],
  ['guard_release_person', 'a release covers the file of the batch', `${RELEASE} VALUES (2, 1, 5, 1, '${OTHER}')`],
  ['guard_release_update', 'releases never change', 'UPDATE batch_releases SET operator_id = 4'],
  ['guard_release_delete', 'releases are never deleted', 'DELETE FROM batch_releases'],
  ['guard_batch_file', 'a batch is written once', `UPDATE batches SET file_sha256 = '${OTHER}' WHERE id = 2`],
  ['guard_batch_file', 'a batch is written once', 'UPDATE batches SET file_sha256 = NULL WHERE id = 2'],
  ['guard_batch_released', 'a batch leaves after two releases', "UPDATE batches SET state = 'released' WHERE id = 2"],
  ['guard_signature_person', 'who printed a leaf does not sign it', `${SIGNATURE} VALUES (1, 2, 3, 'B', 1, '${FILE}')`],
  [
    'guard_signature_person',
    'who made or approved the payment does not sign its cheque',
    `${SIGNATURE} VALUES (1, 2, 1, 'B', 1, '${FILE}')`,
  ],
  [
    'guard_signature_person',
    'the two signatures are of two groups',
    `${SIGNATURE} VALUES (1, 2, 4, 'A', 1, '${FILE}')`,
  ],
  [
    'guard_signature_person',
    'a signature covers the print of its leaf',
    `${SIGNATURE} VALUES (1, 2, 4, 'B', 1, '${OTHER}')`,
  ],
  ['guard_signature_update', 'signatures never change', "UPDATE cheque_signatures SET signing_group = 'B'"],
  ['guard_signature_delete', 'signatures are never deleted', 'DELETE FROM cheque_signatures'],
  ['guard_leaf_update', 'a burnt leaf stays burnt', "UPDATE cheque_leaves SET state = 'blank' WHERE id = 2"],
  ['guard_leaf_update', 'a leaf keeps to its road', "UPDATE cheque_leaves SET state = 'presented' WHERE id = 1"],
  ['guard_leaf_update', 'a leaf keeps its number', "UPDATE cheque_leaves SET number = '000009' WHERE id = 1"],
  ['guard_leaf_update', 'a printed leaf keeps what is on it', "UPDATE cheque_leaves SET payee_name = 'B' WHERE id = 1"],
  [
    'guard_leaf_update',
    'a leaf is released with two signatures',
    "UPDATE cheque_leaves SET state = 'released' WHERE id = 1",
  ],
  ['guard_leaf_delete', 'leaves are never deleted', 'DELETE FROM cheque_leaves WHERE id = 2'],
  ['guard_statement_update', 'statements never change', 'UPDATE statements SET closing_minor = 1'],
  ['guard_statement_delete', 'statements are never deleted', 'DELETE FROM statements'],
  ['guard_statement_line_update', 'statement lines keep their content', 'UPDATE statement_lines SET amount_minor = 2'],
  ['guard_statement_line_delete', 'statement lines are never deleted', 'DELETE FROM statement_lines'],
  ['guard_statement_link_update', 'a match is undone once', 'UPDATE statement_links SET undone_at = 2 WHERE id = 2'],
  [
    'guard_statement_link_update',
    'a match keeps its line and its payment',
    'UPDATE statement_links SET instruction_id = 1 WHERE id = 1',
  ],
  ['guard_statement_link_delete', 'matches are never deleted', 'DELETE FROM statement_links'],
  ['guard_day_update', 'a signed-off day never changes', `UPDATE days SET version = 2 WHERE date = '${DAY.signedOff}'`],
  [
    'guard_day_signed',
    'a day is signed off by two people',
    `UPDATE days SET state = 'signedOff' WHERE date = '${DAY.prepared}'`,
  ],
  ['guard_day_delete', 'days are never deleted', 'DELETE FROM days'],
  [
    'guard_day_signature_digest',
    'a signature covers the prepared report of its day',
    `${DAY_SIGNATURE} VALUES ('${DAY.prepared}', 2, 2, 1, '${OTHER}')`,
  ],
  [
    'guard_day_signature_digest',
    'a signature covers the prepared report of its day',
    `${DAY_SIGNATURE} VALUES ('${DAY.signedOff}', 2, 2, 1, '${'d'.repeat(64)}')`,
  ],
  ['guard_day_signature_update', 'signatures never change', 'UPDATE day_signatures SET operator_id = 2'],
  ['guard_day_signature_delete', 'signatures are never deleted', 'DELETE FROM day_signatures'],
  [
    'guard_channel_data_next',
    'channel data changes by one version at a time',
    "INSERT INTO channel_data (kind, key, version, definition, at) VALUES ('channel', 'boc', 3, '{}', 1)",
  ],
  ['guard_channel_data_update', 'a version of channel data never changes', "UPDATE channel_data SET definition = '{}'"],
  ['guard_channel_data_delete', 'channel data is never deleted', 'DELETE FROM channel_data'],
  ...BANK_STEP_ATTACKS,
  ['guard_bank_answer_update', 'answers of banks never change', "UPDATE bank_answers SET effect = 'notes'"],
  ['guard_bank_answer_delete', 'answers of banks are never deleted', 'DELETE FROM bank_answers'],
  [
    'guard_transfer_update',
    'an executed transfer is not executed again',
    'UPDATE transfers SET sent_at = 9 WHERE instruction_id = 1',
  ],
  [
    'guard_transfer_update',
    'a large transfer needs two presses',
    "UPDATE transfers SET sent_at = 9, state = 'sending' WHERE instruction_id = 2",
  ],
  [
    'guard_transfer_update',
    'an ended transfer stays ended',
    "UPDATE transfers SET state = 'sending' WHERE instruction_id = 1",
  ],
  ['guard_transfer_delete', 'transfers are never deleted', 'DELETE FROM transfers'],
  [
    'guard_failure_update',
    'a resolved failure stays resolved',
    "UPDATE payment_failures SET text = 'y' WHERE instruction_id = 1",
  ],
  [
    'guard_failure_update',
    'a failure belongs to its payment',
    'UPDATE payment_failures SET request_id = 9 WHERE instruction_id = 2',
  ],
  [
    'guard_failure_update',
    'what is under investigation is not resolved',
    "UPDATE payment_failures SET state = 'resolved', resolution = 'cancelled', resolved_at = 1 WHERE instruction_id = 2",
  ],
  ['guard_failure_delete', 'failures are never deleted', 'DELETE FROM payment_failures'],
  ['guard_emergency_update', 'a lifted emergency never changes', "UPDATE emergencies SET reason = 'y' WHERE id = 1"],
  [
    'guard_emergency_update',
    'an emergency keeps what it is about',
    "UPDATE emergencies SET subject = 'y' WHERE id = 2",
  ],
  ['guard_emergency_delete', 'emergencies are never deleted', 'DELETE FROM emergencies'],
  ['guard_control_fact_update', 'facts never change, newer ones are added', "UPDATE control_facts SET state = 'holds'"],
  ['guard_control_fact_delete', 'facts are never deleted', 'DELETE FROM control_facts'],
  [
    'guard_instruction_channel',
    'a payment keeps its channel; another one needs a new payment',
    "UPDATE instructions SET channel = 'boc' WHERE id = 1",
  ],
  ['guard_journal_period', 'the day is signed off', `${JOURNAL} VALUES (4, 'x', '${DAY.signedOff}', 1, 'x')`],
]

let folder: string
let ledger: OpenLedger
let connection: Connection
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-guards-'))
  ledger = openLedger(join(folder, 'l.countersign'), { resourcesDir, now: TEST_START })
  connection = ledger.connection
  dropGuards(connection.raw)
  addBareRows(connection.raw)
  recreateGuards(connection, guards)
  // Keys and checks are other walls; here the guards stand alone.
  connection.raw.pragma('foreign_keys = OFF')
  connection.raw.pragma('ignore_check_constraints = ON')
})
afterAll(() => {
  ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What SQLite says to a statement; `done` when it goes through. Nothing of it stays. */
function answerTo(sql: string, before = ''): string {
  connection.raw.exec(`BEGIN; ${before}`)
  try {
    const { changes } = connection.raw.prepare(sql).run()
    return changes > 0 ? 'done' : 'nothing to change'
  } catch (error) {
    return (error as Error).message
  } finally {
    connection.raw.exec('ROLLBACK')
  }
}

test('there is an attack for every reason of every guard', () => {
  const attacked = new Set(ATTACKS.map(([guard, reason]) => `${guard}: guard: ${reason}`))
  expect(REASONS.length).toBeGreaterThan(60)
  expect(REASONS.map(([guard, reason]) => `${guard}: ${reason}`).filter((one) => !attacked.has(one))).toEqual([])
})

describe('raw SQL is refused', () => {
  test.each(ATTACKS)('%s: %s: %s', (guard, reason, sql) => {
    expect(answerTo(sql)).toBe(`guard: ${reason}`)
    // Without this guard the same attack is not stopped for this reason: it is the guard that stops it.
    expect(answerTo(sql, `DROP TRIGGER ${guard}`)).not.toBe(`guard: ${reason}`)
  })

  const REPLACED = [
    'journals',
    'postings',
    'holds',
    'audit',
    'commands',
    'file_contents',
    'requests',
    'instructions',
    'batches',
    'batch_lines',
    'batch_releases',
    'cheque_leaves',
    'cheque_signatures',
    'issue_files',
    'issue_lines',
    'statements',
    'statement_lines',
    'statement_links',
    'days',
    'day_archives',
    'bank_notices',
    'audits',
    'audit_items',
    'audit_findings',
    'day_findings',
    'day_adjustments',
    'day_signatures',
    'channel_data',
    'approval_rounds',
    'approvals',
    'check_results',
    'bars',
    'risk_entries',
    'risk_regions',
    'spot_checks',
    'control_facts',
    'emergencies',
    'transfers',
    'payment_failures',
    'bank_answers',
    'proposals',
    'notifications',
    'destinations',
    'delegations',
    'roles',
    'departments',
    'list_entries',
    'request_wishes',
  ]
  test.each(REPLACED)('a row of %s is not replaced by another under its key', (table) => {
    const columns = (connection.raw.pragma(`table_info(${table})`) as { name: string }[])
      .map(({ name }) => name)
      .join(', ')
    const replacing = `INSERT OR REPLACE INTO ${table} (${columns}) SELECT ${columns} FROM ${table} LIMIT 1`
    expect(answerTo(replacing)).toMatch(/^guard: /)
  })
})
