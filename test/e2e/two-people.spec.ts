/** Two people: a change of rights, a payout destination with cooling-off, a delegation; each proposed in one window, decided in another. */
import { expect, test } from '@playwright/test'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let ada: Person
let alan: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('paid')
  ada = await Person.at(browser, desk, 'ada.wong')
  alan = await Person.at(browser, desk, 'alan.poon')
})
test.afterAll(async () => {
  await ada?.leave()
  await alan?.leave()
  await desk?.stop()
})

test('a fee is proposed, is not in force, and says so beside the setting', async () => {
  await ada.goTo('/settings')
  await ada.page.getByLabel('Usual fee').fill('7,500')
  await ada.page.getByRole('button', { name: 'Save “Usual fee”' }).click()
  await expect(ada.page.getByText('Proposed. It takes effect when a second person confirms it')).toBeVisible()
  await expect(ada.page.getByText('Change waits for a second person')).toBeVisible()
  await expect(ada.page.getByLabel('Usual fee')).toHaveValue('5,000 cents')
})

test('who proposed it cannot confirm it; the other one sees the difference and confirms with a code', async () => {
  await ada.goTo('/changes')
  const own = ada.page.getByRole('region', { name: 'Setting: Usual fee' })
  await expect(own.getByText('You proposed it: another person has to confirm it.')).toBeVisible()
  await expect(own.getByRole('button', { name: 'Confirm' })).toHaveCount(0)

  await expect(alan.page.getByRole('link', { name: 'Changes: 1 open' })).toBeVisible()
  await alan.goTo('/changes')
  const change = alan.page.getByRole('region', { name: 'Setting: Usual fee' })
  await expect(change.getByRole('row', { name: /Usual fee/ })).toContainText('5000')
  await change.getByRole('button', { name: 'Confirm' }).click()
  await alan.page.getByRole('dialog').getByRole('button', { name: 'Confirm the change of Usual fee' }).click()
  await alan.proveIfAsked()
  await expect(alan.page.getByText('No change waits for a second person.')).toBeVisible()
  await ada.goTo('/settings')
  await expect(ada.page.getByLabel('Usual fee')).toHaveValue('7,500 cents')
})

test('a change of roles is refused with a reason, and the proposer is told by the bell', async () => {
  await ada.goTo('/operators')
  await ada.page.getByRole('button', { name: 'Edit Frank Mok' }).click()
  await ada.page.getByRole('dialog').getByLabel('Agent', { exact: true }).click()
  await ada.page.getByRole('button', { name: 'Save changes' }).click()
  await expect(ada.page.getByRole('row', { name: /Frank Mok/ })).toContainText('Change waits for a second person')

  await alan.goTo('/changes')
  const change = alan.page.getByRole('region', { name: 'Operator: Frank Mok' })
  await expect(change).toContainText('Finance, Agent')
  await change.getByRole('button', { name: 'Refuse' }).click()
  const dialog = alan.page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('Finance does not record requests')
  await dialog.getByRole('button', { name: 'Refuse the change' }).click()
  await expect(dialog).toBeHidden()

  await ada.page.getByRole('button', { name: /^Your messages: \d+ unread/ }).click()
  await expect(ada.page.getByText('refused your change of Frank Mok: Finance does not record requests')).toBeVisible()
  await ada.page.keyboard.press('Escape')
  await expect(ada.page.getByRole('button', { name: 'Your messages', exact: true })).toBeVisible()
})

test('a new payout destination waits, is confirmed by somebody else, and then cools off', async ({ browser }) => {
  const agent = await Person.at(browser, desk, 'carol.ng')
  await agent.goTo('/customers/1')
  await agent.page.getByRole('button', { name: 'Add destination' }).click()
  const form = agent.page.getByRole('dialog')
  await form.getByLabel('Payee name').fill('LEE KA YAN')
  await form.getByLabel('Account number').fill('999000111222')
  await form.getByRole('button', { name: 'Add destination' }).click()
  const destinations = agent.page.getByRole('region', { name: 'Payout destinations' })
  const added = destinations.getByRole('listitem').filter({ hasText: '••••••••1222' })
  await expect(added).toContainText('Waits for a second person')
  await added.getByRole('button', { name: 'Show the whole number' }).click()
  await expect(destinations.getByText('999000111222')).toBeVisible()

  const officer = await Person.at(browser, desk, 'bella.chan')
  await officer.goTo('/changes')
  const change = officer.page.getByRole('region', { name: /^Payout destination: LEE KA YAN/ })
  await expect(change).toContainText('999000111222')
  await change.getByRole('button', { name: 'Confirm' }).click()
  await officer.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Confirm the change of LEE KA YAN/ })
    .click()
  await officer.proveIfAsked()
  await expect(officer.page.getByText('No change waits for a second person.')).toBeVisible()

  const cooling = destinations.getByRole('listitem').filter({ hasText: '999000111222' })
  await expect(cooling).toContainText('Cooling off until')
  await expect(cooling).toContainText('confirmed by Bella Chan')
  await agent.leave()
  await officer.leave()
})

test('a delegation is asked for by who is away, confirmed by another, and ended at once', async ({ browser }) => {
  const bella = await Person.at(browser, desk, 'bella.chan')
  await bella.goTo('/delegations')
  await bella.page.getByRole('button', { name: 'Delegate roles' }).click()
  const form = bella.page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'May be used by' }).click()
  await bella.page.getByRole('option', { name: 'Ben Tam' }).click()
  await form.getByLabel('Payout officer').click()
  const today = await bella.page.evaluate(() =>
    new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Hong_Kong' }).format(new Date()),
  )
  for (const label of ['First day', 'Last day']) {
    await form.getByLabel(label).fill(today)
    await form.getByLabel(label).press('Enter')
  }
  await form.getByLabel('Why').fill('At the doctor')
  await form.getByRole('button', { name: 'Propose this delegation' }).click()
  await expect(form).toBeHidden()

  await alan.goTo('/changes')
  const change = alan.page.getByRole('region', { name: 'Delegation: Ben Tam for Bella Chan' })
  await change.getByRole('button', { name: 'Confirm' }).click()
  await alan.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Confirm the change of Ben Tam/ })
    .click()
  await alan.proveIfAsked()
  const row = bella.page.getByRole('row', { name: /Ben Tam for Bella Chan/ })
  await expect(row).toContainText('In force')
  await row.getByRole('button', { name: 'End Ben Tam for Bella Chan' }).click()
  const end = bella.page.getByRole('dialog')
  await end.getByLabel('Why').fill('Back')
  await end.getByRole('button', { name: 'End this delegation' }).click()
  await expect(row).toContainText('Ended')
  await bella.leave()
})

test('the outbox shows every message with its text', async () => {
  await ada.goTo('/messages')
  const row = ada.page.getByRole('row', { name: /Refused: Frank Mok/ })
  await expect(row).toContainText('Sent')
  await row.getByRole('button', { name: 'Refused: Frank Mok' }).click()
  await expect(ada.page.getByRole('dialog')).toContainText('Finance does not record requests')
})
