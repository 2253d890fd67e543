/** What a change is about, in words: the name of a setting instead of its key. */
import type { Proposal } from '../../../contract/proposals.ts'
import { isTextKey, useText } from '../../i18n/text.tsx'

export function useTitleOf({ title }: Pick<Proposal, 'title'>): string {
  const t = useText()
  const key = `settings.key.${title}`
  return isTextKey(key) ? t(key) : title
}
