/** The bank's statement: taken once, matched line by line from the keyboard until nothing is left, one match undone. */
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
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

test('says what to do first while there is no statement', async () => {
  const statements = new StatementsPage(officer)
  await statements.open('desk')
  await officer.page.getByRole('link', { name: 'Import a statement' }).click()
  await expect(officer.page).toHaveURL(/#\/statements\/import$/)
})

test('shows what a statement says before it is taken, and takes it', async () => {
  const statements = new StatementsPage(officer)
  await statements.choose(desk.statement)
  await expect(officer.page.getByText('Clean: the statement adds up')).toBeVisible()
  await expect(officer.page.getByRole('cell', { name: /HSBC HKD operating/ })).toBeVisible()
  await officer.page.getByRole('button', { name: /^Take \d+ lines$/ }).click()
  await expect(officer.page.getByText(/^11 lines taken, 7 matched by themselves$/)).toBeVisible()
})

test('refuses the same statement a second time', async () => {
  const statements = new StatementsPage(officer)
  await officer.page.getByRole('button', { name: 'Choose another file' }).click()
  await statements.choose(desk.statement)
  await expect(officer.page.getByText('Taken before by Fay Tsang')).toBeVisible()
  await expect(officer.page.getByRole('button', { name: /^Take / })).toHaveCount(0)
})

test('refuses a file that is no statement, with the reason', async () => {
  const statements = new StatementsPage(officer)
  await statements.open('list')
  await statements.open('import')
  await statements.choose('package.json')
  await expect(officer.page.getByText('This file cannot be taken')).toBeVisible()
})

test('asks of a table what it does not say, and shows at once how it is understood', async () => {
  const statements = new StatementsPage(officer)
  await statements.open('list')
  await statements.open('import')
  const path = test.info().outputPath('april.csv')
  writeFileSync(path, 'Date,Details,Paid out,Paid in\n03/04/2026,RENT,100.50,\n05/04/2026,INTEREST,,0.12\n')
  await statements.choose(path)
  const { page } = officer
  await expect(page.getByText('This file does not say whose account it is')).toBeVisible()
  await page.getByRole('combobox', { name: 'Bank account' }).click()
  await page.getByRole('option', { name: /HSBC HKD operating/ }).click()
  await page.getByRole('combobox', { name: 'Order of dates' }).click()
  await page.getByRole('option', { name: 'day, month, year' }).click()
  await expect(page.getByRole('row', { name: /3 Apr.*RENT.*100\.50/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Take 2 lines in spite of/ })).toBeVisible()
})

test('accepts a proposal with Enter and goes on to the next line', async () => {
  const statements = new StatementsPage(officer)
  await statements.open('desk')
  await expect(statements.bank.getByRole('row')).toHaveCount(5)
  await expect(statements.difference).toContainText('0.00')
  await expect(officer.page.getByText(/the only payment of 99,950.00 HKD/)).toBeVisible()
  await statements.press('Enter')
  await expect(statements.bank.getByRole('row')).toHaveCount(4)
})

test('says why a match that completed a request cannot be undone', async () => {
  const statements = new StatementsPage(officer)
  await statements.press('u')
  const dialog = officer.page.getByRole('dialog', { name: /^Undo the match/ })
  await dialog.getByLabel('Why').fill('Wrong payee')
  await dialog.getByRole('button', { name: 'Undo this match' }).click()
  await expect(officer.page.getByRole('dialog', { name: 'Confirm that it is you' })).toBeVisible()
  await officer.page.getByRole('button', { name: 'Use this code' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(/^The request is “Completed”, which is final and never changes\./)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(statements.bank.getByRole('row')).toHaveCount(4)
})

test('proposes payments that add up; payments picked by hand bring the difference to 0.00 as well', async () => {
  const statements = new StatementsPage(officer)
  await statements.bank.getByRole('row').nth(2).click()
  await expect(officer.page.getByText('payments that add up')).toBeVisible()
  await expect(statements.difference).toContainText('0.00')
  const accept = officer.page.getByRole('button', { name: /^Accept: / })
  await statements.expected.getByRole('checkbox', { name: /POON SIN YEE/ }).click()
  await expect(statements.difference).toContainText('15,700.25')
  await expect(accept).toBeDisabled()
  await statements.expected.getByRole('checkbox', { name: /POON SIN YEE/ }).click()
  await expect(statements.difference).toContainText('0.00')
  await accept.click()
  await expect(statements.bank.getByRole('row')).toHaveCount(3)
})

/** Books the active line as a bank charge, from the keyboard. */
async function bookAsCharge(statements: StatementsPage): Promise<void> {
  await statements.press('b')
  const dialog = officer.page.getByRole('dialog', { name: /^Book line/ })
  await dialog.getByLabel('Explanation').fill('Monthly charge as agreed')
  await dialog.getByRole('button', { name: /as Bank charge$/ }).click()
  await officer.proveIfAsked()
  await expect(dialog).toBeHidden()
}

test('books a line that is no payment of ours, and undoes exactly that with U and a reason', async () => {
  const statements = new StatementsPage(officer)
  await statements.bank.getByRole('row').last().click()
  await bookAsCharge(statements)
  await expect(statements.bank.getByRole('row')).toHaveCount(2)
  await statements.bank.focus()
  await statements.press('u')
  const dialog = officer.page.getByRole('dialog', { name: /^Undo the match/ })
  await dialog.getByLabel('Why').fill('It was interest')
  await dialog.getByRole('button', { name: 'Undo this match' }).click()
  await expect(dialog).toBeHidden()
  await expect(statements.bank.getByRole('row')).toHaveCount(3)
})

test('ends with nothing left', async () => {
  const statements = new StatementsPage(officer)
  await statements.bank.getByRole('row').last().click()
  await bookAsCharge(statements)
  await expect(statements.bank.getByRole('row')).toHaveCount(2)
  await statements.bank.focus()
  await statements.press('Enter')
  await expect(officer.page.getByText('Every line of the bank has its match.')).toBeVisible()
  await expect(statements.difference).toContainText('0.00')
})

test('lists every match with its reason', async () => {
  await officer.page.getByText('Matched', { exact: true }).click()
  const matched = officer.page.getByRole('grid', { name: 'Matched' })
  await expect(matched.getByText(/our reference: /).first()).toBeVisible()
  await expect(matched.getByText(/by hand: /).first()).toBeVisible()
})
