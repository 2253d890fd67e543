/** Bank uploads by layouts as data: the built-in examples, what must come back, and every way in which a layout is unfit. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { UploadLayout } from '../../../src/contract/layouts.ts'
import { problemsOfLayout, SAMPLE, sampleText } from '../../../src/main/engine/formats/uploads/check.ts'
import type { Upload } from '../../../src/main/engine/formats/uploads/model.ts'
import { readUpload } from '../../../src/main/engine/formats/uploads/read.ts'
import { writeUpload } from '../../../src/main/engine/formats/uploads/write.ts'

const folder = join(import.meta.dirname, '../../../resources/channels/layouts')
const layouts = readdirSync(folder).map((name) =>
  UploadLayout.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
)
/** Those of payments; a list of cheques has a sample of its own. */
const ofPayments = layouts.filter(({ cheques }) => cheques === undefined)
const layout = (key: string) => layouts.find((each) => each.key === key) as UploadLayout

describe('the built-in examples', () => {
  test.each(layouts.map((each) => [each.key, each] as const))(
    '%s comes back equal and says to check the guide',
    (_key, each) => {
      expect(problemsOfLayout(each)).toEqual([])
      expect(each.note.en).toContain('Check every field against your bank’s guide')
    },
  )

  it('writes CSV with titles, quotes and plain amounts', () => {
    const [titles, , second] = sampleText(layout('fps-bulk-example')).split('\r\n')
    expect(titles).toMatch(/^Customer reference,Beneficiary name,Bank code/)
    expect(second).toBe('WD2T2C02,"O\'BRIEN, ""PAT"" LTD",012,000000001,HKD,999999.99,20261120,WD-2')
  })

  it('writes fixed width with counts and totals in head and foot', () => {
    const lines = sampleText(layout('ifile-example')).split('\r\n')
    expect(lines[0]).toMatch(/HKD00000300000000101250000$/)
    expect(lines[1]?.slice(5, 11)).toBe('000001')
    expect(new Set(lines.slice(1, 4).map((each) => each.length)).size).toBe(1)
    expect(lines[4]).toBe('IFT  00000300000000101250000')
  })
})

describe('a layout of a list of cheques', () => {
  const list = layout('cheque-issue-example')
  const without = (source: string) => ({ ...list, line: list.line.filter((each) => each.source !== source) })

  it('says issued, void and stopped in the words of the bank; a leaf burnt blank has its number alone', () => {
    expect(sampleText(list).split('\r\n').slice(1)).toEqual([
      '004808000000101,000101,ISSUE,20261120,999999.99,HKD,LEE KA YAN',
      '004808000000101,000102,STOP,20261120,0.01,HKD,"O\'BRIEN, ""PAT"" LTD"',
      '004808000000101,000103,VOID,,0.00,HKD,',
      '',
    ])
  })

  test.each<[what: string, broken: UploadLayout, path: string]>([
    ['has no number', without('chequeNumber'), 'line.chequeNumber'],
    ['does not say what became of a leaf', without('chequeStatus'), 'line.chequeStatus'],
    ['has one word for two fates', { ...list, cheques: { issued: 'I', void: 'X', stopped: 'X' } }, 'cheques'],
    ['has fields of cheques in a list of payments', { ...list, cheques: undefined }, 'line.reference'],
  ])('is refused when it %s', (_what, broken, path) => {
    expect(problemsOfLayout(broken).map((problem) => problem.path)).toContain(path)
  })
})

describe('a layout that may not be used', () => {
  const fps = layout('fps-bulk-example')
  const without = (source: string) => ({ ...fps, line: fps.line.filter((each) => each.source !== source) })
  test.each<[what: string, broken: UploadLayout, path: string]>([
    ['has no reference', without('reference'), 'line.reference'],
    ['has no amount', without('amount'), 'line.amount'],
    [
      'cuts the name off',
      { ...fps, line: fps.line.map((each) => (each.source === 'payeeName' ? { ...each, width: 8 } : each)) },
      'payments[0].payeeName',
    ],
    [
      'pads accounts with zeros',
      {
        ...layout('ifile-example'),
        line: layout('ifile-example').line.map((each) =>
          each.source === 'accountNumber' ? { ...each, pad: '0' as const, align: 'right' as const } : each,
        ),
      },
      'line.accountNumber',
    ],
  ])('%s', (_what, broken, path) => {
    expect(problemsOfLayout(broken)[0]?.path).toBe(path)
  })
})

describe('what was written and what is read', () => {
  const one = (facts: object): Upload => ({ ...SAMPLE, payments: [{ ...SAMPLE.payments[0]!, ...facts }] })

  it('takes accents off and shows it; other letters refuse the file', () => {
    const { problems, changes } = writeUpload(one({ payeeName: 'JOSÉ PÉREZ' }), layout('fps-bulk-example'))
    expect([problems, changes]).toEqual([
      [],
      [{ line: 0, field: 'payeeName', before: 'JOSÉ PÉREZ', after: 'JOSE PEREZ' }],
    ])
    expect(writeUpload(one({ payeeName: '李嘉欣' }), layout('fps-bulk-example')).problems).toHaveLength(1)
  })

  it('finds a changed figure, a lost line and a line that was put in', () => {
    for (const each of ofPayments) {
      const text = sampleText(each)
      const changed = text.replace(
        each.kind === 'csv' ? '12500.00' : '0000000001250000',
        each.kind === 'csv' ? '12500.01' : '0000000001250001',
      )
      const rows = text.split('\r\n')
      const lost = [...rows.slice(0, 2), ...rows.slice(3)].join('\r\n')
      const more = [...rows.slice(0, 2), rows[1], ...rows.slice(2)].join('\r\n')
      for (const bad of [changed, lost, more]) {
        expect(bad).not.toBe(text)
        expect(readUpload(Buffer.from(bad), each, SAMPLE).problems.length).toBeGreaterThan(0)
      }
    }
  })

  it('every payment that can be written comes back equal, with its total', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ABC xyz019,;"\'-./&'), maxLength: 35 })
    const payments = fc.array(
      fc.record({
        reference: fc.stringMatching(/^WD[0-9]{1,6}T[0-9]{1,6}C[0-9]{2}$/),
        payeeName: text,
        accountNumber: fc.stringMatching(/^[0-9]{1,20}$/),
        bankCode: fc.stringMatching(/^[0-9]{3}$/),
        bankBic: fc.constant(''),
        bankName: text,
        amountMinor: fc.integer({ min: 1, max: 999_999_999_999 }),
        remittance: text,
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(fc.constantFrom(...ofPayments), payments, (each, some) => {
        const upload: Upload = { ...SAMPLE, payments: some }
        const { bytes, problems } = writeUpload(upload, each)
        if (problems.length > 0) return
        const read = readUpload(bytes, each, upload)
        expect(read.problems).toEqual([])
        expect(read.totalMinor).toBe(some.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
      }),
      { numRuns: 500 },
    )
  })
})
