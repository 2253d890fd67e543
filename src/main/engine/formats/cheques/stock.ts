/**
 * Stock: the paper itself. Size of page and leaf, where the leaves lie on the page, which part goes to the bank, which
 * part stays, what is printed on it already, and the band of the code line that must stay empty.
 */
import { z } from 'zod'
import { Currency } from '../../../../contract/money.ts'
import { Box, boxAtOrigin, contains, overlaps, PlaceMm, Point, Size, SizePt } from './geometry.ts'

export const FileId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has small letters, digits and single hyphens')
export const ShortText = z.string().trim().min(1).max(120)

/**
 * What the printer of the paper put on it, for the preview only. `{chequeNumber}` and `{currency}` in a text stand for the
 * number and the currency mark of the leaf.
 */
export const Artwork = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('line'),
      x1Mm: PlaceMm,
      y1Mm: PlaceMm,
      x2Mm: PlaceMm,
      y2Mm: PlaceMm,
      dashed: z.boolean(),
    })
    .partial({ dashed: true })
    .strict(),
  z.object({ kind: z.literal('box'), ...Box.shape }).strict(),
  z
    .object({
      kind: z.literal('text'),
      text: ShortText,
      xMm: PlaceMm,
      /** Where the letters stand. */
      baselineMm: PlaceMm,
      sizePt: SizePt,
      align: z.enum(['left', 'center', 'right']).default('left'),
    })
    .strict(),
])
export type Artwork = z.output<typeof Artwork>

export const Stock = z
  .object({
    format: z.literal('countersign-cheque-stock/1'),
    id: FileId,
    name: ShortText,
    note: z.string().max(1000).optional(),
    origin: z.literal('top-left'),
    unit: z.literal('mm'),
    /** Currencies that may be drawn on this paper. */
    currencies: z.array(Currency).min(1),
    page: Size,
    leaf: Size,
    /** Top left corner of every leaf on a page, in the order of their numbers. */
    leaves: z.array(Point).min(1).max(12),
    /** The part of a leaf that goes to the bank. */
    cheque: Box,
    /** The part of a leaf that stays in the book or goes with the cheque as an advice. */
    stub: z
      .object({ kind: z.enum(['stub', 'voucher']), box: Box })
      .strict()
      .nullable(),
    /** Band of the magnetic code line at the foot of the cheque: nothing may be printed there. */
    micrBand: Box.nullable(),
    /** What the paper carries already and the layout therefore must not repeat. */
    printed: z
      .object({
        payerName: z.boolean(),
        codeLine: z.boolean(),
        signatureLine: z.boolean(),
        currencyWord: z.boolean(),
        bearerWords: z.boolean(),
        crossing: z.boolean(),
        chequeNumber: z.boolean(),
      })
      .strict(),
    artwork: z.array(Artwork).max(200),
  })
  .strict()
  .superRefine((stock, context) => {
    const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const page = boxAtOrigin(stock.page)
    const onPage = stock.leaves.map((corner) => ({ ...corner, ...stock.leaf }))
    for (const [index, leaf] of onPage.entries()) {
      if (!contains(page, leaf)) problem(['leaves', index], 'this leaf does not lie on the page')
      if (onPage.slice(0, index).some((other) => overlaps(other, leaf))) {
        problem(['leaves', index], 'this leaf lies on another one')
      }
    }
    const leaf = boxAtOrigin(stock.leaf)
    if (!contains(leaf, stock.cheque)) problem(['cheque'], 'the cheque does not lie on the leaf')
    if (stock.stub && !contains(leaf, stock.stub.box)) problem(['stub', 'box'], 'the stub does not lie on the leaf')
    if (stock.stub && overlaps(stock.stub.box, stock.cheque)) problem(['stub', 'box'], 'the stub lies on the cheque')
    if (stock.micrBand && !contains(stock.cheque, stock.micrBand)) {
      problem(['micrBand'], 'the band of the code line does not lie on the cheque')
    }
  })
export type Stock = z.output<typeof Stock>
