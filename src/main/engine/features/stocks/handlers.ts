/** Papers and layouts: listed, drawn as a draft, proposed by one person and in force when another confirms. */
import type { Call, Handlers, Preparations } from '../../call.ts'
import { ChequeRefusal } from '../../formats/cheques/cheque-refusal.ts'
import { NO_CORRECTION } from '../../formats/cheques/correction.ts'
import { drawCheques } from '../../formats/cheques/draw-cheque.ts'
import { checkLayout } from '../../formats/cheques/layout.ts'
import { parseLayout, parseStock } from '../../formats/cheques/load-stocks.ts'
import type { Stock } from '../../formats/cheques/stock.ts'
import { figuresThatDiffer, propose } from '../../proposals/index.ts'
import { refuse } from '../../refuse.ts'
import { applyForm, type FormChange } from './changing.ts'
import { requireLayoutsFit } from './copying.ts'
import { allLayouts, allStocks, chequeFont, specimenCheque, stockOf } from './papers.ts'
import { type FormKind, revisionOf } from './store.ts'

type Drawn = {
  pdfBase64: string
  findings: { field: string; message: string }[]
  page: { widthMm: number; heightMm: number }
}

export const stocksPreparations: Preparations<'stocks'> = { draw: drawDraft }

export const stocksHandlers: Handlers<'stocks'> = {
  list: (call) => ({
    stocks: allStocks(call).map(({ revision, ...stock }) => ({
      code: stock.id,
      name: stock.name,
      revision,
      page: stock.page,
      leaf: stock.leaf,
      content: JSON.stringify(stock),
    })),
    layouts: allLayouts(call).map(({ layout, revision }) => ({
      code: layout.id,
      name: layout.name,
      stock: layout.stockId,
      language: layout.words.words.language,
      revision,
      content: JSON.stringify(layout),
    })),
  }),

  draw: (call) => call.prepared<Drawn>(),

  propose(call, { kind, code, content, copyOf }) {
    const form = orRefuse(() => (kind === 'stock' ? parseStock : parseLayout)({ name: code, text: content }))
    if (form.id !== code) refuse('FORM_INVALID', { why: `its id is ${form.id}, not ${code}` })
    if (kind === 'layout') stockOf(call, (form as { stockId: string }).stockId)
    else requireLayoutsFit(call, form as Stock, copyOf)
    const revision = revisionOf(call, kind, code)
    const change: FormChange = { kind, code, content: JSON.stringify(form), revision: revision + 1, copyOf }
    const differ = figuresThatDiffer(formInForce(call, kind, copyOf ?? code), form)
    const wanted = {
      kind: 'chequeForm.set' as const,
      subject: `chequeForm:${kind}:${code}`,
      title: form.name,
      before: { revision, ...differ.before },
      after: { revision: revision + 1, ...differ.after },
      payload: change,
    }
    const { proposalId, applied } = propose(call, wanted, applyForm)
    return { proposalId, applied: applied !== null }
  },
}

/** What the next revision takes the place of; undefined for a form of a new code. */
function formInForce(call: Call, kind: FormKind, code: string): unknown {
  if (kind === 'layout') return allLayouts(call).find(({ layout }) => layout.id === code)?.layout
  return allStocks(call).some(({ id }) => id === code) ? stockOf(call, code) : undefined
}

/** Draws a draft with a specimen of the longest usual texts. Refuses FORM_INVALID with the field. */
async function drawDraft(call: Call, input: { layout: string; stock: string | null }): Promise<Drawn> {
  const layout = orRefuse(() => parseLayout({ name: 'layout', text: input.layout }))
  const given = input.stock
  const stock =
    given === null ? stockOf(call, layout.stockId) : orRefuse(() => parseStock({ name: 'stock', text: given }))
  const { id } = stock
  try {
    const cheques = [specimenCheque(call, stock)]
    const form = { stock, layout: { ...layout, stockId: id }, correction: NO_CORRECTION, font: chequeFont(call) }
    const { bytes } = await drawCheques({ ...form, cheques, mode: 'preview' })
    const findings = checkLayout(stock, layout).map(({ field, message }) => ({ field, message }))
    return { pdfBase64: Buffer.from(bytes).toString('base64'), findings, page: stock.page }
  } catch (error) {
    if (error instanceof ChequeRefusal) refuse('FORM_INVALID', { why: withoutStop(error.message) })
    throw error
  }
}

function orRefuse<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ChequeRefusal) refuse('FORM_INVALID', { why: withoutStop(error.message) })
    throw error
  }
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '')
}
