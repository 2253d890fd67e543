/** Layouts of uploads as they are written: the sample at once, what keeps them from use, the bank's file against them, two people. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf, uploadFile } from '../support/payments.ts'

let desk: TestDesk
beforeAll(() => {
  desk = testDesk({ people: ['bo2', 'admin2'] })
})
afterAll(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const layouts = (): Answer[] => promised('channels.layouts', desk.as('admin').call('channels.layouts'))
const layoutOf = (key: string): Answer => layouts().find(({ layout }) => layout.key === key)
const tryOut = (layout: Answer, sampleFileId: number | null = null): Answer => {
  const definition = typeof layout === 'string' ? layout : JSON.stringify(layout)
  return promised('channels.tryLayout', desk.as('admin').call('channels.tryLayout', { definition, sampleFileId }))
}
const file = (text: string): number => uploadFile(desk.as('admin'), 'sample.txt', text)

it('shows the built-in examples with the channels that write by them', () => {
  expect(layoutOf('ifile-example').usedBy.length).toBeGreaterThan(0)
  expect(layoutOf('fps-bulk-example')).toMatchObject({ version: 1, madeBy: null })
})

it('writes three payments by every change and reads them back', () => {
  const { layout } = layoutOf('fps-bulk-example')
  const before = tryOut(layout)
  expect(before.problems).toEqual([])
  expect(before.text.split('\n').length).toBeGreaterThan(3)
  const other = tryOut({ ...layout, delimiter: ';' })
  expect(other.text).not.toBe(before.text)
  expect(other.problems).toEqual([])
})

it('says what keeps a layout from use: a missing field, a field too narrow, a text that is no definition', () => {
  const { layout } = layoutOf('ifile-example')
  const without = { ...layout, line: layout.line.filter(({ source }: Answer) => source !== 'amount') }
  expect(tryOut(without).problems).toMatchObject([{ path: 'line.amount' }])
  const narrow = layout.line.map((field: Answer) => (field.source === 'amount' ? { ...field, width: 3 } : field))
  expect(tryOut({ ...layout, line: narrow }).problems.length).toBeGreaterThan(0)
  expect(tryOut('{')).toMatchObject({ text: null, problems: [{ path: 'definition' }] })
  expect(tryOut({ ...layout, kind: 'letter' })).toMatchObject({ text: null, problems: [{ path: 'kind' }] })
})

it.each(['fps-bulk-example', 'ifile-example'])(
  '%s: takes what it wrote itself as a sample, and finds a line of another shape',
  (key) => {
    const { layout } = layoutOf(key)
    const { text } = tryOut(layout)
    expect(tryOut(layout, file(text)).sample).toMatchObject({ lines: 3, problems: [] })
    const end = layout.lineEnd === 'crlf' ? '\r\n' : '\n'
    const rows = text.split(end)
    const broken = [...rows.slice(0, 2), `${rows[2]},1`, ...rows.slice(3)].join(end)
    const { sample } = tryOut(layout, file(broken))
    expect(sample.problems[0]).toMatchObject({ path: 'line 3' })
    expect(tryOut(layout, file('')).sample.problems.length).toBeGreaterThan(0)
  },
)

it('comes into force by two people, and never with a sample that did not come back equal', async () => {
  const { layout } = layoutOf('fps-bulk-example')
  const own = { ...layout, key: 'house-bank', name: { en: 'House bank', 'zh-Hant': '往來銀行' } }
  const given = (definition: Answer) => ({
    kind: 'layout',
    key: 'house-bank',
    expectedVersion: 0,
    definition: JSON.stringify(definition),
    reason: 'By the guide of June',
  })
  const without = { ...own, line: own.line.filter(({ source }: Answer) => source !== 'accountNumber') }
  expect(await refusalOf(() => desk.as('admin').call('channels.propose', given(without)))).toMatchObject({
    code: 'CHANNEL_DATA_UNFIT',
  })
  const { proposalId, applied } = desk.as('admin').call('channels.propose', given(own))
  expect(applied).toBe(false)
  expect(layoutOf('house-bank')).toBeUndefined()
  desk.confirm(proposalId)
  expect(layoutOf('house-bank')).toMatchObject({
    version: 1,
    madeBy: 'Ada Admin',
    approvedBy: 'Alan Admin',
    usedBy: [],
  })
})
