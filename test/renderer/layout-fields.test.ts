/** Fields of a layout in an editor: every built-in one is found, moved in tenths of a millimetre and nothing else is touched. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldsOf, moveField, resizeField, setSize } from '../../src/renderer/features/cheques/layout-fields.ts'

const folder = join(import.meta.dirname, '../../resources/cheques/layouts')
const layouts = readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))] as const)

describe.each(layouts)('%s', (_, layout) => {
  test('every box of the file belongs to one field', () => {
    const boxes = JSON.stringify(layout).match(/"widthMm"/g)?.length
    expect(fieldsOf(layout).flatMap(({ paths }) => paths)).toHaveLength(boxes ?? 0)
  })

  test('moving a field there and back changes nothing', () => {
    for (const field of fieldsOf(layout)) {
      const moved = moveField(layout, field, { xMm: field.box.xMm + 1.26, yMm: field.box.yMm - 0.5 })
      const again = fieldsOf(moved).find((each) => each.paths.join() === field.paths.join())
      expect(again?.box.xMm).toBeCloseTo(field.box.xMm + 1.3, 6)
      expect(again && moveField(moved, again, field.box)).toEqual(layout)
    }
  })
})

test('the cells of the date keep their distances and are not resized', () => {
  const layout = layouts.find(([name]) => name === 'hk-cheque.json')?.[1]
  const date = fieldsOf(layout).find(({ name }) => name === 'date')
  if (!date) throw new Error('no date')
  const moved = moveField(layout, date, { xMm: 100, yMm: 10 }) as typeof layout
  expect(moved.date.cells.slice(0, 3).map(({ xMm }: { xMm: number }) => xMm)).toEqual([100, 105.5, 112.5])
  expect(resizeField(layout, date, { widthMm: 5, heightMm: 5 })).toBe(layout)
})

test('size and type size', () => {
  const layout = layouts.find(([name]) => name === 'hk-cheque.json')?.[1]
  const payee = fieldsOf(layout).find(({ name }) => name === 'payee')
  if (!payee) throw new Error('no payee')
  expect((resizeField(layout, payee, { widthMm: 120.04, heightMm: 0 }) as typeof layout).payee.box).toMatchObject({
    widthMm: 120,
    heightMm: 1,
  })
  expect((setSize(layout, payee, 12) as typeof layout).payee.sizePt).toBe(12)
})
