/** Who signs which amounts: mandates with their days, rules with their bands, both by two people; and layouts that a desk makes its own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { grant, keptBytes, promised, refusalOf } from '../support/payments.ts'
import { missingTools, wordsOf } from '../unit/cheques/poppler.ts'

let desk: TestDesk
let cheques: ChequeDesk
beforeEach(() => {
  desk = testDesk()
  cheques = new ChequeDesk(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const rule = (fromMinor: number, combinations: string[], days: object = {}) =>
  desk.as('admin').call('signatories.addRule', {
    currency: 'HKD',
    fromMinor,
    combinations,
    validFrom: '2026-11-01',
    validTo: null,
    ...days,
  })

/** `deal` and `ret` sign in group A too. */
const moreSigners = () => {
  for (const name of ['deal', 'ret'] as const) {
    grant(desk, desk.as(name).operatorId, { roles: ['authorisedSigner'], signingGroup: 'A' })
  }
}

describe('rules', () => {
  test('any two of A over a million, A and B below; shown on the leaf', async () => {
    moreSigners()
    rule(0, ['A+B'])
    rule(100_000_000, ['A+A'])
    const big = await cheques.placed('printed', cheques.payment({ amountMinor: 100_000_000 }))
    const small = await cheques.placed('printed')
    expect([cheques.leaf(big.leafId).needs, cheques.leaf(small.leafId).needs]).toEqual([['A+A'], ['A+B']])
    expect(await refusalOf(() => cheques.sign(big.leafId, 'signerB'))).toMatchObject({
      code: 'SIGNING_GROUP_MISSING',
      figures: { wanted: 'A+A', group: 'B' },
    })
    cheques.sign(big.leafId, 'signerA')
    cheques.sign(big.leafId, 'deal')
    expect(cheques.leaf(big.leafId)).toMatchObject({
      state: 'signedTwice',
      signatures: [{ group: 'A' }, { group: 'A' }],
    })
    cheques.release(big.leafId)
    cheques.sign(small.leafId, 'signerA')
    expect(await refusalOf(() => cheques.sign(small.leafId, 'ret'))).toMatchObject({ code: 'SIGNING_GROUP_MISSING' })
    cheques.sign(small.leafId, 'signerB')
  })

  test('a rule counts on its days alone; ended, the house rule is back', async () => {
    rule(0, ['B+B'], { validTo: '2026-11-19' })
    const { leafId } = await cheques.placed('printed')
    expect(cheques.leaf(leafId).needs).toEqual(['A+B'])
    rule(0, ['B+B'])
    expect(cheques.leaf(leafId).needs).toEqual(['B+B'])
    const { rules } = promised('signatories.list', desk.as('signerA').call('signatories.list'))
    const { ruleId } = rules.find((each: Answer) => each.validTo === null)
    desk.as('admin').call('signatories.endRule', { ruleId, validTo: '2026-11-20' })
    desk.advance(86_400_000)
    desk.restart()
    expect(cheques.leaf(leafId).needs).toEqual(['A+B'])
  })

  test('two people change rules and mandates once there are two; nobody confirms a mandate of their own', async () => {
    grant(desk, desk.as('cs').operatorId, { roles: ['administrator'] })
    const { proposalId, applied } = rule(0, ['A+A'])
    expect(applied).toBe(false)
    const { leafId } = await cheques.placed('printed')
    expect(cheques.leaf(leafId).needs).toEqual(['A+B'])
    const approve = (who: 'admin' | 'cs', id: number) =>
      desk.as(who).call('proposals.approve', { proposalId: id, expectedVersion: 1 })
    expect(await refusalOf(() => approve('admin', proposalId))).toMatchObject({ code: 'PROPOSAL_OWN' })
    approve('cs', proposalId)
    expect(cheques.leaf(leafId).needs).toEqual(['A+A'])
    const mandate = { operatorId: desk.as('cs').operatorId, group: 'A', validFrom: '2026-11-01', validTo: null }
    const own = desk.as('admin').call('signatories.addMandate', mandate)
    expect(await refusalOf(() => approve('cs', own.proposalId))).toMatchObject({ code: 'PROPOSAL_CONCERNS_YOU' })
  })
})

describe('mandates', () => {
  const give = (who: 'signerA' | 'signerB', group: string, days: object = {}) =>
    desk.as('admin').call('signatories.addMandate', {
      operatorId: desk.as(who).operatorId,
      group,
      validFrom: '2026-11-01',
      validTo: null,
      ...days,
    })

  test.each([
    ['that has ended', 'A', { validTo: '2026-11-19' }, 'SIGNING_GROUP_MISSING'],
    ['that has not begun', 'A', { validFrom: '2026-11-21' }, 'SIGNING_GROUP_MISSING'],
    ['in force', 'A', {}, null],
  ])('with a mandate %s', async (_, group, days, code) => {
    give('signerA', group, days)
    const { leafId } = await cheques.placed('printed')
    if (code === null) expect(cheques.sign(leafId, 'signerA').state).toBe('signedOnce')
    else expect(await refusalOf(() => cheques.sign(leafId, 'signerA'))).toMatchObject({ code })
  })

  test('the mandate decides the group, and its specimen is shown beside the signature', async () => {
    const picture = Buffer.from('iVBORw0KGgo=', 'base64')
    const admin = desk.as('admin')
    const { uploadId } = admin.call('files.beginUpload', {
      name: 's.png',
      mediaType: 'image/png',
      sizeBytes: picture.length,
    })
    admin.call('files.append', { uploadId, offset: 0, base64: picture.toString('base64') })
    const { fileId } = admin.call('files.finishUpload', { uploadId })
    give('signerA', 'B', { specimenFileId: fileId })
    give('signerB', 'A')
    const { leafId } = await cheques.placed('printed')
    cheques.sign(leafId, 'signerA')
    expect(cheques.leaf(leafId).signatures).toMatchObject([{ by: 'Sam Signer', group: 'B', specimenFileId: fileId }])
    cheques.sign(leafId, 'signerB')
    expect(cheques.leaf(leafId).state).toBe('signedTwice')
  })
})

