/** Closing a day: the checklist names what is missing, the report is frozen, two people sign, the archive stays. */
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { StatementsPage } from './pages/statements.ts'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let officer: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('sent')
  officer = await Person.at(browser, desk, 'fay.tsang')
})
test.afterAll(async () => {
  await officer?.leave()
  await desk?.stop()
})

async function openToday(person: Person): Promise<void> {
  await person.goTo('/days')
  await person.page
    .getByRole('link', { name: /^Open the report of / })
    .first()
    .click()
  await expect(person.page.getByRole('heading', { name: /^Day report / })).toBeVisible()
}

const checklist = (page: Page) => page.getByRole('region', { name: 'Checklist' })

/** Presses an action of the header and confirms it in its dialog. */
async function act(person: Person, name: RegExp): Promise<void> {
  await person.page.getByRole('button', { name }).click()
  const dialog = person.page.getByRole('dialog', { name })
  await dialog.getByRole('button', { name }).click()
  await person.proveIfAsked()
  await expect(dialog).toBeHidden()
}

test('names what is missing and links to its remedy', async () => {
  await openToday(officer)
  const missing = checklist(officer.page).getByRole('listitem').filter({ hasText: 'The bank’s statement is in' })
  await expect(missing.getByRole('img', { name: 'to do' })).toBeVisible()
  await missing.getByRole('link', { name: 'Import the statement' }).click()
  await expect(officer.page).toHaveURL(/#\/statements\/import$/)
})

test('refuses to prepare a day whose bank and books differ, with the figure', async () => {
  const statements = new StatementsPage(officer)
  await statements.open('import')
  await statements.choose(desk.statement)
  await officer.page.getByRole('button', { name: /^Take \d+ lines$/ }).click()
  await expect(officer.page.getByText(/matched by themselves/)).toBeVisible()
  await openToday(officer)
  await officer.page.getByRole('button', { name: 'Prepare the report' }).click()
  const dialog = officer.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Prepare the report' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(/HSBC HKD operating differ by −?[\d,]+\.\d\d HKD\./)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
})

test('lets a variance be explained, a report be prepared and taken back', async () => {
  await officer.page.getByRole('button', { name: 'Explain' }).click()
  const dialog = officer.page.getByRole('dialog', { name: /^Why do bank and books differ/ })
  await dialog.getByLabel('Explanation').fill('Four debits still to be matched')
  await dialog.getByRole('button', { name: 'Record the explanation' }).click()
  await expect(officer.page.getByText('Explained by Fay Tsang: Four debits still to be matched')).toBeVisible()
  await act(officer, /^Prepare the report$/)
  await officer.page.getByRole('button', { name: 'Take it back' }).click()
  const back = officer.page.getByRole('dialog', { name: /^Take the report of/ })
  await back.getByLabel('Why').fill('The debits are clear now')
  await back.getByRole('button', { name: 'Take the report back' }).click()
  await officer.proveIfAsked()
  await expect(officer.page.locator('header').getByText('Open', { exact: true })).toBeVisible()
})

test('fills the checklist by itself once every line is answered', async () => {
  const statements = new StatementsPage(officer)
  await statements.open('desk')
  for (let left = 4; left > 0; left--) {
    await expect(statements.bank.getByRole('row')).toHaveCount(left + 1)
    await statements.bank.getByRole('row').nth(1).click()
    await statements.press('b')
    const dialog = officer.page.getByRole('dialog', { name: /^Book line/ })
    await dialog.getByLabel('Explanation').fill('Explained by the bank on the phone')
    await dialog.getByLabel('Something else').click()
    await dialog.getByRole('button', { name: /as Something else$/ }).click()
    await officer.proveIfAsked()
    await expect(dialog).toBeHidden()
  }
  await openToday(officer)
  const matched = checklist(officer.page).getByRole('listitem').filter({ hasText: 'Every line of the bank is matched' })
  await expect(matched.getByRole('img', { name: 'in order' })).toBeVisible()
})

test('shows opening + movements = closing beside the bank’s figure', async () => {
  const row = officer.page
    .getByRole('region', { name: 'Opening + movements = closing' })
    .getByRole('row', { name: /HSBC HKD operating/ })
  await expect(row).toBeVisible()
  const cells = await row.getByRole('cell').allInnerTexts()
  const minor = (text = ''): number => Number(text.replace(/[^\d−]/g, '').replace('−', '-'))
  const [, opening, paidOut, received, adjustments, calculated, bank] = cells.map((text) => minor(text))
  expect((opening ?? 0) - Math.abs(paidOut ?? 0) + (received ?? 0) + (adjustments ?? 0)).toBe(calculated)
  expect(calculated).toBe(bank)
})

test('freezes the report, and two different people sign it', async ({ browser }) => {
  await act(officer, /^Prepare the report$/)
  await act(officer, /^Sign /)
  await expect(officer.page.getByText('you signed')).toBeVisible()
  const second = await Person.at(browser, desk, 'frank.mok')
  await openToday(second)
  await act(second, /^Sign /)
  await expect(second.page.locator('header').getByText('Signed off')).toBeVisible()
  const { path, name } = await second.download(() => second.page.getByRole('button', { name: 'Download PDF' }).click())
  expect(name).toMatch(/\.pdf$/)
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
  await second.leave()
})
