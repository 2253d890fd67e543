/** The books and the people behind them: proof, reversal, audit log, operators, settings. */
import { expect, test } from '@playwright/test'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let officer: Person
let admin: Person
/** Confirms what the administrator proposes. */
let second: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('midday')
  officer = await Person.at(browser, desk, 'fay.tsang')
  admin = await Person.at(browser, desk, 'ada.wong')
  second = await Person.at(browser, desk, 'alan.poon')
})
test.afterAll(async () => {
  await officer?.leave()
  await admin?.leave()
  await second?.leave()
  await desk?.stop()
})

test('proves the books: everything adds up to 0.00 in every currency', async () => {
  await officer.goTo('/ledger/check')
  await expect(officer.page.getByText('The books are in order')).toBeVisible()
  const sums = officer.page.getByRole('region', { name: 'Sum of all postings' })
  await expect(sums.getByText('0.00', { exact: true })).toHaveCount(2)
})

test('follows an account to its journals and a request to its own', async () => {
  await officer.goTo('/ledger/accounts')
  await officer.page.getByLabel('Search account names').fill('Fee income HKD')
  await officer.page.getByRole('link', { name: 'Fee income HKD' }).click()
  await expect(officer.page.getByText('Journals of Fee income HKD')).toBeVisible()
  await officer.page.getByLabel('Request number').fill('wd-1')
  await officer.page.keyboard.press('Enter')
  await expect(officer.page.getByText('Journals of WD-1', { exact: true })).toBeVisible()
  await expect(officer.page.getByText('Withdrawal completed')).toBeVisible()
})

test('reverses a journal once, by two people, with a reason and a code', async ({ browser }) => {
  await officer.goTo('/ledger/accounts')
  await officer.page.getByLabel('Search account names').fill('Opening balances USD')
  await officer.page.getByRole('link', { name: 'Opening balances USD' }).click()
  const journal = officer.page.getByRole('row', { name: /Opening balance of a bank account/ })
  await journal.getByRole('button', { name: 'Reverse' }).click()
  const dialog = officer.page.getByRole('dialog', { name: /^Reverse journal/ })
  await dialog.getByLabel('Why').fill('Wrong opening figure')
  await dialog.getByRole('button', { name: /^Propose the reversal of journal \d+$/ }).click()
  await officer.proveIfAsked()
  await expect(dialog).toBeHidden()
  const frank = await Person.at(browser, desk, 'frank.mok')
  await frank.confirmChange('Reversal of journal: ')
  await frank.leave()
  const pair = officer.page.getByRole('row', { name: /Opening balance of a bank account/ })
  await expect(pair).toHaveCount(2)
  await expect(pair.first()).toContainText(/reverses journal \d+/)
  await expect(pair.last()).toContainText(/reversed by journal \d+/)
  await expect(pair.getByRole('button', { name: 'Reverse' })).toHaveCount(0)
})

test('finds records by person and thing, in words, and verifies the whole log', async () => {
  await officer.goTo('/audit')
  await officer.page.getByLabel('Who').fill('Sam Leung')
  const log = officer.page.getByRole('region', { name: 'Audit log' })
  const released = log.getByRole('row').filter({ hasText: 'Batch released' })
  await expect(released).toContainText(/Waiting for release\s*→\s*Released once/)
  await officer.page.getByRole('button', { name: 'Clear the filters' }).click()
  await officer.page.getByRole('button', { name: 'Verify the whole log' }).click()
  await expect(officer.page.getByText(/^The log is unbroken: \d+ records verified$/)).toBeVisible()
})

test('adds an operator who must choose a password first', async ({ browser }) => {
  await admin.goTo('/operators')
  await admin.page.getByRole('button', { name: 'Add operator' }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Name as shown').fill('Nora New')
  await dialog.getByLabel('User name').fill('nora.new')
  await dialog.getByRole('button', { name: 'Propose a password' }).click()
  const password = await dialog.getByLabel('First password').inputValue()
  expect(password).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/)
  await dialog.getByLabel('Auditor', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Add Nora New' }).click()
  await expect(dialog).toBeHidden()
  await second.confirmChange('New operator: Nora New')
  await expect(admin.page.getByRole('row', { name: /Nora New/ })).toContainText('Auditor')

  const page = await browser.newPage()
  await page.goto(await desk.shell.newLink())
  await page.getByLabel('User name').fill('nora.new')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel(/New password/).first()).toBeVisible()
  await page.close()
})

test('does not let an administrator change the own roles', async () => {
  await admin.page.getByRole('button', { name: 'Edit Ada Wong' }).click()
  const dialog = admin.page.getByRole('dialog')
  await expect(dialog.getByLabel('Auditor', { exact: true })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
})

test('changes a setting within its bounds and says who did it', async () => {
  await admin.goTo('/settings')
  const due = admin.page.getByRole('textbox', { name: 'Due within' })
  await due.fill('5000')
  await expect(admin.page.getByText('A whole number from 1 to 1,440.')).toBeVisible()
  await due.fill('48')
  await admin.page.getByRole('button', { name: 'Save “Due within”' }).click()
  await expect(admin.page.getByRole('button', { name: 'Save “Due within”' })).toHaveCount(0)
  await second.confirmChange('Setting: Due within')
  await expect(due).toHaveValue('48 h')
})

test('adds a bank account of the desk', async () => {
  await admin.page.getByRole('button', { name: 'Add bank account' }).first().click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Name on the screens').fill('Hang Seng HKD')
  await dialog.getByRole('button', { name: 'Add Hang Seng HKD' }).click()
  await expect(dialog.getByText('Three digits, such as 004.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Bank', exact: true }).fill('Hang Seng Bank')
  await dialog.getByLabel('Bank code').fill('024')
  await dialog.getByLabel('Account number').fill('239-445566-883')
  await dialog.getByLabel('BIC').fill('hasehkhh')
  await dialog.getByLabel('Owner’s name').fill('Harbour Securities Limited')
  await dialog.getByRole('button', { name: 'Add Hang Seng HKD' }).click()
  await expect(dialog).toBeHidden()
  await second.confirmChange('New bank account: Hang Seng HKD')
  await expect(admin.page.getByRole('cell', { name: '239-445566-883' })).toBeVisible()
})
