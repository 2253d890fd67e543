/** What a text in the search of the transactions ledger may stand for (R0-21). Pure. */

export type Meant =
  | { what: 'request' | 'journal' | 'order'; id: number }
  | { what: 'reference' | 'cheque' | 'words'; text: string }

/** Every reading of the text; a row fits when any one of them does. */
export function readingsOf(search: string): Meant[] {
  const text = search.trim()
  if (text === '') return []
  const numbered = /^(WD-?|J-?|T)(\d{1,15})$/i.exec(text)
  if (numbered) {
    const [, mark = '', digits = ''] = numbered
    const id = Number(digits)
    const what = /^W/i.test(mark) ? 'request' : /^J/i.test(mark) ? 'journal' : 'order'
    return [{ what, id }]
  }
  if (/^WD\d+T\d+C\d\d$/i.test(text)) return [{ what: 'reference', text: text.toUpperCase() }]
  const words: Meant = { what: 'words', text }
  if (!/^\d{1,15}$/.test(text)) return [words]
  return [{ what: 'request', id: Number(text) }, { what: 'cheque', text }, words]
}
