/**
 * The part of a leaf that the bank never sees: the stub of the book or the advice to the payee. It may cut a text or stop
 * at its last line, but it always says so on the paper and in a finding.
 */
import { formatMoney } from '../../../../contract/money.ts'
import type { ChequeFinding } from './findings.ts'
import { breakLines, cutToFit, fitOnLine, lineHeightMm, sizesPt } from './fit-text.ts'
import type { Box } from './geometry.ts'
import type { StubContent } from './layout.ts'
import { type ChequeOnPaper, cleanLine, type LeafForm, textInBox } from './leaf-form.ts'
import { requireGlyphs, type TextMark } from './paper.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export interface ComposedStub {
  readonly marks: TextMark[]
  readonly overflows: boolean
  readonly findings: ChequeFinding[]
}

/** Composes the stub of one leaf; empty when the layout has none. */
export function composeStub(form: LeafForm, cheque: ChequeOnPaper): ComposedStub {
  const { stub } = form.layout
  if (!stub) return { marks: [], overflows: false, findings: [] }
  const fields = stub.fields.map((field) => composeField(form, cheque, field))
  const memo = composeMemo(form, cheque)
  return {
    marks: [...fields.flatMap((field) => field.marks), ...memo.marks],
    overflows: memo.overflows,
    findings: [...fields.flatMap((field) => field.findings), ...memo.findings],
  }
}

function contentOf(cheque: ChequeOnPaper, content: StubContent): string {
  switch (content) {
    case 'date': {
      const [year, month, day] = cheque.date.split('-')
      return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`
    }
    case 'payee':
      return cleanLine(cheque.payeeName)
    case 'amount':
      return `${cheque.currency} ${formatMoney(cheque.amountMinor, cheque.currency)}`
    case 'reference':
      return cleanLine(cheque.reference)
    case 'chequeNumber':
      return cheque.chequeNumber
  }
}

type StubField = NonNullable<LeafForm['layout']['stub']>['fields'][number]

function composeField(
  form: LeafForm,
  cheque: ChequeOnPaper,
  field: StubField,
): { marks: TextMark[]; findings: ChequeFinding[] } {
  const { content, label, box, align, sizePt, minSizePt } = field
  const { chequeNumber } = cheque
  const name = `stub ${content}`
  const text = `${label}${label === '' ? '' : ' '}${contentOf(cheque, content)}`
  requireGlyphs(form.paper, text, { field: name, chequeNumber })
  const fitted = fitOnLine(form.paper.measure, text, { widthMm: box.widthMm, sizePt, minSizePt })
  if (fitted !== null)
    return { marks: [textInBox(form, { field: name, text, sizePt: fitted, align }, box)], findings: [] }
  const wrapped = fitIntoHeight(form, text, field)
  if (wrapped) return { marks: composeRows(form, { field: name, ...wrapped }, box), findings: [] }
  const cut = cutToFit(form.paper.measure, text, { widthMm: box.widthMm, sizePt: minSizePt })
  const message = `The ${content} of cheque ${chequeNumber} is cut on the ${form.stock.stub?.kind ?? 'stub'}: "${cut}". The full text stays in the record.`
  const finding: ChequeFinding = { code: 'STUB_TEXT_CUT', severity: 'notice', field: name, message, chequeNumber }
  return { marks: [textInBox(form, { field: name, text: cut, sizePt: minSizePt, align }, box)], findings: [finding] }
}

/** The largest size at which a text that is too long for one line fits over as many as the box is high. */
function fitIntoHeight(form: LeafForm, text: string, field: StubField): { sizePt: number; lines: string[] } | null {
  for (const sizePt of sizesPt(field.sizePt, field.minSizePt)) {
    const limit = Math.floor(field.box.heightMm / lineHeightMm(sizePt))
    const lines = breakLines(
      text,
      (line, index) => index < limit && form.paper.measure(line, sizePt) <= field.box.widthMm,
    )
    if (lines) return { sizePt, lines }
  }
  return null
}

/** Lines of a text, one under the other over the whole height of a box. */
function composeRows(
  form: LeafForm,
  text: { field: string; sizePt: number; lines: readonly string[] },
  box: Box,
): TextMark[] {
  const heightMm = box.heightMm / text.lines.length
  return text.lines.map((line, index) =>
    textInBox(
      form,
      { field: text.field, text: line, sizePt: text.sizePt },
      { ...box, yMm: box.yMm + index * heightMm, heightMm },
    ),
  )
}

function composeMemo(form: LeafForm, cheque: ChequeOnPaper): ComposedStub {
  const memo = form.layout.stub?.memo
  if (!memo || !cheque.memo?.trim()) return { marks: [], overflows: false, findings: [] }
  const { box, linePitchMm, sizePt, overflowText } = memo
  const { chequeNumber } = cheque
  const paragraphs = cheque.memo.trim().split(/\r\n|\r|\n/u)
  for (const paragraph of paragraphs)
    requireGlyphs(form.paper, cleanLine(paragraph), { field: 'stub memo', chequeNumber })
  const fits = (line: string) => form.paper.measure(line, sizePt) <= box.widthMm
  const lines = paragraphs.flatMap((paragraph) => {
    const text = cleanLine(paragraph)
    if (text === '') return ['']
    return breakLines(text, fits) ?? [cutToFit(form.paper.measure, text, { widthMm: box.widthMm, sizePt })]
  })
  const limit = Math.floor((box.heightMm + 0.05) / linePitchMm)
  const overflows = lines.length > limit
  const shown = overflows ? [...lines.slice(0, limit - 1), overflowText] : lines
  const marks = composeRows(
    form,
    { field: 'stub memo', sizePt, lines: shown },
    { ...box, heightMm: shown.length * linePitchMm },
  )
  if (!overflows) return { marks, overflows, findings: [] }
  const message = `The memo of cheque ${chequeNumber} has ${lines.length} lines, the ${form.stock.stub?.kind ?? 'stub'} has room for ${limit}. ${lines.length - limit + 1} lines are left out; print a separate advice.`
  return {
    marks,
    overflows,
    findings: [{ code: 'STUB_OVERFLOW', severity: 'notice', field: 'stub memo', message, chequeNumber }],
  }
}
