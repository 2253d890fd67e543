/** A paper of the desk's own begins as a copy of another one, with the layouts of that one; and no revision leaves a layout behind. */
import type { Call } from '../../call.ts'
import { checkLayout, type Layout } from '../../formats/cheques/layout.ts'
import type { Stock } from '../../formats/cheques/stock.ts'
import { refuse } from '../../refuse.ts'
import { allLayouts, allStocks } from './papers.ts'

/** Layouts of a paper as those of its copy, one per language: the first one of each. */
export function copiedLayouts(call: Call, { from, to }: { from: string; to: string }): Layout[] {
  const own = allLayouts(call)
    .map(({ layout }) => layout)
    .filter(({ stockId }) => stockId === from)
  const languages = [...new Set(own.map(({ words }) => words.words.language))]
  return languages.flatMap((language) => {
    const layout = own.find(({ words }) => words.words.language === language)
    return layout ? [{ ...layout, id: `${to}-${language}`, stockId: to }] : []
  })
}

/** Places that a layout must not have: off the leaf, or on the wrong part of it. What else is found, a person judges on the picture. */
const OFF_THE_PAPER = new Set(['FIELD_OUTSIDE_LEAF', 'FIELD_OUTSIDE_PART'])

/** Every layout of a paper has its place on the paper as it will be. Refuses STOCK_UNFIT with the first field that has not. */
export function requireLayoutsFit(call: Call, stock: Stock, copyOf: string | null): void {
  if (copyOf !== null && allStocks(call).some(({ id }) => id === stock.id)) {
    refuse('FORM_INVALID', { why: `the code ${stock.id} is taken` })
  }
  const layouts =
    copyOf === null
      ? allLayouts(call)
          .map(({ layout }) => layout)
          .filter(({ stockId }) => stockId === stock.id)
      : copiedLayouts(call, { from: copyOf, to: stock.id })
  for (const layout of layouts) {
    const finding = checkLayout(stock, layout).find(({ code }) => OFF_THE_PAPER.has(code))
    if (finding) refuse('STOCK_UNFIT', { layout: layout.name, why: finding.message.replace(/\.$/, '') })
  }
}
