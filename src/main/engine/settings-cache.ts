/** The desk's settings with their defaults, kept in memory and read again after every change. */

import type { z } from 'zod'
import type { SETTINGS, SettingKey } from '../../contract/settings.ts'
import type { Connection } from './db/connection.ts'
import { storedSettings } from './db/desk-facts.ts'

export type SettingValue<K extends SettingKey> = z.output<(typeof SETTINGS)[K]>

export const SETTING_DEFAULTS: { [K in SettingKey]: SettingValue<K> } = {
  'desk.name': 'Countersign desk',
  'desk.timeZone': 'Asia/Hong_Kong',
  'desk.profile': 'department-review',
  'desk.batchCut': '11:00',
  'session.idleLockMinutes': 15,
  'session.stepUpMinutes': 5,
  'session.lockOutTries': 5,
  'session.lockOutMinutes': 15,
  'withdrawal.minimumLevelGeneral': 100,
  'withdrawal.defaultFeeMinor': 0,
  'withdrawal.dueHours': 24,
  'checks.minimumAgeDays': 7,
  'checks.destinationAgeDays': 7,
  'checks.duplicateFields': 'amountMethodDestination',
  'checks.duplicateDays': 30,
  'checks.repeatDays': 1,
  'checks.initialDepositMinor': 1_000_000,
  'checks.initialDepositCurrency': 'HKD',
  'checks.nameScore': 90,
  'checks.unusualFactor': 5,
  'incentives.bankTransfer': 'on',
  'incentives.giftCards': 'off',
  'incentives.unverifiedLimitMinor': 1_000_000,
  'incentives.limitCurrency': 'USD',
  'transfers.bank': 'file',
  'destinations.secondPerson': 'yes',
  'destinations.coolingOffHours': 24,
  'cheques.wordsLanguage': 'english',
  'cheques.validityMonths': 6,
  'mail.host': '',
  'mail.port': 587,
  'mail.security': 'startTls',
  'mail.user': '',
  'mail.from': '',
  'cheques.printByHand': 'refused',
}

export class SettingsCache {
  readonly #connection: Connection
  #values = new Map<string, unknown>()

  constructor(connection: Connection) {
    this.#connection = connection
    this.reload()
  }

  reload(): void {
    this.#values = storedSettings(this.#connection)
  }

  get<K extends SettingKey>(key: K): SettingValue<K> {
    const value = this.#values.get(key)
    return (value === undefined ? SETTING_DEFAULTS[key] : value) as SettingValue<K>
  }
}
