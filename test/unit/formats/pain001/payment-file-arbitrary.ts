/**
 * Random payment files that satisfy every field rule, for round trips through the writers and the reader. `SIMPLE_FILE`
 * is one file with every field filled, for tests that name a field.
 */
import fc from 'fast-check'
import { CURRENCIES, type Currency } from '../../../../src/contract/money.ts'
import { SCHEMA_LIMITS } from '../../../../src/main/engine/formats/pain001/field-rules.ts'
import type {
  AccountId,
  Agent,
  Payment,
  PaymentBlock,
  PaymentFile,
  PostalAddress,
} from '../../../../src/main/engine/formats/pain001/model.ts'

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-?:().,'+ "
const UNICODE = `${LETTERS}&<>"éßøŁ陳大文國際有限公司香港𠮷龘😀;#%_`

/** Short texts, and those that fill their field to the last character. */
function textOf(pool: string, max: number): fc.Arbitrary<string> {
  const letter = fc.constantFrom(...pool)
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.array(letter, { minLength: 1, maxLength: max }) },
      { weight: 1, arbitrary: fc.array(letter, { minLength: max, maxLength: max, size: 'max' }) },
    )
    .map((letters) => letters.join('').trim())
    .filter((text) => text !== '')
}

const swift = (max: number) => textOf(LETTERS, max)
const unicode = (max: number) => textOf(UNICODE, max)
const reference = swift(30)

/** Adds a key only when there is a value, because an absent field and an empty one are different things. */
function record<T>(fields: { [K in keyof T]-?: fc.Arbitrary<T[K]> }, required: (keyof T)[]): fc.Arbitrary<T> {
  return fc.record(fields, { requiredKeys: required }) as fc.Arbitrary<T>
}

const addressArbitrary = record<PostalAddress>(
  {
    street: unicode(SCHEMA_LIMITS.street),
    building: unicode(SCHEMA_LIMITS.building),
    postCode: unicode(SCHEMA_LIMITS.postCode),
    town: unicode(SCHEMA_LIMITS.town),
    country: fc.constantFrom('HK', 'CN', 'GB', 'US'),
    lines: fc.array(unicode(SCHEMA_LIMITS.line), { minLength: 1, maxLength: 2 }),
  },
  ['town', 'country'],
)

