/** Lists of cheques under attack by raw SQL: the rows, and for every reason of their guards one statement that it refuses. */
type Values = Record<string, string | number | null>

export const CHEQUE_ROWS: readonly [table: string, row: Values][] = [
  ['issue_files', { id: 1, bank_account_id: 1, sequence: 1, state: 'exported', issued: 1, exports: 2 }],
  ['issue_files', { id: 2, bank_account_id: 1, sequence: 2, state: 'taken', issued: 1, answered_by: 1 }],
  ['issue_lines', { issue_file_id: 1, leaf_id: 1, status: 'issued', before: null }],
]

export const CHEQUE_ATTACKS: readonly [guard: string, reason: string, sql: string][] = [
  ...['sequence = 9', 'file_id = 9', "sha256 = 'other'", 'total_minor = 9', 'stopped = 9', 'exports = 1'].map(
    (set): [string, string, string] => [
      'guard_issue_file_update',
      'a list of cheques keeps what was given to the bank',
      `UPDATE issue_files SET ${set} WHERE id = 1`,
    ],
  ),
  [
    'guard_issue_file_update',
    'the answer of the bank to a list stands',
    "UPDATE issue_files SET state = 'refused' WHERE id = 2",
  ],
  ['guard_issue_file_delete', 'lists of cheques are never deleted', 'DELETE FROM issue_files WHERE id = 1'],
  ['guard_issue_line_update', 'lists of cheques never change', "UPDATE issue_lines SET status = 'void'"],
  ['guard_issue_line_delete', 'lists of cheques never change', 'DELETE FROM issue_lines'],
]
