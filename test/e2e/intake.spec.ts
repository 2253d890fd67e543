/** Files for intake: every error before anything is taken, the whole file or nothing, the same file never twice. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let supervisor: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('paid')
  supervisor = await Person.at(browser, desk, 'sunny.ho')
})
test.afterAll(async () => {
  await supervisor?.leave()
  await desk?.stop()
})
test.beforeEach(async () => {
  await supervisor.goTo('/')
  await supervisor.goTo('/intake')
})

const choose = (path: string) => supervisor.page.locator('input[type=file]').setInputFiles(path)
const takeButton = () => supervisor.page.getByRole('button', { name: /^Take \d+ requests?$/ })

/** A file of new requests: the first rows of the sample under references that the desk has not seen, for small amounts. */
function newRequests(rows: number): string {
  const [header, ...lines] = readFileSync('samples/requests.csv', 'utf8').split(/\r?\n/)
  const fresh = lines
    .slice(0, rows)
    .map((line) => line.replace('CA-2026-', 'CB-2026-').replace(/,\d+\.\d\d,/, ',10.00,'))
  const path = join(desk.folder, `new-${rows}.csv`)
  writeFileSync(path, `${[header, ...fresh].join('\n')}\n`)
  return path
}

test('names the columns and hands out an empty file that has them', async () => {
  const { path } = await supervisor.download(() =>
    supervisor.page.getByRole('button', { name: 'Save an empty file with these columns' }).click(),
  )
  expect(readFileSync(path, 'utf8').trimEnd()).toBe(readFileSync('samples/requests.csv', 'utf8').split(/\r?\n/)[0])
})

test('shows each error with row, column, reason and value, and takes nothing', async () => {
  await choose('samples/broken/bad-amount.csv')
  await expect(supervisor.page.getByText(/\d+ errors?: nothing can be taken until they are corrected/)).toBeVisible()
  const errors = supervisor.page.getByRole('region', { name: 'Rows with errors' })
  const amount = errors.getByRole('row').filter({ hasText: '6.200,50' })
  await expect(amount.getByRole('cell').nth(0)).toHaveText('4')
  await expect(amount.getByRole('cell').nth(1)).toHaveText('amount')
  await expect(amount.getByRole('cell').nth(2)).not.toBeEmpty()
  await expect(takeButton()).toHaveCount(0)
})

test('refuses a file with another header as a whole, and says where', async () => {
  await choose('samples/broken/wrong-header.csv')
  await expect(supervisor.page.getByText('This file cannot be read as a whole')).toBeVisible()
  await expect(supervisor.page.getByText(/Place: /)).toBeVisible()
  await expect(takeButton()).toHaveCount(0)
})

test('shows rows and sums per currency, then takes every row', async () => {
  await choose(newRequests(3))
  await expect(supervisor.page.getByText(/^Every row /)).toBeVisible()
  await expect(supervisor.page.getByRole('region', { name: /first rows/ }).getByRole('row')).toHaveCount(4)
  await takeButton().click()
  const dialog = supervisor.page.getByRole('dialog')
  await expect(dialog).toContainText('From here on there is no way back')
  await dialog.getByRole('button', { name: 'Take 3 requests' }).click()
  await expect(supervisor.page.getByText('3 requests taken')).toBeVisible()
  await supervisor.page.getByRole('link', { name: 'Open the first one' }).click()
  await expect(supervisor.page).toHaveURL(/#\/requests\/\d+$/)
})

test('says who took the same file before and does not offer it again', async () => {
  await choose(newRequests(3))
  await expect(supervisor.page.getByText('This very file was taken before')).toBeVisible()
  await expect(supervisor.page.getByText(/Sunny Ho took it/)).toBeVisible()
  await expect(takeButton()).toHaveCount(0)
})

test('takes customers with their accounts', async () => {
  const path = join(desk.folder, 'customers.csv')
  const [header] = readFileSync('samples/customers.csv', 'utf8').split(/\r?\n/)
  const row =
    'C-30001,Yeung Man Lok,楊文樂,yeung@example.com,+852 9000 0909,HK,normal,TA 5600001,HKD,900.00,900.00,0,0,900.00,0'
  writeFileSync(path, `${header}\n${row}\n`)
  await supervisor.page.getByText('Customers', { exact: true }).last().click()
  await choose(path)
  await supervisor.page.getByRole('button', { name: /^Take 1 customer/ }).click()
  await supervisor.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Take 1 customer/ })
    .click()
  await supervisor.page.getByRole('link', { name: 'Open customers' }).click()
  await supervisor.page.getByLabel('Search customers').fill('Yeung Man')
  await expect(supervisor.page.getByRole('link', { name: 'C-30001' })).toBeVisible()
})
