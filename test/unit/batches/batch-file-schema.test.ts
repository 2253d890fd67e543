/**
 * Random batches as the desk may hold them: each becomes a file that the schema allows and that reads back as exactly what the books
 * intend, or is refused with the field that no bank takes.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DestinationDetails } from '../../../src/contract/customers.ts'
import { type Currency, exponentOf } from '../../../src/contract/money.ts'
import { type FileParts, intendedFile, writeBatchFile } from '../../../src/main/engine/features/batches/payment-file.ts'
import { fitToSet } from '../../../src/main/engine/formats/pain001/character-set.ts'
import { carriedBy } from '../../../src/main/engine/formats/pain001/compare.ts'
import type { PainVersion, Party, PaymentFile } from '../../../src/main/engine/formats/pain001/model.ts'
import { readPain001 } from '../../../src/main/engine/formats/pain001/read.ts'
import { Refusal } from '../../../src/main/engine/refuse.ts'
import { partsOf } from '../../support/batch-file-parts.ts'
import { systemSchemaErrors } from '../../support/system-xmllint.ts'
import { currencyArbitrary } from '../formats/pain001/payment-file-arbitrary.ts'

const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-?:().,'+ "
/** What the agreed replacements carry; some become two letters. */
const MARKED = `${PLAIN}éèüñçÅßøŁæŒþ&@_;"’–！Ａ`
const CHINESE = `${PLAIN}陳大文國際有限公司香港𠮷`

const text = (pool: string, max: number) =>
  fc
    .oneof(
      fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: max }),
      fc.array(fc.constantFrom(...pool), { minLength: max, maxLength: max, size: 'max' }),
    )
    .map((letters) => letters.join('').trim())
    .filter((found) => found !== '')

/** A payee whose texts a bank takes after the agreed replacements, however long they are; now and then one with Chinese. */
const detailsArbitrary = fc.constantFrom(...Array.from({ length: 14 }, () => MARKED), CHINESE).chain((pool) =>
  fc.record({
    // Half the field: a letter may become two or four.
    payeeName: fc.oneof(text(PLAIN, 140), text(pool, 35)),
    bankCode: fc.stringMatching(/^\d{3}$/),
    bankBic: fc.constantFrom('', 'HSBCHKHHHKH', 'BKCHHKHH', 'DEUTDEFF500'),
    bankName: fc.oneof(fc.constant(''), text(PLAIN, 140), text(pool, 35)),
    accountNumber: fc.oneof(
      fc.stringMatching(/^[0-9]{6,34}$/),
      fc.constantFrom('DE89370400440532013000', 'GB33BUKB20201555555555', 'DE88370400440532013000'),
    ),
    address: fc.record({
      street: fc.oneof(fc.constant(''), text(PLAIN, 70), text(pool, 17)),
      building: fc.oneof(fc.constant(''), text(pool, 4)),
      postCode: fc.oneof(fc.constant(''), text(PLAIN, 16)),
      town: fc.oneof(fc.constant(''), text(PLAIN, 35), text(pool, 8)),
      country: fc.constantFrom('', 'HK', 'CN', 'GB'),
    }),
  }),
)

const batchArbitrary: fc.Arbitrary<FileParts> = fc
  .record({
    currency: currencyArbitrary,
    payments: fc.array(
      fc.record({ amountMinor: fc.integer({ min: 1, max: 10_000_000_000_000 }), details: detailsArbitrary }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ currency, payments }) => partsOf(payments, currency))

const carried = (value: string): string => {
  const fitted = fitToSet(value, 'swift')
  if (!fitted.ok) throw new Error(`"${value}" cannot be carried`)
  return fitted.text.trim()
}
const carriedTexts = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, carried(value as string)])) as T
const carriedParty = ({ name, address }: Party): Party => ({
  name: carried(name),
  ...(address ? { address: carriedTexts(address) } : {}),
})

/** What the books intend, with the agreed replacements of a bank's character set. */
function expected(parts: FileParts, version: PainVersion): PaymentFile {
  const file = intendedFile(parts)
  const blocks = file.blocks.map((block) => ({
    ...block,
    payments: block.payments.map((payment) => {
      const agent = payment.creditorAgent
      const named = agent?.name === undefined ? agent : { ...agent, name: carried(agent.name) }
      return { ...payment, creditor: carriedParty(payment.creditor), ...(named ? { creditorAgent: named } : {}) }
    }),
  }))
  return carriedBy({ ...file, blocks }, version)
}

describe.each(['09', '03'] as const)('pain.001.001.%s of random batches', (version) => {
  it('validates with xmllint and reads back as what the books intend, or names the field that cannot be carried', ({
    skip,
  }) => {
    const written: Uint8Array[] = []
    const refused: string[] = []
    const decimals = new Set<number>()
    fc.assert(
      fc.property(batchArbitrary, (batch) => {
        const parts = { ...batch, form: { name: 'ISO', iso: version } }
        for (const { details } of parts.instructions)
          expect(DestinationDetails.parse(JSON.parse(details))).toBeDefined()
        try {
          const { bytes, totalMinor, lines } = writeBatchFile(parts)
          const read = readPain001(bytes)
          if (!read.ok) throw new Error(read.refusal.message)
          expect(read.findings).toEqual([])
          expect(read.file).toEqual(expected(parts, version))
          expect({ totalMinor, lines }).toEqual({ totalMinor: parts.batch.totalMinor, lines: parts.batch.lines })
          written.push(bytes)
          decimals.add(exponentOf(parts.batch.currency as Currency))
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'BATCH_FILE_INVALID') throw error
          expect(parts.instructions.some(({ details }) => /\p{Script=Han}/u.test(details))).toBe(true)
          refused.push(String(error.figures.what))
        }
      }),
      { numRuns: 60 },
    )
    expect(written.length).toBeGreaterThan(20)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.join()).toMatch(/of WD-\d+/)
    expect([...decimals].sort()).toEqual([0, 2, 3])
    const errors = systemSchemaErrors(version, written)
    if (errors === null) skip('xmllint is not installed')
    expect(errors).toEqual([])
  })
})
