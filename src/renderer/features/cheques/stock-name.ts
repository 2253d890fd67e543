/** How a paper is called. */
import { isTextKey, type Translate } from '../../i18n/text.tsx'

/** The name of a stock in the language of the window; one of the desk's own has the name that it was given. */
export function stockName({ code, name }: { code: string; name: string }, t: Translate): string {
  const key = `cheques.stock.${code}`
  return isTextKey(key) ? t(key) : name
}
