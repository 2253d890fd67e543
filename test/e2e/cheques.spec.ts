/** A cheque from the waiting list to the customer's hand: printed once, answered for, signed by two groups, released on a receipt. */
import { expect, test } from '@playwright/test'
import { ChequesPage } from './pages/cheques.ts'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
const FIRST = '100201'
const SECOND = '100202'
let desk: DemoDesk
let printer: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('paid')
  printer = await Person.at(browser, desk, 'bella.chan')
})
test.afterAll(async () => {
  await printer?.leave()
  await desk?.stop()
})

test('shows each leaf as it will print, with the amount in words in both languages', async () => {
  const cheques = new ChequesPage(printer)
  await cheques.open('run')
  const leaves = cheques.strip.getByRole('listitem')
  await expect.poll(() => leaves.count()).toBeGreaterThan(1)
  await expect(printer.page.getByText(/ Only$/)).toBeVisible()
  await expect(printer.page.getByText(/[壹貳叁肆伍陸柒捌玖].*元/)).toBeVisible()
  await expect(printer.page.locator('iframe[title^="Preview of the cheque for"]')).toBeVisible()
})

test('prints the chosen leaves and takes the next numbers', async () => {
  const cheques = new ChequesPage(printer)
  const leaves = await cheques.strip.getByRole('listitem').count()
  await cheques.strip.getByRole('checkbox').last().click()
  await expect(printer.page.getByRole('button', { name: `Print ${leaves - 1} cheques` })).toBeVisible()
  await cheques.act(/^Print \d+ cheques$/)
  await expect(printer.page.getByRole('heading', { name: 'Which leaves are good?' })).toBeVisible()
  await expect(printer.page.getByRole('button', { name: `Leaf ${FIRST} is good` })).toBeVisible()
  await expect(cheques.strip.getByRole('listitem')).toHaveCount(1)
})

test('burns a spoiled leaf with a reason; its payment waits for another one', async () => {
  const cheques = new ChequesPage(printer)
  await printer.page.getByRole('button', { name: `Leaf ${FIRST} is spoiled` }).click()
  const dialog = printer.page.getByRole('dialog')
  await dialog.getByLabel('What happened to it').fill('Paper jam')
  await dialog.getByRole('button', { name: `Burn leaf ${FIRST}` }).click()
  await expect(cheques.strip.getByRole('listitem')).toHaveCount(2)
  await printer.page.getByRole('button', { name: /^Confirm \d+ lea(f|ves) as good$/ }).click()
  await expect(printer.page.getByRole('heading', { name: 'Which leaves are good?' })).toBeHidden()
})

test('keeps the burnt leaf in the register with its reason', async () => {
  const cheques = new ChequesPage(printer)
  await cheques.open('register')
  await expect(cheques.row(FIRST)).toContainText('Spoiled')
  await expect(cheques.row(FIRST)).toContainText('Paper jam')
  await expect(cheques.row(SECOND)).toContainText('Printed, to be signed')
})

test('needs two signatures of two groups before a cheque leaves', async ({ browser }) => {
  const first = await Person.at(browser, desk, 'sam.leung')
  const cheques = new ChequesPage(first)
  await cheques.open('signing')
  await cheques.choose(SECOND)
  await expect(first.page.getByRole('button', { name: `Release cheque ${SECOND}` })).toHaveCount(0)
  await cheques.act(new RegExp(`^Sign cheque ${SECOND} for `))
  await expect(cheques.signatures.nth(0)).toContainText('Sam Leung')
  await expect(first.page.getByText('you signed')).toBeVisible()
  await first.leave()

  const second = await Person.at(browser, desk, 'grace.yip')
  const again = new ChequesPage(second)
  await again.open('signing')
  await again.choose(SECOND)
  await again.act(new RegExp(`^Sign cheque ${SECOND} for `))
  await expect(again.signatures.nth(1)).toContainText('Grace Yip')

  await second.page.getByRole('button', { name: `Release cheque ${SECOND}` }).click()
  const dialog = second.page.getByRole('dialog')
  await dialog.getByLabel('Handed to').fill('Courier 4711')
  await dialog.getByRole('button', { name: `Release cheque ${SECOND}` }).click()
  await again.open('register')
  await expect(again.row(SECOND)).toContainText('Released, not yet presented')
  await expect(again.row(SECOND)).toContainText('Courier 4711')
  await second.leave()
})

