/** The name of a place in the language of the person in front of it. */
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import type { Place } from './places.tsx'

export function usePlaceName(): (place: Place) => string {
  const t = useText()
  const word = useWords()
  const { profile, departmentLabel } = useProfile()
  return ({ name }) => {
    if ('text' in name) return t(name.text)
    return profile ? departmentLabel(name.department) : word('department', name.department)
  }
}
