/** Attacks on the guards of days that were signed, findings and adjustments, and on those of regular audits and announcements. */
import { DAY } from './bare-rows.ts'

export const DAY_ATTACKS: readonly [guard: string, reason: string, sql: string][] = [
  ['guard_bank_notice_update', 'an announcement ends at one line, once', 'UPDATE bank_notices SET line_id = 2'],
  ['guard_bank_notice_delete', 'announcements are never deleted', 'DELETE FROM bank_notices'],
  [
    'guard_day_update',
    'a signed-off day never changes',
    `UPDATE days SET state = 'open', version = version + 1, report = NULL, digest = NULL WHERE date = '${DAY.signedOff}'`,
  ],
  ['guard_audit_draw', 'an archived audit never changes', 'UPDATE audits SET step = 8 WHERE id = 1'],
  ['guard_audit_draw', 'an audit keeps its period and its sample', "UPDATE audits SET seed = 'x' WHERE id = 2"],
  ['guard_audit_row_delete', 'audits are never deleted', 'DELETE FROM audits'],
  ['guard_audit_item_update', 'items of audits keep what was drawn', "UPDATE audit_items SET checks = '[]'"],
  ['guard_audit_item_delete', 'items of audits are never deleted', 'DELETE FROM audit_items'],
  ['guard_audit_finding_delete', 'findings of audits are never deleted', 'DELETE FROM audit_findings'],
  [
    'guard_day_archive',
    'only a signed-off report is archived, one after another',
    `INSERT INTO day_archives (date, revision, digest, report, reason, unlock_asked_by, unlock_confirmed_by, unlocked_at)
     VALUES ('${DAY.signedOff}', 1, '${'b'.repeat(64)}', '{}', 'x', 1, 2, 1)`,
  ],
  ['guard_day_archive_update', 'archived reports never change', "UPDATE day_archives SET reason = 'y'"],
  ['guard_day_archive_delete', 'archived reports are never deleted', 'DELETE FROM day_archives'],
  ['guard_day_finding_update', 'findings never change', "UPDATE day_findings SET explanation = 'y'"],
  ['guard_day_finding_delete', 'findings are never deleted', 'DELETE FROM day_findings'],
  ['guard_day_adjustment_update', 'adjustments never change', "UPDATE day_adjustments SET reason = 'y'"],
  ['guard_day_adjustment_delete', 'adjustments are never deleted', 'DELETE FROM day_adjustments'],
]