test('opens one leaf from a link, with what became of it', async () => {
  await printer.goTo('/cheques?leaf=2')
  await expect(printer.page.getByRole('heading', { name: SECOND })).toBeVisible()
  const cheques = new ChequesPage(printer)
  await expect(cheques.signatures.nth(1)).toContainText('Grace Yip')
  await expect(printer.page.getByRole('button', { name: /^Sign cheque/ })).toHaveCount(0)
  await printer.page.getByRole('button', { name: 'Close' }).click()
  await expect(cheques.register).toBeVisible()
})

test('refuses a book whose numbers are in the register already; another one counts when a second person confirms it', async ({
  browser,
}) => {
  const cheques = new ChequesPage(printer)
  await cheques.open('books')
  await printer.page.getByRole('button', { name: 'Register a book' }).click()
  const dialog = printer.page.getByRole('dialog', { name: 'Register a delivered cheque book' })
  await dialog.getByLabel('First number').fill('100210')
  await dialog.getByRole('button', { name: 'Register 50 leaves' }).click()
  await printer.proveIfAsked()
  await expect(dialog.getByRole('alert')).toHaveText(/^Cheque number 100210 is already in the register\./)
  await dialog.getByLabel('First number').fill('200001')
  await expect(dialog.getByText('Last number 200050')).toBeVisible()
  await dialog.getByRole('button', { name: 'Register 50 leaves' }).click()
  await expect(dialog).toBeHidden()
  await expect(printer.page.getByText('200001–200050')).toHaveCount(0)
  const second = await Person.at(browser, desk, 'alan.poon')
  await second.confirmChange('Delivered cheque book: HSBC HKD operating 200001–200050')
  await second.leave()
  await expect(printer.page.getByText('200001–200050')).toBeVisible()
  await expect(printer.page.getByText('counted by Alan Poon').first()).toBeVisible()
})

test('tells the bank of what was issued and what is void, by a layout that two people chose', async ({ browser }) => {
  const first = await Person.at(browser, desk, 'sam.leung')
  const cheques = new ChequesPage(first)
  await cheques.open('lists')
  await first.page.getByRole('button', { name: 'Change the layout' }).first().click()
  const dialog = first.page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('The bank takes lists since November')
  await dialog.getByRole('button', { name: 'Propose the layout' }).click()
  await expect(dialog).toBeHidden()
  // A one-time code is good once: each person proves it once in this half minute.
  const second = await Person.at(browser, desk, 'ada.wong')
  await second.confirmChange('Layout of lists of cheques: HSBC HKD operating')
  await second.leave()

  const list = first.page.getByRole('region', { name: 'Next list of HSBC HKD operating' })
  await expect(list.getByRole('row', { name: new RegExp(`${FIRST} Void`) })).toBeVisible()
  await expect(list.getByRole('row', { name: new RegExp(`${SECOND} Issued`) })).toBeVisible()
  await expect(list.getByTitle('As the bank will read it')).toContainText(`${SECOND},ISSUE`)
  await cheques.act(/^Make the list of 2 cheques$/)
  await expect(first.page.getByText(/The bank knows of every cheque of this account/)).toBeVisible()
  const given = first.page.waitForEvent('download')
  await first.page.getByRole('button', { name: 'Export', exact: true }).click()
  expect((await given).suggestedFilename()).toMatch(/^CL\d{8}-1\.csv$/)
  await expect(first.page.getByText('With the bank, no answer yet')).toBeVisible()
  await first.leave()
})
