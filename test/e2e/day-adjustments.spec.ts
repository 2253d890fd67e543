/** A variance to its end: explained with its paper, adjusted by two people, signed off, and the day opened again by two people. */
import { expect, test } from '@playwright/test'
import { StatementsPage } from './pages/statements.ts'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let fay: Person
let frank: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('sent')
  fay = await Person.at(browser, desk, 'fay.tsang')
  frank = await Person.at(browser, desk, 'frank.mok')
})
test.afterAll(async () => {
  await fay?.leave()
  await frank?.leave()
  await desk?.stop()
})

async function openToday(person: Person): Promise<void> {
  await person.goTo('/days')
  await person.page
    .getByRole('link', { name: /^Open the report of / })
    .or(person.page.locator('main').getByRole('link').first())
    .first()
    .click()
  await expect(person.page.getByRole('heading', { name: /^Day report / })).toBeVisible()
}

async function act(person: Person, name: RegExp): Promise<void> {
  await person.page.getByRole('button', { name }).click()
  const dialog = person.page.getByRole('dialog', { name })
  await dialog.getByRole('button', { name }).click()
  await person.proveIfAsked()
  await expect(dialog).toBeHidden()
}

test('R2-70 a variance is explained with its paper, then adjusted by two people', async () => {
  const statements = new StatementsPage(fay)
  await statements.open('import')
  await statements.choose(desk.statement)
  await fay.page.getByRole('button', { name: /^Take \d+ lines$/ }).click()
  await expect(fay.page.getByText(/matched by themselves/)).toBeVisible()
  await openToday(fay)
  // Nothing is booked before somebody has said what it is.
  await expect(fay.page.getByRole('button', { name: 'Adjust', exact: true })).toHaveCount(0)
  await fay.page.getByRole('button', { name: 'Explain' }).first().click()
  const why = fay.page.getByRole('dialog', { name: /^Why do bank and books differ/ })
  await why.getByLabel('Explanation').fill('Four debits that nobody can name')
  await why
    .locator('input[type=file]')
    .setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('We do not know') })
  await expect(why.getByText('letter.txt')).toBeVisible()
  await why.getByRole('button', { name: 'Record the explanation' }).click()
  await expect(fay.page.getByRole('region', { name: 'What was found' })).toContainText('letter.txt')

  await fay.page.getByRole('button', { name: 'Adjust', exact: true }).click()
  const adjust = fay.page.getByRole('dialog', { name: /^Adjust HSBC HKD operating/ })
  await adjust.getByRole('combobox', { name: /^(Taken from|Booked to)/ }).click()
  await fay.page
    .getByRole('option', { name: /Suspense/ })
    .first()
    .click()
  await adjust.getByLabel('Reason of the adjustment').fill('Until the bank answers')
  await adjust.getByRole('button', { name: /^Propose the adjustment of / }).click()
  await fay.proveIfAsked()
  await expect(adjust).toBeHidden()
  await expect(fay.page.getByRole('button', { name: 'Adjustment waits' })).toBeDisabled()

  await frank.confirmChange('Adjusting journal: HSBC HKD operating')
  const booked = fay.page.getByRole('region', { name: 'Adjustments made by hand' })
  await expect(booked).toContainText('Fay Tsang, confirmed by Frank Mok')
  await expect(booked).toContainText('Until the bank answers')
})

test('R2-71 the day is signed off, and opened again by two people while the signed report stays', async () => {
  await act(fay, /^Prepare the report$/)
  await act(fay, /^Sign /)
  await openToday(frank)
  await act(frank, /^Sign /)
  await expect(frank.page.locator('header').getByText('Signed off')).toBeVisible()
  await fay.page.getByRole('button', { name: 'Open again' }).click()
  const again = fay.page.getByRole('dialog', { name: /^Open .* again\?/ })
  await again.getByLabel('Why').fill('The bank has answered')
  await again.getByRole('button', { name: 'Propose to open the day again' }).click()
  await fay.proveIfAsked()
  await expect(again).toBeHidden()
  await frank.confirmChange('Signed day opened again: ')
  const kept = fay.page.getByRole('region', { name: 'Earlier signed reports' })
  await expect(kept).toContainText('Signed by Fay Tsang, Frank Mok')
  await expect(kept).toContainText('opened again by Fay Tsang and Frank Mok')
  const { name } = await fay.download(() => kept.getByRole('button', { name: 'Download PDF' }).click())
  expect(name).toMatch(/\.pdf$/)
  await expect(fay.page.getByRole('button', { name: 'Prepare the report' })).toBeVisible()
})
