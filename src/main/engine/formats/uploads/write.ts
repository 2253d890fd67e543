/** Writes a bank upload by its layout. Nothing is cut off silently: a text that does not fit refuses the file. */
import type { LayoutField, UploadLayout } from '../../../../contract/layouts.ts'
import { textOf, type Upload, type UploadProblem } from './model.ts'

export type WrittenUpload = {
  bytes: Uint8Array
  problems: UploadProblem[]
  changes: { line: number; field: string; before: string; after: string }[]
}

export function writeUpload(upload: Upload, layout: UploadLayout): WrittenUpload {
  const problems: UploadProblem[] = []
  const changes: WrittenUpload['changes'] = []
  const row = (fields: readonly LayoutField[], line: number, place: string): string =>
    joined(
      fields.map((field) => {
        const before = textOf(upload, { ...field, line }, layout)
        const after = layout.charset === 'ascii' ? plain(before) : before
        if (after !== before) changes.push({ line, field: field.source, before, after })
        const fault = faultOf(after, field, layout)
        if (fault !== null) problems.push({ path: `${place}.${field.source}`, intended: before, found: fault })
        return layout.kind === 'fixed' ? padded(after, field) : after
      }),
      layout,
    )
  const lines = [
    ...(layout.kind === 'csv' && layout.titles
      ? [
          joined(
            layout.line.map(({ title }) => title),
            layout,
          ),
        ]
      : []),
    ...(layout.head.length > 0 ? [row(layout.head, 0, 'head')] : []),
    ...upload.payments.map((_, index) => row(layout.line, index, `payments[${index}]`)),
    ...(layout.foot.length > 0 ? [row(layout.foot, 0, 'foot')] : []),
  ]
  const end = layout.lineEnd === 'crlf' ? '\r\n' : '\n'
  return { bytes: new TextEncoder().encode(lines.map((line) => line + end).join('')), problems, changes }
}

/** Accents go, other letters stay for `faultOf` to refuse: a bank must not read another name than the books have. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')

function faultOf(text: string, { width, source }: LayoutField, layout: UploadLayout): string | null {
  if ([...text].length > width) return `longer than ${width} characters`
  if (/[\p{Cc}]/u.test(text)) return 'control characters'
  if (layout.charset === 'ascii' && /[^\x20-\x7E]/.test(text)) return 'characters that the bank’s file does not carry'
  // A fixed field is cut at its blanks when it is read: what begins or ends with one would not come back.
  if (layout.kind === 'fixed' && text !== text.trim()) return 'blanks at the ends'
  if ((layout.cheques ? REQUIRED_OF_CHEQUES : REQUIRED).has(source) && text === '') return 'empty'
  return null
}
/** A list of payments with a field of cheques is no list of payments: what is empty there refuses the file. */
const REQUIRED = new Set(['reference', 'payeeName', 'accountNumber', 'amount', 'chequeNumber', 'chequeStatus'])
/** A leaf that was burnt blank has a number and no payee. */
const REQUIRED_OF_CHEQUES = new Set(['chequeNumber', 'chequeStatus', 'amount'])

function padded(text: string, { width, align, pad }: LayoutField): string {
  return align === 'left' ? text.padEnd(width, pad === '0' ? ' ' : pad) : text.padStart(width, pad)
}

function joined(cells: readonly string[], { kind, delimiter }: UploadLayout): string {
  if (kind === 'fixed') return cells.join('')
  return cells
    .map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter)
}
