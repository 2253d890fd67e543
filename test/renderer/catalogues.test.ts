/** Both languages say the same things: the same keys, and the same figures in every message. */
import { describe, expect, it } from 'vitest'
import { en, type TextKey } from '../../src/renderer/i18n/en.ts'
import { fillMessage } from '../../src/renderer/i18n/fill.ts'
import { zhHant } from '../../src/renderer/i18n/zh-Hant.ts'

const placesOf = (message: string) => new Set([...message.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map((found) => found[1]))
const keys = Object.keys(en) as TextKey[]

describe('message catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(zhHant).sort()).toEqual([...keys].sort())
  })

  it('name the same figures and are never empty', () => {
    const uneven = keys.filter((key) => {
      const [a, b] = [placesOf(en[key]), placesOf(zhHant[key])]
      return a.size !== b.size || [...a].some((place) => !b.has(place))
    })
    expect(uneven).toEqual([])
    expect(keys.filter((key) => en[key].trim() === '' || zhHant[key].trim() === '')).toEqual([])
  })

  it('fill counts with the word that goes with them', () => {
    const line = en['batches.build']
    expect(fillMessage(line, { count: 1, amount: '5.00 HKD' })).toBe('Build batch: 1 wire, 5.00 HKD')
    expect(fillMessage(line, { count: 1200, amount: '5.00 HKD' })).toBe('Build batch: 1,200 wires, 5.00 HKD')
  })
})
