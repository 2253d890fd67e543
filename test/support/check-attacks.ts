/** Attacks on what was checked: results, bars, the high-risk register and spot checks that would say something else than they did. */
type Values = Record<string, string | number | null>

/** Person 1 set the bars and listed the regions; person 2 reviewed the spot check. */
export const CHECK_ROWS: readonly [table: string, row: Values][] = [
  ['check_results', { id: 1, name: 'kycApproved', outcome: 'hold', state: 'failed' }],
  ['bars', { id: 1, kind: 'customer', value: 'C-1', added_by: 1, lifted_at: null }],
  ['bars', { id: 2, kind: 'customer', value: 'C-2', added_by: 1, lifted_at: 1, lifted_by: 2 }],
  ['risk_regions', { id: 1, country: 'KP', added_by: 1, lifted_at: null }],
  ['risk_regions', { id: 2, country: 'IR', added_by: 1, lifted_at: 1, lifted_by: 2 }],
  ['risk_entries', { id: 1, kind: 'highRiskClient', assessment: 'uncertain', operator_id: 1, decision: null }],
  [
    'risk_entries',
    { id: 2, kind: 'highRiskClient', assessment: 'reject', operator_id: 1, decision: 'noGo', decided_by: 2 },
  ],
  ['incentives', { id: 1, status: 'pending', customer_id: 1, amount_minor: 5, currency: 'HKD', made_by: 1 }],
  ['incentives', { id: 2, status: 'paid', journal_id: 1, paid_by: 1, approved_by: 2, made_by: 1 }],
  ['spot_checks', { id: 1, month: '2026-09', state: 'open' }],
  ['spot_checks', { id: 2, month: '2026-08', state: 'closed', second_by: 3 }],
  ['spot_checks', { id: 3, month: '2026-07', state: 'reviewed' }],
  ['spot_check_lines', { id: 1, spot_check_id: 1, subject_id: 1, verdict: null, indicators: '[]' }],
  [
    'spot_check_lines',
    { id: 2, spot_check_id: 2, subject_id: 1, verdict: 'consistent', reviewed_by: 2, indicators: '[]' },
  ],
  [
    'spot_check_lines',
    { id: 3, spot_check_id: 3, subject_id: 1, verdict: 'consistent', reviewed_by: 2, indicators: '[]' },
  ],
]

type Attack = [guard: string, reason: string, sql: string]

export const CHECK_ATTACKS: readonly Attack[] = [
  ['guard_check_update', 'check results never change', "UPDATE check_results SET state = 'passed' WHERE id = 1"],
  ['guard_check_delete', 'check results are never deleted', 'DELETE FROM check_results WHERE id = 1'],
  ['guard_bar_update', 'a bar is lifted once', 'UPDATE bars SET lifted_by = 3 WHERE id = 2'],
  ...["kind = 'account'", "value = 'C-9'", 'added_by = 3'].map(
    (set): Attack => ['guard_bar_update', 'a bar keeps what it bars', `UPDATE bars SET ${set} WHERE id = 1`],
  ),
  ['guard_bar_update', 'who set a bar does not lift it', 'UPDATE bars SET lifted_at = 1, lifted_by = 1 WHERE id = 1'],
  ['guard_bar_delete', 'bars are never deleted', 'DELETE FROM bars WHERE id = 1'],
  [
    'guard_risk_entry_update',
    'a register entry is decided once',
    "UPDATE risk_entries SET decision = 'go' WHERE id = 2",
  ],
  ...[
    "kind = 'joint'",
    'customer_id = 9',
    'request_id = 9',
    "assessment = 'pass'",
    "answer_reason = 'other'",
    "answer_address = 'other'",
    "answer_repeat = 'other'",
    'operator_id = 3',
    "note = 'other'",
  ].map(
    (set): Attack => [
      'guard_risk_entry_update',
      'a register entry keeps what was entered',
      `UPDATE risk_entries SET ${set} WHERE id = 1`,
    ],
  ),
  ['guard_incentive_update', 'a paid incentive stays paid', "UPDATE incentives SET title = 'x' WHERE id = 2"],
  [
    'guard_incentive_update',
    'an incentive is approved before it is paid',
    "UPDATE incentives SET status = 'paid', journal_id = 1, paid_by = 1, approved_by = 2 WHERE id = 1",
  ],
  ...['customer_id = 9', 'amount_minor = 9', "currency = 'USD'", 'made_by = 9'].map(
    (set): Attack => [
      'guard_incentive_update',
      'an incentive keeps its user, amount and maker',
      `UPDATE incentives SET ${set} WHERE id = 1`,
    ],
  ),
  ['guard_incentive_delete', 'incentives are never deleted', 'DELETE FROM incentives WHERE id = 1'],
  ['guard_risk_entry_delete', 'register entries are never deleted', 'DELETE FROM risk_entries WHERE id = 1'],
  ['guard_risk_region_update', 'a region is lifted once', 'UPDATE risk_regions SET lifted_by = 3 WHERE id = 2'],
  [
    'guard_risk_region_update',
    'who listed a region does not lift it',
    'UPDATE risk_regions SET lifted_at = 1, lifted_by = 1 WHERE id = 1',
  ],
  ['guard_risk_region_delete', 'regions are never deleted', 'DELETE FROM risk_regions WHERE id = 1'],
  ['guard_spot_check_update', 'a closed spot check stays', "UPDATE spot_checks SET second_note = 'x' WHERE id = 2"],
  [
    'guard_spot_check_update',
    'every line is reviewed first',
    "UPDATE spot_checks SET state = 'closed', second_by = 3 WHERE id = 1",
  ],
  [
    'guard_spot_check_update',
    "the second review is another person's",
    "UPDATE spot_checks SET state = 'closed', second_by = 2 WHERE id = 3",
  ],
  ['guard_spot_check_delete', 'spot checks are never deleted', 'DELETE FROM spot_checks WHERE id = 1'],
  ['guard_spot_line_update', 'a closed spot check stays', "UPDATE spot_check_lines SET note = 'x' WHERE id = 2"],
  ...['customer_id = 9', 'subject_id = 9', 'amount_minor = 9', `indicators = '["x"]'`].map(
    (set): Attack => [
      'guard_spot_line_update',
      'a line keeps what was pulled',
      `UPDATE spot_check_lines SET ${set} WHERE id = 1`,
    ],
  ),
  ['guard_spot_line_delete', 'lines are never deleted', 'DELETE FROM spot_check_lines WHERE id = 1'],
]
