/** Attacks on approvals: rows that would let somebody approve what they made, twice, or something else than was read. */
export const APPROVAL_ROWS: readonly [table: string, row: Record<string, string | number | null>][] = [
  [
    'requests',
    {
      id: 3,
      status: 'pending',
      currency: 'HKD',
      closed_at: null,
      amount_minor: 100,
      created_by: 3,
      approvals_needed: 2,
    },
  ],
  [
    'approval_rounds',
    {
      id: 1,
      request_id: 3,
      action: 'approve',
      round: 2,
      state: 'open',
      digest: 'c'.repeat(64),
      needed: 2,
      ended_at: null,
    },
  ],
  [
    'approval_rounds',
    { id: 2, request_id: 3, action: 'approve', round: 1, state: 'voided', digest: 'd'.repeat(64), needed: 2 },
  ],
  [
    'approval_rounds',
    { id: 3, request_id: 3, action: 'other', round: 1, state: 'complete', digest: 'c'.repeat(64), needed: 1 },
  ],
  [
    'approval_rounds',
    {
      id: 4,
      request_id: 3,
      action: 'third',
      round: 1,
      state: 'open',
      digest: 'c'.repeat(64),
      needed: 1,
      ended_at: null,
    },
  ],
  ['profile_versions', { profile: 'x', version: 1, state: 'draft', definition: '{}', activated_at: null }],
  ['profile_versions', { profile: 'x', version: 2, state: 'active', definition: '{}', activated_at: 1 }],
  ['approvals', { id: 1, round_id: 1, operator_id: 1, authority_of: 2, decision: 'approve', digest: 'c'.repeat(64) }],
  ['approvals', { id: 2, round_id: 4, operator_id: 1, authority_of: 1, decision: 'approve', digest: 'c'.repeat(64) }],
  ['approvals', { id: 3, round_id: 4, operator_id: 4, authority_of: 4, decision: 'reject', digest: 'c'.repeat(64) }],
]

const APPROVAL =
  'INSERT INTO approvals (round_id, operator_id, authority_of, role, role_used, decision, digest, note, at)'
const rest = (digest: string) => `'seniorAdmin', 'seniorAdmin', 'approve', '${digest.repeat(64)}', '', 1)`

export const APPROVAL_ATTACKS: readonly [guard: string, reason: string, sql: string][] = [
  [
    'guard_profile_insert',
    'a version of a profile begins as a draft',
    "INSERT INTO profile_versions (profile, version, state, definition, note, made_by, made_at, activated_at) VALUES ('x', 9, 'active', '{}', '', 1, 1, 1)",
  ],
  [
    'guard_profile_update',
    'a version of a profile keeps its content',
    `UPDATE profile_versions SET definition = '{"a":1}' WHERE version = 1`,
  ],
  [
    'guard_profile_update',
    'a version of a profile comes into force once',
    "UPDATE profile_versions SET state = 'draft', activated_at = NULL WHERE version = 2",
  ],
  ['guard_profile_delete', 'versions of profiles are kept', 'DELETE FROM profile_versions'],
  [
    'guard_approval_insert',
    'an approval is of an open round and of its content',
    `${APPROVAL} VALUES (2, 4, 4, ${rest('d')}`,
  ],
  [
    'guard_approval_insert',
    'an approval is of an open round and of its content',
    `${APPROVAL} VALUES (1, 4, 4, ${rest('d')}`,
  ],
  ['guard_approval_insert', 'nobody approves what they made', `${APPROVAL} VALUES (1, 3, 3, ${rest('c')}`],
  ['guard_approval_insert', 'nobody approves what they made', `${APPROVAL} VALUES (1, 5, 3, ${rest('c')}`],
  [
    'guard_approval_insert',
    'nobody approves for another and for themself',
    `${APPROVAL} VALUES (1, 2, 5, ${rest('c')}`,
  ],
  [
    'guard_approval_insert',
    'nobody approves for another and for themself',
    `${APPROVAL} VALUES (1, 5, 1, ${rest('c')}`,
  ],
  ['guard_approval_update', 'approvals never change', "UPDATE approvals SET note = 'y'"],
  ['guard_approval_delete', 'approvals are never deleted', 'DELETE FROM approvals'],
  [
    'guard_round_insert',
    'an approval round begins open',
    `INSERT INTO approval_rounds (request_id, action, round, state, digest, content, needs, ordered, needed, started_at)
     VALUES (1, 'approve', 1, 'complete', '${'c'.repeat(64)}', '[]', '[]', 0, 1, 1)`,
  ],
  [
    'guard_round_update',
    'an approval round keeps what it was for',
    'UPDATE approval_rounds SET needed = 1 WHERE id = 1',
  ],
  [
    'guard_round_update',
    'an approval round keeps what it was for',
    `UPDATE approval_rounds SET digest = '${'e'.repeat(64)}' WHERE id = 1`,
  ],
  ['guard_round_update', 'an approval round ends once', "UPDATE approval_rounds SET state = 'complete' WHERE id = 2"],
  ['guard_round_update', 'an approval round ends once', "UPDATE approval_rounds SET state = 'open' WHERE id = 3"],
  [
    'guard_round_update',
    'an approval round is complete with every approval',
    "UPDATE approval_rounds SET state = 'complete' WHERE id = 1",
  ],
  [
    'guard_round_update',
    'an approval round is complete with every approval',
    "UPDATE approval_rounds SET state = 'complete' WHERE id = 4",
  ],
  ['guard_round_delete', 'approval rounds are kept', 'DELETE FROM approval_rounds'],
  [
    'guard_journal_approved',
    'the approvals of this amount are missing',
    "INSERT INTO journals (id, kind, business_date, at, memo, request_id) VALUES (4, 'withdrawal.complete', '2026-11-20', 1, 'x', 3)",
  ],
  [
    'guard_request_profile',
    'a request keeps its profile, its template and the approvals that its amount needs',
    'UPDATE requests SET approvals_needed = NULL, version = version + 1 WHERE id = 3',
  ],
  [
    'guard_request_profile',
    'a request keeps its profile, its template and the approvals that its amount needs',
    'UPDATE requests SET profile_version = 9, version = version + 1 WHERE id = 3',
  ],
]
