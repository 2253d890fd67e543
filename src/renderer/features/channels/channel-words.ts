/** The words for channels: reasons, fees, arrival, bounds; the data's own words in the language of the window. */
import type { Candidate, Channel, ChannelFee, ChannelReason } from '../../../contract/channels.ts'
import { type AmountMinor, type Currency, formatMoney } from '../../../contract/money.ts'
import type { Label } from '../../../contract/workflow.ts'
import { isTextKey, type Language, type Translate } from '../../i18n/text.tsx'

/** A text of the catalogue whose key is made of a code; the code itself where the catalogue has none. */
export function word(t: Translate, key: string, figures: Record<string, string | number> = {}): string {
  return isTextKey(key) ? t(key, figures) : key.slice(key.lastIndexOf('.') + 1)
}

export const labelIn = (label: Label, language: Language): string => label[language] || label.en

export function reasonWords({ reason, figures, label }: ChannelReason, t: Translate, language: Language): string {
  if (label !== null) return labelIn(label, language)
  const named = Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [
      name,
      WORDED[name] ? word(t, `${WORDED[name]}.${figure}`) : figure,
    ]),
  )
  return word(t, `channels.reason.${reason}`, named)
}
/** Figures that are codes, and the catalogue that names them. */
const WORDED: Record<string, string> = {
  control: 'channels.control',
  comparison: 'channels.comparison',
  region: 'channels.region',
  kind: 'channels.kind',
}

export function feeWords(fee: ChannelFee | null, currency: Currency, t: Translate): string {
  if (fee === null) return '—'
  if (fee.kind !== 'fixed') return t(`channels.fee.${fee.kind}`)
  return `${formatMoney(fee.amountMinor as AmountMinor, currency)} ${currency}`
}

export function arrivalWords({ kind, least, most }: Channel['arrival'], t: Translate): string {
  const span = least === most ? String(least) : `${least}–${most}`
  return kind === 'hours' ? t('channels.arrival.hours') : t(`channels.arrival.${kind}`, { span })
}

export const VERDICT_TONE = {
  recommended: 'done',
  possible: 'neutral',
  against: 'wait',
  impossible: 'late',
} as const satisfies Record<Candidate['verdict'], string>
