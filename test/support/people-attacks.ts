/** Attacks on the guards of two-person changes: who may do what, and what the desk is told about it. */

const PROPOSAL = `INSERT INTO proposals (kind, subject, title, before, after, payload, reason, made_by, made_at, state, alone, decided_by, decided_at)`

export const PEOPLE_ATTACKS: readonly [guard: string, reason: string, sql: string][] = [
  [
    'guard_proposal_insert',
    'a change begins by being proposed',
    `${PROPOSAL} VALUES ('setting.set', 'x', 'x', '{}', '{}', '{}', '', 1, 1, 'applied', 0, 2, 1)`,
  ],
  [
    'guard_proposal_insert',
    'with a second administrator nobody changes alone',
    `${PROPOSAL} VALUES ('setting.set', 'x', 'x', '{}', '{}', '{}', '', 1, 1, 'applied', 1, NULL, 1)`,
  ],
  ['guard_proposal_update', 'a decided change stays decided', "UPDATE proposals SET state = 'applied' WHERE id = 2"],
  ...[
    "kind = 'other'",
    "subject = 'other'",
    "title = 'other'",
    `before = '{"a":1}'`,
    `after = '{"a":1}'`,
    'concerns = 3',
    'made_by = 3',
    'made_at = 3',
    'alone = 1',
    `payload = '{"a":1}'`,
  ].map((set): [string, string, string] => [
    'guard_proposal_update',
    'a proposed change keeps its content',
    `UPDATE proposals SET ${set} WHERE id = 1`,
  ]),
  ...["body = 'other'", "address = 'other'", "recipient = 'other'", "template = 'other'"].map(
    (set): [string, string, string] => [
      'guard_notification_update',
      'a message keeps its text and recipient',
      `UPDATE notifications SET ${set} WHERE id = 1`,
    ],
  ),
  [
    'guard_notification_update',
    'a message that was sent or cancelled stays so',
    "UPDATE notifications SET state = 'waiting', next_try_at = 1 WHERE id = 2",
  ],
  ['guard_notification_delete', 'messages are never deleted', 'DELETE FROM notifications WHERE id = 1'],
  ...[
    "details = '[1]'",
    "digest = 'other'",
    "kind = 'cheque'",
    "holder = 'joint'",
    'customer_id = 2',
    'replaces = 2',
  ].map((set): [string, string, string] => [
    'guard_destination_update',
    'a destination keeps its customer and content; a changed one is a new one',
    `UPDATE destinations SET ${set} WHERE id = 1`,
  ]),
  [
    'guard_destination_update',
    'a waiting destination is confirmed by another person',
    'UPDATE destinations SET waiting = 0 WHERE id = 1',
  ],
  [
    'guard_destination_update',
    'a waiting destination is confirmed by another person',
    'UPDATE destinations SET waiting = 0, confirmed_by = 1 WHERE id = 1',
  ],
  ['guard_destination_delete', 'destinations are never deleted', 'DELETE FROM destinations WHERE id = 1'],
  ...["roles = '[1]'", "to_date = '2099-01-01'", 'delegate_id = 9', 'delegator_id = 9', 'confirmed_by = 9'].map(
    (set): [string, string, string] => [
      'guard_delegation_update',
      'a delegation keeps what was confirmed',
      `UPDATE delegations SET ${set} WHERE id = 1`,
    ],
  ),
  ['guard_delegation_update', 'an ended delegation stays ended', 'UPDATE delegations SET ended_at = NULL WHERE id = 2'],
  ['guard_delegation_delete', 'delegations are never deleted', 'DELETE FROM delegations WHERE id = 1'],
  ...(
    [
      ['role', 'roles', "(role, permissions, proposal_id) VALUES ('other', '[]', 3)"],
      ['department', 'departments', "(department, proposal_id) VALUES ('other', 4)"],
    ] as const
  ).flatMap(([kind, table, row]): [string, string, string][] => [
    [`guard_${kind}_insert`, `a ${kind} is changed by a confirmed change of it`, `INSERT INTO ${table} ${row}`],
    [
      `guard_${kind}_update`,
      `a ${kind} is changed by a confirmed change of it`,
      `UPDATE ${table} SET retired = 1, version = version + 1`,
    ],
    [
      `guard_${kind}_update`,
      `a ${kind} is changed by a confirmed change of it`,
      `UPDATE ${table} SET retired = 1, version = version + 1, proposal_id = 2`,
    ],
    [
      `guard_${kind}_update`,
      `a ${kind} keeps its key and counts its changes`,
      `UPDATE ${table} SET retired = 1, proposal_id = ${kind === 'role' ? 3 : 4}`,
    ],
    [
      `guard_${kind}_update`,
      `a ${kind} keeps its key and counts its changes`,
      `UPDATE ${table} SET ${kind} = 'other', version = version + 1, proposal_id = 3`,
    ],
    [`guard_${kind}_delete`, `${table} are retired, never deleted`, `DELETE FROM ${table}`],
  ]),
  ...["list = 'documentKind'", "key = 'other'", "pays = 'cheque'"].map((set): [string, string, string] => [
    'guard_list_entry_update',
    'an entry of a list keeps its key and how it pays',
    `UPDATE list_entries SET ${set}`,
  ]),
  ['guard_list_entry_delete', 'entries of lists are retired, never deleted', 'DELETE FROM list_entries'],
  ['guard_request_wish_update', 'what was asked for never changes', "UPDATE request_wishes SET withdrawal_type = 'x'"],
  ['guard_request_wish_delete', 'what was asked for is never deleted', 'DELETE FROM request_wishes'],
  ['guard_proposal_delete', 'proposed changes are never deleted', 'DELETE FROM proposals WHERE id = 1'],
  [
    'guard_two_people_update',
    'a desk of two administrators stays one',
    "UPDATE settings SET key = 'other' WHERE key = 'desk.twoPeople'",
  ],
  [
    'guard_two_people_delete',
    'a desk of two administrators stays one',
    "DELETE FROM settings WHERE key = 'desk.twoPeople'",
  ],
  ...[
    ['update', 'a change of risk stays as it was made', "UPDATE customer_risks SET reason = 'other'"],
    ['delete', 'changes of risk are never deleted', 'DELETE FROM customer_risks'],
  ].map(([kind = '', reason = '', sql = '']): [string, string, string] => [`guard_customer_risk_${kind}`, reason, sql]),
]
