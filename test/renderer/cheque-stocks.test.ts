/** The papers that come with the program are named in the language of the window. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { stockName } from '../../src/renderer/features/cheques/stock-name.ts'
import { chequesEn } from '../../src/renderer/i18n/cheques.en.ts'
import { translate } from '../../src/renderer/i18n/text.tsx'

const folder = fileURLToPath(new URL('../../resources/cheques/stocks', import.meta.url))

it('has a name for every built-in paper; one of the desk has the name that it was given', () => {
  const known = readdirSync(folder).map((file) => file.replace('.json', ''))
  for (const stock of known) expect(chequesEn).toHaveProperty([`cheques.stock.${stock}`])
  const t = translate('en')
  expect(stockName({ code: 'own-paper', name: 'Our paper' }, t)).toBe('Our paper')
  expect(stockName({ code: 'hk-cheque', name: 'hk-cheque' }, t)).not.toBe('hk-cheque')
})
