/** The customer card: found by search, a request added by hand within what is available, comments, accounts, destinations. */
import { expect, test } from '@playwright/test'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let agent: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('paid')
  agent = await Person.at(browser, desk, 'carol.ng')
})
test.afterAll(async () => {
  await agent?.leave()
  await desk?.stop()
})

/** Finds a customer by what is typed and opens the card from the keyboard. */
async function openCustomer(search: string, name: string): Promise<void> {
  await agent.goTo('/customers')
  await agent.page.getByLabel('Search customers').fill(search)
  const grid = agent.page.getByRole('grid', { name: 'Customers' })
  await expect(grid.getByRole('row')).toHaveCount(2)
  await grid.focus()
  await agent.page.keyboard.press('ArrowDown')
  await agent.page.keyboard.press('Enter')
  await expect(agent.page.getByRole('heading', { name: new RegExp(name) })).toBeVisible()
}

test('finds a customer by Chinese name and by account, and says so when there is none', async () => {
  await openCustomer('陳大文', 'Chan Tai Man')
  await agent.goTo('/customers')
  await agent.page.getByLabel('Search customers').fill('nobody of that name')
  await expect(agent.page.getByText('Nobody matches “nobody of that name”.')).toBeVisible()
  await agent.page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(agent.page.getByRole('link', { name: 'C-20881' })).toBeVisible()
})

test('fixes the only account, fills in the comment and shows how the available amount is worked out', async () => {
  await openCustomer('C-20891', 'Kwok Chun Kit')
  await agent.page.getByRole('button', { name: 'Add WD request' }).click()
  const dialog = agent.page.getByRole('dialog')
  await expect(dialog.getByRole('combobox', { name: 'Trading account' })).toBeDisabled()
  await expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue(/^Customer C-20891 asked for a withdrawal/)
  await dialog.getByRole('button', { name: 'How is this worked out?' }).click()
  await expect(dialog.getByText('Free margin − open requests')).toBeVisible()
  await expect(dialog.getByText('The smaller of both counts.')).toBeVisible()
})

test('refuses an amount that is not below the available one, and an empty comment', async () => {
  const dialog = agent.page.getByRole('dialog')
  await dialog.getByLabel('Requested amount').fill('9,999,999')
  await dialog.getByRole('button', { name: /^Add request/ }).click()
  await expect(dialog.getByText(/^Must be less than the available /)).toBeVisible()
  await dialog.getByLabel('Requested amount').fill('100')
  await dialog.getByRole('textbox', { name: 'Comment' }).fill(' ')
  await dialog.getByRole('button', { name: /^Add request/ }).click()
  await expect(dialog.getByText('A request needs a comment.')).toBeVisible()
})

test('adds the request and lists it on the card', async () => {
  const dialog = agent.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Asked by phone')
  await dialog.getByRole('button', { name: /^Add request for 100\.00 / }).click()
  await expect(agent.page).toHaveURL(/#\/requests\/\d+$/)
  const number = `WD-${new URL(agent.page.url()).hash.split('/').at(-1)}`
  await openCustomer('C-20891', 'Kwok Chun Kit')
  const row = agent.page
    .getByRole('region', { name: 'WD requests' })
    .getByRole('row', { name: new RegExp(`${number}\\b`) })
  await expect(row).toContainText('100.00')
  await expect(row).toContainText('New')
})

test('adds a payout destination and an account', async () => {
  await agent.page.getByRole('button', { name: 'Add destination' }).click()
  const destination = agent.page.getByRole('dialog')
  await destination.getByText('Cheque', { exact: true }).click()
  await destination.getByLabel('Payee name').fill('KWOK CHUN KIT')
  await destination.getByRole('button', { name: 'Add destination' }).click()
  await expect(agent.page.getByRole('region', { name: 'Payout destinations' }).getByText(/^Cheque · /)).toBeVisible()

  await agent.page.getByRole('button', { name: 'Add account' }).click()
  const account = agent.page.getByRole('dialog')
  await account.getByLabel('Account number').fill('TA 5700001')
  await account.getByLabel('Equity').fill('2,000.5')
  await account.getByLabel('Free margin').fill('2000.50')
  await account.getByRole('button', { name: 'Add account TA 5700001' }).click()
  await agent.page.getByRole('link', { name: 'TA 5700001' }).click()
  await expect(agent.page.getByRole('heading', { name: 'Trading account TA 5700001' })).toBeVisible()
  await expect(agent.page.getByText('No order yet.')).toBeVisible()
})

test('keeps comments on the Activity tab', async () => {
  await openCustomer('C-20891', 'Kwok Chun Kit')
  await agent.page.getByRole('tab', { name: 'Activity' }).click()
  await agent.page.getByLabel('Comment on this customer').fill('Prefers to be called after six')
  await agent.page.getByRole('button', { name: 'Add comment' }).click()
  await expect(agent.page.getByRole('listitem').getByText('Prefers to be called after six')).toBeVisible()
})

test('takes money without a request only for a cause, with a code and a comment', async ({ browser }) => {
  const finance = await Person.at(browser, desk, 'fay.tsang')
  await finance.goTo('/accounts/1')
  await finance.page.getByRole('button', { name: 'Balance operation without request' }).click()
  const dialog = finance.page.getByRole('dialog', { name: /^Balance operation on/ })
  await dialog.getByLabel('Amount to take').fill('12.50')
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Card company ref 88')
  const take = dialog.getByRole('button', { name: /^Propose to take 12\.50 HKD from / })
  await take.click()
  await expect(dialog.getByText('Fill this in.')).toBeVisible()
  await dialog.getByLabel('Chargeback').click()
  await take.click()
  await finance.proveIfAsked()
  await expect(dialog).toBeHidden()
  const second = await Person.at(browser, desk, 'frank.mok')
  await second.confirmChange('Balance operation without request: ')
  await second.leave()
  const order = finance.page.getByRole('row', { name: /Chargeback/ })
  await expect(order).toContainText('−12.50')
  await expect(order).toContainText('without request')
  await finance.leave()
})

test('hides what the person may not do', async ({ browser }) => {
  const auditor = await Person.at(browser, desk, 'otto.auditor')
  await auditor.goTo('/customers/1')
  await expect(auditor.page.getByRole('heading', { name: /Lee Ka Yan/ })).toBeVisible()
  for (const name of ['Add WD request', 'Edit details', 'Add account', 'Add destination']) {
    await expect(auditor.page.getByRole('button', { name })).toHaveCount(0)
  }
  await auditor.leave()
})
