/** Wires from the waiting list to the bank's file: built by one person, released by two others, exported once in two hand-outs. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { BatchesPage } from './pages/batches.ts'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let builder: Person
let batchId = 0

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('paid')
  builder = await Person.at(browser, desk, 'bella.chan')
})
test.afterAll(async () => {
  await builder?.leave()
  await desk?.stop()
})

test('shows what waits per currency and builds a batch of the selection', async () => {
  const batches = new BatchesPage(builder)
  await batches.open()
  const build = builder.page.getByRole('button', { name: /^Build batch/ })
  await expect(build).toBeDisabled()
  await batches.selectAll()
  const rows = await batches.waiting.getByRole('row').count()
  await expect(build).toHaveText(new RegExp(`^Build batch: ${rows - 1} wires, [\\d,]+\\.\\d\\d HKD$`))
  const card = await batches.build()
  batchId = card.batchId
  await card.state('Open')
  await expect(card.lines.getByRole('row')).toHaveCount(rows)
})

test('takes a line out while the batch is open and puts it back with the waiting ones', async () => {
  const card = await new BatchesPage(builder).openBatch(batchId)
  await expect.poll(() => card.lines.getByRole('row').count()).toBeGreaterThan(1)
  const rows = await card.lines.getByRole('row').count()
  await card.lines
    .getByRole('button', { name: /^Take WD-\d+ out of the batch$/ })
    .first()
    .click()
  await expect(card.lines.getByRole('row')).toHaveCount(rows - 1)
  const batches = new BatchesPage(builder)
  await batches.open()
  await builder.page.getByText('HKD (1)').click()
  await expect(batches.waiting.getByRole('row')).toHaveCount(2)
})

test('cuts the batch: the file is shown, counted three times and without a difference', async () => {
  const card = await new BatchesPage(builder).openBatch(batchId)
  await card.cut()
  await card.state('Waiting for release')
  await expect(builder.page.getByText('All three agree')).toBeVisible()
  await expect(builder.page.getByText('No difference: the file says what the books say')).toBeVisible()
  await expect(card.file).toContainText('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09')
  await expect(card.lines.getByRole('button')).toHaveCount(0)
})

test('lets two people release, neither twice, and never the builder', async ({ browser }) => {
  await expect(builder.page.getByRole('button', { name: /^Release / })).toHaveCount(0)
  const first = await Person.at(browser, desk, 'sam.leung')
  const card = await new BatchesPage(first).openBatch(batchId)
  await card.release()
  await card.state('Released once')
  await expect(card.releases.nth(0)).toContainText('Sam Leung')
  await expect(first.page.getByText(/You cannot release this:.*Sam Leung gave the first/)).toBeVisible()
  await first.leave()

  const second = await Person.at(browser, desk, 'grace.yip')
  const again = await new BatchesPage(second).openBatch(batchId)
  await again.release()
  await again.state('Released, not exported')
  await expect(again.releases.nth(1)).toContainText('Grace Yip')
  await second.leave()
})

test('hands out the same bytes twice and counts the hand-outs', async () => {
  const card = await new BatchesPage(builder).openBatch(batchId)
  await card.state('Released, not exported')
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
  const first = await builder.download(() => card.act(/^Export the bank file$/))
  await card.state('Exported, not yet accepted')
  const second = await builder.download(() => card.act(/^Export the same file again$/))
  expect(first.name).toMatch(/^CS\d{8}-\d+\.xml$/)
  expect(digest(second.path)).toBe(digest(first.path))
  await expect(builder.page.getByText('handed out 2 times')).toBeVisible()
  await expect(card.lines.getByText('Sent, not yet debited').first()).toBeVisible()
})

test('withdraws a batch with a reason; its wires wait again', async () => {
  const batches = new BatchesPage(builder)
  await batches.open()
  await batches.selectAll()
  const card = await batches.build()
  await builder.page.getByRole('button', { name: 'Withdraw the batch' }).click()
  const dialog = builder.page.getByRole('dialog')
  const withdraw = dialog.getByRole('button', { name: 'Withdraw the batch' })
  await expect(withdraw).toBeDisabled()
  await dialog.getByLabel('Why').fill('Built by mistake')
  await withdraw.click()
  await card.state('Withdrawn')
})
