/** A paper as it is measured: what the window writes is a form that the engine takes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Stock } from '../../src/main/engine/formats/cheques/stock.ts'
import { paperOf, withFirst, withLeaves, withSize } from '../../src/renderer/features/cheques/paper-measures.ts'

const folder = join(import.meta.dirname, '../../resources/cheques/stocks')
const paper = (name: string) => paperOf(readFileSync(join(folder, `${name}.json`), 'utf8'))

it('keeps the cheque and the band of its code line on a leaf of another size', () => {
  const smaller = withSize(withSize(paper('hk-cheque'), 'leaf', { widthMm: 190 }), 'leaf', { heightMm: 85 })
  const { cheque, micrBand } = Stock.parse(smaller)
  expect(cheque).toEqual({ xMm: 0, yMm: 0, widthMm: 190, heightMm: 85 })
  expect([micrBand?.widthMm, (micrBand?.yMm ?? 0) + (micrBand?.heightMm ?? 0)]).toEqual([190, 85])
})

it('puts so many leaves one under the other, and moves them together', () => {
  const two = withLeaves(withSize(paper('hk-cheque'), 'page', { widthMm: 210, heightMm: 297 }), 2)
  expect(Stock.parse(withFirst(two, { xMm: 3.5, yMm: 10 })).leaves).toEqual([
    { xMm: 3.5, yMm: 10 },
    { xMm: 3.5, yMm: 99 },
  ])
})
