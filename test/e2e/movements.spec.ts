/** The transactions ledger in a real browser: find by what is at hand, drill to the postings, export. */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let officer: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('midday')
  officer = await Person.at(browser, desk, 'fay.tsang')
})
test.afterAll(async () => {
  await officer?.leave()
  await desk?.stop()
})

test('finds the movements of a request and shows how it came there', async () => {
  const { page } = officer
  await officer.goTo('/movements')
  await page.getByLabel(/^Customer, WD-1042/).fill('wd-1')
  const grid = page.getByRole('grid', { name: 'Movements of money' })
  await expect(page.getByText('1 movement', { exact: true })).toBeVisible()
  await grid.getByText('Withdrawal completed').dblclick()
  const detail = page.getByRole('dialog', { name: /^Journal \d+$/ })
  await expect(detail.getByText('How WD-1 came here')).toBeVisible()
  await expect(detail.getByText('Approved by Backoffice')).toBeVisible()
  await expect(detail.getByRole('table', { name: 'Postings' }).getByRole('row')).toHaveCount(4)
  await page.keyboard.press('Escape')
})

test('follows an account to its running balance', async () => {
  const { page } = officer
  await officer.goTo('/movements')
  const account = page.getByRole('link', { name: /^TA \d+/ }).first()
  const name = await account.innerText()
  await account.click()
  await expect(page.getByText(`Account ${name}`)).toBeVisible()
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await expect(page.getByText(`Account ${name}`)).toBeHidden()
})

test('exports what is filtered', async () => {
  const { page } = officer
  await officer.goTo('/movements?currency=USD')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export transactions' })
  await dialog.getByText('CSV', { exact: false }).first().click()
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Export as CSV/ }).click()
  const text = readFileSync(await (await saved).path(), 'utf8')
  const lines = text.trim().split('\r\n')
  expect(lines[0]).toContain('Date,Journal,Kind,Customer,WD ID,Account,Amount,Balance after')
  expect(lines.length).toBeGreaterThan(1)
})