describe('layouts as data', () => {
  const forms = () => promised('stocks.list', desk.as('bo2').call('stocks.list'))
  const builtIn = () => JSON.parse(forms().layouts.find(({ code }: Answer) => code === 'hk-cheque').content)

  test('a revision moves the print and keeps the older ones; a draft keeps nothing', async () => {
    const layout = builtIn()
    const moved = { ...layout, figures: { ...layout.figures, box: { ...layout.figures.box, yMm: 44 } } }
    const drawn = promised(
      'stocks.draw',
      await desk.as('bo2').callQueued('stocks.draw', { layout: JSON.stringify(moved), stock: null }),
    )
    expect(Buffer.from(drawn.pdfBase64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(desk.connection.value('SELECT count(*) FROM files')).toBe(0)
    const { applied } = desk
      .as('bo2')
      .call('stocks.propose', { kind: 'layout', code: 'hk-cheque', content: JSON.stringify(moved) })
    expect(applied).toBe(true)
    expect(forms().layouts.find(({ code }: Answer) => code === 'hk-cheque')).toMatchObject({ revision: 1 })
    const { fileId } = await cheques.print([cheques.payment()])
    expect(desk.connection.value('SELECT layout FROM cheque_runs')).toBe('hk-cheque/1')
    if (missingTools.length > 0) return
    const figures = wordsOf(keptBytes(desk, fileId)).find(({ text }) => text.includes('12,500.00'))
    expect(Math.abs((figures?.middleMm ?? 0) - 48)).toBeLessThan(0.1)
  })

  test.each([
    [
      'a box off its decimals',
      (layout: Answer) => ({ ...layout, figures: { ...layout.figures, box: { ...layout.figures.box, xMm: 1.23 } } }),
      'figures.box.xMm',
    ],
    ['a missing field', ({ payee: _, ...layout }: Answer) => layout, 'payee'],
    ['another id', (layout: Answer) => ({ ...layout, id: 'other' }), 'its id is other'],
  ])('not with %s', async (_, change, why) => {
    const content = JSON.stringify(change(builtIn()))
    const propose = () => desk.as('bo2').call('stocks.propose', { kind: 'layout', code: 'hk-cheque', content })
    const no = await refusalOf(propose)
    expect(no).toMatchObject({ code: 'FORM_INVALID' })
    expect(String(no.figures?.why)).toContain(why)
  })

  test('a paper of the desk begins as a copy with its layouts; one on which a layout has no place is refused', async () => {
    const builtInPaper = JSON.parse(forms().stocks.find(({ code }: Answer) => code === 'hk-cheque').content)
    const { revision: _, ...paper } = builtInPaper
    const own = { ...paper, id: 'our-paper', name: 'Our paper', page: { widthMm: 210, heightMm: 89 } }
    const propose = (content: Answer, copyOf: string | null) =>
      desk
        .as('bo2')
        .call('stocks.propose', { kind: 'stock', code: 'our-paper', content: JSON.stringify(content), copyOf })
    const small = { ...own, leaf: { widthMm: 150, heightMm: 89 }, cheque: { ...own.cheque, widthMm: 150 } }
    small.micrBand = { ...own.micrBand, widthMm: 150 }
    expect(await refusalOf(() => propose(small, 'hk-cheque'))).toMatchObject({ code: 'STOCK_UNFIT' })
    expect(propose(own, 'hk-cheque').applied).toBe(true)
    expect(await refusalOf(() => propose(own, 'hk-cheque'))).toMatchObject({ code: 'FORM_INVALID' })
    const { stocks, layouts } = forms()
    expect(stocks.find(({ code }: Answer) => code === 'our-paper')).toMatchObject({ revision: 1, name: 'Our paper' })
    const copies = layouts.filter(({ stock }: Answer) => stock === 'our-paper').map(({ code }: Answer) => code)
    expect(copies.sort()).toEqual(['our-paper-en', 'our-paper-zh'])
    expect(propose({ ...own, name: 'Our new paper' }, null).applied).toBe(true)
    expect(await refusalOf(() => propose(small, null))).toMatchObject({ code: 'STOCK_UNFIT' })
    const bookId = cheques.addBook('700001', 2, { stock: 'our-paper' })
    await cheques.print([cheques.payment()], { bookId })
    expect(desk.connection.value('SELECT layout FROM cheque_runs')).toBe('our-paper-en/1')
  })

  test('a field in the band of the code line is found and said', async () => {
    const layout = builtIn()
    const low = { ...layout, figures: { ...layout.figures, box: { ...layout.figures.box, yMm: 75 } } }
    const { findings } = await desk.as('bo2').callQueued('stocks.draw', { layout: JSON.stringify(low), stock: null })
    expect(findings).toContainEqual(
      expect.objectContaining({ field: 'figures', message: expect.stringContaining('code line') }),
    )
  })
})
