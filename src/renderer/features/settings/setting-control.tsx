/** The field that fits a setting: a number with its unit, a time of day, a zone, a choice, a text. */
import { NumberInput, Select, TextInput } from '@mantine/core'
import type { SettingKey } from '../../../contract/settings.ts'
import { useProfile } from '../../api/use-profile.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { NUMBER_BOUNDS } from './setting-faults.ts'

export type SettingValue = string | number

export type SettingControlProps = {
  id: string
  settingKey: SettingKey
  value: SettingValue
  disabled: boolean
  error: string | null
  onChange(value: SettingValue): void
}

const UNITS = {
  'session.idleLockMinutes': 'minutes',
  'session.stepUpMinutes': 'minutes',
  'session.lockOutTries': 'tries',
  'session.lockOutMinutes': 'minutes',
  'withdrawal.minimumLevelGeneral': 'percent',
  'withdrawal.defaultFeeMinor': 'cents',
  'withdrawal.dueHours': 'hours',
  'destinations.coolingOffHours': 'hours',
  'checks.minimumAgeDays': 'days',
  'checks.destinationAgeDays': 'days',
  'checks.duplicateDays': 'days',
  'checks.repeatDays': 'days',
  'checks.initialDepositMinor': 'cents',
  'checks.nameScore': 'percent',
  'checks.unusualFactor': 'times',
  'cheques.validityMonths': 'months',
  'incentives.unverifiedLimitMinor': 'cents',
} as const

/** A value with its unit or in words. */
function valueWords(key: SettingKey, value: SettingValue, t: Translate): string {
  if (key in UNITS) return `${value} ${t(`settings.unit.${UNITS[key as keyof typeof UNITS]}`)}`
  const choice = CHOICES[key]?.find((each) => each === value)
  return choice ? t(`settings.words.${choice}`) : String(value)
}

type Choice =
  | 'yes'
  | 'no'
  | 'english'
  | 'chinese'
  | 'none'
  | 'startTls'
  | 'tls'
  | 'on'
  | 'off'
  | 'amountMethodDestination'
  | 'amountDestination'
  | 'amount'
  | 'file'
  | 'simulator'
  | 'refused'
  | 'allowed'

/** Settings that are one of a few words. */
const CHOICES: Partial<Record<SettingKey, readonly Choice[]>> = {
  'cheques.wordsLanguage': ['english', 'chinese'],
  'cheques.printByHand': ['refused', 'allowed'],
  'incentives.bankTransfer': ['on', 'off'],
  'incentives.giftCards': ['on', 'off'],
  'checks.duplicateFields': ['amountMethodDestination', 'amountDestination', 'amount'],
  'mail.security': ['startTls', 'tls', 'none'],
  'transfers.bank': ['file', 'simulator'],
  'destinations.secondPerson': ['yes', 'no'],
}
const ZONES = Intl.supportedValuesOf('timeZone')

export function SettingControl({ id, settingKey, value, disabled, error, onChange }: SettingControlProps) {
  const t = useText()
  // Who may only read sees the value itself, not a field that does not answer.
  if (settingKey === 'desk.profile') return <ProfileControl id={id} value={String(value)} {...{ disabled, onChange }} />
  if (disabled) return <span id={id}>{valueWords(settingKey, value, t)}</span>
  const shared = { id, error, 'aria-describedby': `${id}-hint` }
  if (settingKey in UNITS || settingKey in NUMBER_BOUNDS) {
    const [min = 0, max = 0] = NUMBER_BOUNDS[settingKey] ?? []
    return (
      <NumberInput
        {...shared}
        size="sm"
        w={180}
        min={min}
        max={max}
        clampBehavior="none"
        allowDecimal={false}
        thousandSeparator={settingKey === 'mail.port' ? '' : ','}
        value={value}
        suffix={settingKey in UNITS ? ` ${t(`settings.unit.${UNITS[settingKey as keyof typeof UNITS]}`)}` : ''}
        onChange={onChange}
      />
    )
  }
  if (settingKey === 'desk.timeZone') {
    return (
      <Select
        {...shared}
        searchable
        w={260}
        data={ZONES}
        value={String(value)}
        onChange={(zone) => zone && onChange(zone)}
      />
    )
  }
  const choices = CHOICES[settingKey]
  if (choices) {
    return (
      <Select
        {...shared}
        w={240}
        data={choices.map((each) => ({ value: each, label: t(`settings.words.${each}`) }))}
        value={String(value)}
        onChange={(choice) => choice && onChange(choice)}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      w={settingKey === 'desk.batchCut' ? 100 : 320}
      maxLength={120}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** The profiles in force by their names. */
function ProfileControl({
  id,
  value,
  disabled,
  onChange,
}: Pick<SettingControlProps, 'id' | 'disabled' | 'onChange'> & { value: string }) {
  const language = useLanguage()
  const { profiles } = useProfile()
  const options = profiles.map(({ profile, label }) => ({ value: profile as string, label: label[language] }))
  if (disabled) return <span id={id}>{options.find((each) => each.value === value)?.label ?? value}</span>
  return (
    <Select
      id={id}
      aria-describedby={`${id}-hint`}
      w={260}
      data={options}
      value={value}
      onChange={(profile) => profile && onChange(profile)}
    />
  )
}
