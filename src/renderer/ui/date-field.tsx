/** A calendar day being chosen or typed; it stays a text `YYYY-MM-DD` all the way and never becomes a moment in time. */
import 'dayjs/locale/zh-hk'
import { DateInput } from '@mantine/dates'
import type { ReactNode } from 'react'
import { isCalendarDate } from '../../contract/dates.ts'
import { useLanguage } from '../i18n/text.tsx'

export type DateFieldProps = {
  label?: ReactNode
  value: string
  /** The day chosen; an empty text where `clearable` emptied it. */
  onChange(date: string): void
  clearable?: boolean
  size?: 'xs' | 'sm'
  placeholder?: string
  'aria-label'?: string
  description?: ReactNode
  error?: string | undefined
  minDate?: string
  maxDate?: string
  required?: boolean
  disabled?: boolean
  w?: number
}

const DAYJS_LOCALE = { en: 'en', 'zh-Hant': 'zh-hk' } as const
/** Weeks begin on Monday in English and on Sunday in Hong Kong's calendars. */
const FIRST_DAY = { en: 1, 'zh-Hant': 0 } as const

export function DateField({ value, onChange, clearable = false, size = 'sm', ...rest }: DateFieldProps) {
  const language = useLanguage()
  return (
    <DateInput
      {...rest}
      size={size}
      clearable={clearable}
      valueFormat="YYYY-MM-DD"
      locale={DAYJS_LOCALE[language]}
      firstDayOfWeek={FIRST_DAY[language]}
      value={value === '' ? null : value}
      popoverProps={{ withinPortal: true }}
      onChange={(date) => {
        if (date === null && clearable) onChange('')
        if (date !== null && isCalendarDate(date)) onChange(date)
      }}
    />
  )
}
