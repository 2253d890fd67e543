/** Attacks on what happened to a batch in online banking, past the engine: guard, reason, statement. */
export const BANK_STEP_ATTACKS: [guard: string, reason: string, sql: string][] = [
  [
    'guard_bank_step_insert',
    'only a file that was handed out goes on at the bank',
    "INSERT INTO batch_bank_steps (batch_id, step, note, operator_id, at) VALUES (2, 'imported', '', 1, 1)",
  ],
  [
    'guard_bank_step_insert',
    'the steps at the bank come in their order',
    "INSERT INTO batch_bank_steps (batch_id, step, signer_id, note, operator_id, at) VALUES (3, 'secondApproved', 4, '', 1, 1)",
  ],
  ['guard_bank_step_update', 'a step at the bank never changes', "UPDATE batch_bank_steps SET note = 'x'"],
  ['guard_bank_step_delete', 'a step at the bank is never deleted', 'DELETE FROM batch_bank_steps'],
]