/** Computes the two check digits, so that any account text becomes a valid IBAN. */
export function ibanOf(country: string, account: string): string {
  const digits = [...`${account}${country}00`].map((letter) => Number.parseInt(letter, 36)).join('')
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${account}`
}

const accountArbitrary: fc.Arbitrary<AccountId> = fc.oneof(
  fc.stringMatching(/^[0-9A-Z]{10,20}$/).map((account) => ({ kind: 'iban' as const, iban: ibanOf('DE', account) })),
  fc.stringMatching(/^[0-9]{6,15}$/).map((id) => ({ kind: 'other' as const, id })),
)

const bic = fc.stringMatching(/^[A-Z]{6}[A-Z2-9][A-NP-Z1-9]([A-Z0-9]{3})?$/)
const member = record({ system: fc.constant('HKNCC'), id: fc.stringMatching(/^[0-9]{3}$/) }, ['id'])
const agentArbitrary: fc.Arbitrary<Agent> = fc.oneof(
  record<Agent>({ bic, clearingMember: member, name: unicode(SCHEMA_LIMITS.name) }, ['bic']),
  record<Agent>({ bic, clearingMember: member, name: unicode(SCHEMA_LIMITS.name) }, ['clearingMember']),
)
const partyArbitrary = record({ name: unicode(SCHEMA_LIMITS.name), address: addressArbitrary }, ['name'])
const amountArbitrary = fc.oneof(
  fc.integer({ min: 1, max: 100_000_00 }),
  fc.integer({ min: 1, max: 10_000_000_000_000 }),
)

function paymentArbitrary(currency: Currency): fc.Arbitrary<Payment> {
  return record<Payment>(
    {
      instructionId: reference,
      endToEndId: reference,
      uetr: fc.uuid({ version: 4 }),
      amountMinor: amountArbitrary,
      currency: fc.constant(currency),
      creditor: partyArbitrary,
      creditorAgent: agentArbitrary,
      creditorAccount: accountArbitrary,
      remittance: unicode(SCHEMA_LIMITS.remittance),
      purpose: fc.stringMatching(/^[A-Z]{4}$/),
    },
    ['instructionId', 'endToEndId', 'uetr', 'amountMinor', 'currency', 'creditor', 'creditorAgent', 'creditorAccount'],
  )
}

function blockArbitrary(currency: Currency): fc.Arbitrary<PaymentBlock> {
  return record<PaymentBlock>(
    {
      blockId: reference,
      executionDate: fc.constantFrom('2026-11-23', '2024-02-29', '2027-01-01'),
      debtor: partyArbitrary,
      debtorAccount: accountArbitrary,
      debtorAgent: agentArbitrary,
      currency: fc.constant(currency),
      chargeBearer: fc.constantFrom('DEBT', 'CRED', 'SHAR', 'SLEV'),
      batchBooking: fc.boolean(),
      serviceLevel: fc.constantFrom('URGP', 'NURG', 'SEPA'),
      payments: fc.array(paymentArbitrary(currency), { minLength: 1, maxLength: 6 }),
    },
    ['blockId', 'executionDate', 'debtor', 'debtorAccount', 'debtorAgent', 'currency', 'payments'],
  )
}

/** Every currency of the desk, those without and with three decimals more often. */
export const currencyArbitrary: fc.Arbitrary<Currency> = fc.oneof(
  fc.constantFrom<Currency>(...CURRENCIES),
  fc.constantFrom<Currency>('JPY', 'KRW', 'KWD', 'BHD'),
)

/** Valid files of one currency each; ids are made unique by a running number. */
export const paymentFileArbitrary: fc.Arbitrary<PaymentFile> = currencyArbitrary
  .chain((currency) =>
    record<PaymentFile>(
      {
        messageId: reference,
        createdAt: fc.constantFrom('2026-11-21T11:02:33+08:00', '2026-11-21T03:02:33Z', '2026-11-21T11:02:33.250'),
        initiatingParty: record({ name: unicode(SCHEMA_LIMITS.name), id: reference }, ['name']),
        blocks: fc.array(blockArbitrary(currency), { minLength: 1, maxLength: 9 }),
      },
      ['messageId', 'createdAt', 'initiatingParty', 'blocks'],
    ),
  )
  .map(numbered)

function numbered(file: PaymentFile): PaymentFile {
  let running = 0
  const blocks = file.blocks.map((block, index) => ({
    ...block,
    blockId: `${block.blockId.slice(0, 28)}.${index}`,
    payments: block.payments.map((payment) => {
      running += 1
      return {
        ...payment,
        instructionId: `I${(payment.instructionId ?? '').slice(0, 28)}.${running}`,
        endToEndId: `E${payment.endToEndId.slice(0, 28)}.${running}`,
      }
    }),
  }))
  return { ...file, blocks }
}

/** Two blocks, three payments, every field of the record in use. */
export const SIMPLE_FILE: PaymentFile = {
  messageId: 'CS-20261123-001',
  createdAt: '2026-11-21T11:02:33+08:00',
  initiatingParty: { name: 'Harbour Desk Limited', id: 'HARBOURDESK' },
  blocks: [
    {
      blockId: 'CS-20261123-001-A',
      executionDate: '2026-11-23',
      debtor: {
        name: 'Harbour Desk Limited',
        address: { street: 'Connaught Road Central', building: '88', town: 'Hong Kong', country: 'HK' },
      },
      debtorAccount: { kind: 'other', id: '004123456789001' },
      debtorAgent: { bic: 'HSBCHKHHHKH', clearingMember: { system: 'HKNCC', id: '004' } },
      currency: 'HKD',
      chargeBearer: 'SHAR',
      batchBooking: false,
      serviceLevel: 'URGP',
      payments: [
        {
          instructionId: 'WD-1042',
          endToEndId: 'WD-1042-1',
          uetr: '7f1a4c1e-2b7d-4c0e-9a51-0d6f1c2b3a4d',
          amountMinor: 1_250_000,
          currency: 'HKD',
          creditor: {
            name: 'LEE KA YAN & CO <李嘉欣>',
            address: {
              street: 'Nathan Road',
              building: '570',
              postCode: '999077',
              town: 'Kowloon',
              country: 'HK',
              lines: ['Flat 12A, 23/F', 'Tower 2'],
            },
          },
          creditorAgent: { clearingMember: { system: 'HKNCC', id: '024' }, name: 'Hang Seng Bank' },
          creditorAccount: { kind: 'other', id: '024390123456' },
          remittance: 'Payout WD-1042',
          purpose: 'CASH',
        },
        {
          instructionId: 'WD-1043',
          endToEndId: 'WD-1043-1',
          uetr: '3e0c6f0a-9d52-4a7b-8f10-5b1d2e4f6a70',
          amountMinor: 5,
          currency: 'HKD',
          creditor: { name: 'CHAN TAI MAN' },
          creditorAgent: { bic: 'BKCHHKHH' },
          creditorAccount: { kind: 'iban', iban: 'DE89370400440532013000' },
        },
      ],
    },
    {
      blockId: 'CS-20261123-001-B',
      executionDate: '2026-11-24',
      debtor: { name: 'Harbour Desk Limited' },
      debtorAccount: { kind: 'iban', iban: 'GB29NWBK60161331926819' },
      debtorAgent: { bic: 'NWBKGB2L' },
      currency: 'HKD',
      payments: [
        {
          instructionId: 'WD-1044',
          endToEndId: 'WD-1044-1',
          uetr: 'c4a760a8-dbcf-4e14-a52e-6d1a4a9b8a11',
          amountMinor: 999_999_999,
          currency: 'HKD',
          creditor: { name: 'Wong Siu Ming', address: { town: 'London', country: 'GB' } },
          creditorAgent: { bic: 'BARCGB22' },
          creditorAccount: { kind: 'iban', iban: 'GB33BUKB20201555555555' },
        },
      ],
    },
  ],
}
