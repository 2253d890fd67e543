/** The meanings of the states of failed payments, and the words for a cause. */
import type { FailureRow, FailureState } from '../../../contract/failures.ts'
import type { Language, Translate } from '../../i18n/text.tsx'
import type { Tone } from '../../ui/tone.ts'

export const TONE_OF: Record<FailureState, Tone> = {
  new: 'info',
  scheduled: 'wait',
  review: 'late',
  held: 'second',
  resolved: 'neutral',
}

export function causeWords(row: Pick<FailureRow, 'label'>, t: Translate, language: Language): string {
  return row.label === null ? t('failures.cause.notYet') : row.label[language] || row.label.en
}
