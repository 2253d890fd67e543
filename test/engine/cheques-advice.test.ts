/** The advice of a cheque whose stub is too small: drawn with the run, archived with the leaf, printed on plain paper. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, keptBytes, lastSequence, refusalOf } from '../support/payments.ts'
import { CHEQUE_PRINTER, FakePrintHost } from '../support/printing.ts'
import { missingTools, wordsOf } from '../unit/cheques/poppler.ts'

let desk: TestDesk
let host: FakePrintHost
let cheques: ChequeDesk
let bookId: number
beforeEach(() => {
  host = new FakePrintHost()
  desk = testDesk({ printHost: host })
  cheques = new ChequeDesk(desk)
  bookId = cheques.addBook('500000', 20, { stock: 'hk-cheque-with-stub' })
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

/** As many characters as a reason may have: more lines than a stub. */
const LONG = `${'聯名帳戶結算及遷移九龍後之第二期款項'.repeat(4)} END`
const LONG_WITH_PICTURE = LONG.replace('END', '💰')
const textOf = (fileId: number, page: number) =>
  wordsOf(keptBytes(desk, fileId), page)
    .map(({ text }) => text)
    .join(' ')
const A4: FakePrintHost['reported'][number] = {
  ...CHEQUE_PRINTER,
  name: 'letters',
  paperName: 'A4',
  paper: { widthMm: 210, heightMm: 297 },
}
const printAdvices = (runId: number, printer: string) =>
  desk.as('bo2').callQueued('cheques.printAdvices', { runId, device: { printer, tray: '' } })

describe.skipIf(missingTools.length > 0)('a run of three, two of which have more to say than their stub holds', () => {
  let run: Answer
  beforeEach(async () => {
    const payments = [
      cheques.payment({ reason: LONG }),
      cheques.payment({ reason: 'Short' }),
      cheques.payment({ reason: LONG_WITH_PICTURE, details: { payeeName: '李嘉欣' } }),
    ]
    run = await cheques.print(payments, { bookId })
  })

  test('the stub says so and the advice says all, leaf by leaf, in one file', () => {
    const [first, second, third] = run.leaves.map(({ leafId }: Answer) => cheques.leaf(leafId))
    expect([first.advicePage, second.advicePage, third.advicePage]).toEqual([1, null, 2])
    expect([second.adviceFileId, third.adviceFileId]).toEqual([null, first.adviceFileId])
    expect(textOf(first.pdfFileId, 1)).toContain('see separate advice')
    expect(textOf(first.pdfFileId, 2)).not.toContain('see separate advice')
    const advice = textOf(first.adviceFileId, 1)
    for (const text of ['500000', 'LEE KA YAN', '12,500.00', 'EXAMPLE SECURITIES LTD', 'END', first.words])
      expect(advice).toContain(text)
    // What the font has no shape for is marked, never left out.
    expect(textOf(first.adviceFileId, 2)).toMatch(/500002.*李嘉欣.*第二期款項 〓/)
  })

  test('archived with the leaf: who sees leaves sees it, others have no such file', async () => {
    const { adviceFileId: fileId } = cheques.leaf(run.leaves[0].leafId)
    expect(desk.as('signerA').call('files.info', { fileId }).name).toBe('advice-cheques-500000-500002.pdf')
    expect(await refusalOf(() => desk.as('agent').call('files.info', { fileId }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('printed on plain A4 alone, as often as it is wanted, and logged', async () => {
    host.reported = [CHEQUE_PRINTER, A4]
    expect(await refusalOf(() => printAdvices(run.runId, 'cheques'))).toMatchObject({ code: 'PRINTER_PAPER' })
    const since = lastSequence(desk)
    expect(await printAdvices(run.runId, 'letters')).toMatchObject({ leaves: 2 })
    await printAdvices(run.runId, 'letters')
    expect(host.orders.map(({ printer, title }) => [printer, title])).toEqual([
      ['letters', `Advices, run ${run.runId}`],
      ['letters', `Advices, run ${run.runId}`],
    ])
    expect(auditedSince(desk, since).map(({ action }) => action)).toEqual([
      'chequeRun.printAdvices',
      'chequeRun.printAdvices',
    ])
  })
})

test('a run whose stubs say it all has no advice', async () => {
  host.reported = [A4]
  const { runId } = await cheques.print([cheques.payment()], { bookId })
  expect(await refusalOf(() => printAdvices(runId, 'letters'))).toMatchObject({ code: 'NOT_FOUND' })
})
