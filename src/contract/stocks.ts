/**
 * Papers and layouts as data: built-in ones over which a desk keeps its own revisions. A layout is edited on the real PDF, by mouse and
 * by number; it takes effect when another person confirms it.
 */
import { z } from 'zod'
import { command, creating, Nothing, query } from './base.ts'
import { Code } from './limits.ts'
import { PaperSize } from './printers.ts'
import { proposed } from './proposals.ts'

export const FormKind = z.enum(['stock', 'layout'])
export type FormKind = z.output<typeof FormKind>

/** The text of a form is JSON, bounded; its own schema judges what it says. */
export const FormText = z.string().min(2).max(60_000)

export const StockRow = z
  .object({
    code: z.string(),
    name: z.string(),
    revision: z.int(),
    page: PaperSize,
    leaf: PaperSize,
    content: z.string(),
  })
  .strict()
export const LayoutRow = z
  .object({
    code: z.string(),
    name: z.string(),
    stock: z.string(),
    language: z.enum(['en', 'zh']),
    /** 0: built in. */
    revision: z.int(),
    content: z.string(),
  })
  .strict()
export type LayoutRow = z.output<typeof LayoutRow>
export type StockRow = z.output<typeof StockRow>

export const FormFinding = z.object({ field: z.string(), message: z.string() }).strict()
export type FormFinding = z.output<typeof FormFinding>

export const stocks = {
  list: query('cheques.print', 'cheques.release', 'admin.settings', 'audit.read')
    .input(Nothing)
    .output(z.object({ stocks: z.array(StockRow), layouts: z.array(LayoutRow) }).strict()),
  /** The form as it would print, over the pale paper, with what a person should look at. Nothing is kept. */
  draw: query('cheques.print', 'cheques.release', 'admin.settings')
    .input(z.object({ layout: FormText, stock: FormText.nullable() }).strict())
    .output(z.object({ pdfBase64: z.string(), findings: z.array(FormFinding), page: PaperSize }).strict()),
  /**
   * Proposes a revision of a stock or a layout; `FORM_INVALID` names the field that is wrong, `STOCK_UNFIT` the layout that would not fit
   * the paper any more. A stock that is a copy of another one brings the layouts of that one along.
   */
  propose: command({ permissions: ['cheques.print', 'cheques.release', 'admin.settings'] })
    .input(creating({ kind: FormKind, code: Code, content: FormText, copyOf: Code.nullable().default(null) }))
    .output(z.object(proposed).strict()),
}
