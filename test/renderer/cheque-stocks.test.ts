/** The papers that a delivered book can be registered with are those that the desk can print. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { STOCKS } from '../../src/renderer/features/cheques/states.ts'
import { chequesEn } from '../../src/renderer/i18n/cheques.en.ts'

const folder = fileURLToPath(new URL('../../resources/cheques/stocks', import.meta.url))

it('offers every stock of the desk under a name', () => {
  const known = readdirSync(folder).map((file) => file.replace('.json', ''))
  expect([...STOCKS].sort()).toEqual(known.sort())
  for (const stock of STOCKS) expect(chequesEn).toHaveProperty([`cheques.stock.${stock}`])
})
