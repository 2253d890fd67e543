/** The words for what happened to a request: an audit action in the language of the screen. */
import { isTextKey, type Translate } from '../../i18n/text.tsx'

type ActionWords = { actionLabel(action: string): string }

/** `request.passToRetention` by the profile's own word, everything else by the catalogue; an unknown code as it is. */
export function eventWords(code: string, t: Translate, { actionLabel }: ActionWords): string {
  const key = `requests.event.${code}`
  if (isTextKey(key)) return t(key)
  const action = code.replace(/^request\./, '')
  const label = actionLabel(action)
  return label === action ? code : label
}

/** The name of a changed field. */
export function fieldWords(field: string, t: Translate): string {
  const key = `requests.field.${field}`
  if (isTextKey(key)) return t(key)
  const document = `word.document.${field}`
  return isTextKey(document) ? t(document) : field
}
