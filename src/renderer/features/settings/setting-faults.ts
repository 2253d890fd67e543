/** Bounds of the settings and the sentence when a value is outside of them. */
import type { SettingKey } from '../../../contract/settings.ts'
import type { Translate } from '../../i18n/text.tsx'

/** Numbers are bounded by the contract; the sentence repeats the bounds. */
export const NUMBER_BOUNDS: Partial<Record<SettingKey, readonly [min: number, max: number]>> = {
  'session.idleLockMinutes': [1, 240],
  'session.stepUpMinutes': [1, 30],
  'session.lockOutTries': [3, 20],
  'session.lockOutMinutes': [1, 1440],
  'withdrawal.minimumLevelGeneral': [0, 10_000],
  'withdrawal.defaultFeeMinor': [0, 1_000_000_00],
  'withdrawal.dueHours': [1, 1440],
  'destinations.coolingOffHours': [0, 720],
  'mail.port': [1, 65_535],
  'checks.minimumAgeDays': [0, 365],
  'checks.destinationAgeDays': [0, 365],
  'checks.duplicateDays': [1, 365],
  'checks.repeatDays': [0, 90],
  'checks.initialDepositMinor': [0, 1_000_000_000_00],
  'checks.nameScore': [50, 100],
  'checks.unusualFactor': [1, 100],
  'cheques.validityMonths': [1, 24],
  'incentives.unverifiedLimitMinor': [0, 1_000_000_000_00],
}

/** What is wrong with a value that the contract refuses. */
export function faultOf(key: SettingKey, t: Translate): string {
  const bounds = NUMBER_BOUNDS[key]
  if (bounds) return t('settings.bad.number', { min: bounds[0], max: bounds[1] })
  return t(key === 'desk.batchCut' ? 'settings.bad.time' : 'settings.bad.needed')
}
