/** Incentives in the window: recorded, approved by another person, paid once from a wallet that two people named, seen at the user (R4-04…R4-28). */
import { expect, test } from '@playwright/test'
import { Person } from './support/demo-desk.ts'
import { type ProfileStage, startProfileDesk } from './support/profile-stage.ts'

test.describe.configure({ mode: 'serial' })
let desk: ProfileStage
const people = new Map<string, Person>()

test.beforeAll(async () => {
  desk = await startProfileDesk('incentive-payments')
})
test.afterAll(async () => {
  for (const person of people.values()) await person.leave()
  await desk?.stop()
})

test('an administrator names the payer’s wallet and a second one confirms it', async ({ browser }) => {
  const ada = await at(browser, 'ada.wong')
  await ada.goTo('/incentives')
  await ada.page.getByRole('tab', { name: 'Wallets' }).click()
  await ada.page.getByRole('button', { name: 'Add a wallet' }).click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByLabel('Payer (customer number or name)').fill('C-90001')
  await ada.page.getByRole('option', { name: /C-90001/ }).click()
  await dialog.getByLabel('Trading account number of the payer').click()
  await ada.page.getByRole('option', { name: /5590001/ }).click()
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('SPIFF 2026')
  await dialog.getByRole('button', { name: 'Add this wallet' }).click()
  await ada.proveIfAsked()
  await expect(dialog).toBeHidden()
  const alan = await at(browser, 'alan.poon')
  await alan.confirmChange('SPIFF 2026')
  await expect(ada.page.getByRole('cell', { name: 'SPIFF 2026' })).toBeVisible()
})

test('one person records three incentives and does not approve them', async ({ browser }) => {
  const paula = await at(browser, 'paula.pang')
  await paula.goTo('/incentives')
  for (const [user, amount] of [
    ['C-20887', '120'],
    ['C-20888', '80.50'],
    ['C-20887', '40'],
  ] as const) {
    await paula.page.getByRole('button', { name: 'Record an incentive' }).click()
    const dialog = paula.page.getByRole('dialog')
    await dialog.getByLabel('Customer number or name').fill(user)
    await paula.page.getByRole('option', { name: new RegExp(user) }).click()
    await dialog.getByLabel('What it is for').fill('SPIFF November')
    await dialog.getByLabel('Amount').fill(amount)
    await dialog.getByRole('button', { name: /^Record / }).click()
    await expect(dialog).toBeHidden()
  }
  await expect(paula.page.getByRole('checkbox', { name: /^Select incentive/ })).toHaveCount(3)
  await tick(paula, 3)
  await paula.page.getByRole('button', { name: 'Approve 3' }).click()
  await paula.proveIfAsked()
  await expect(paula.page.getByText('0 done, 3 refused')).toBeVisible()
})

test('another one approves the three and pays two, with the total and the balance in sight', async ({ browser }) => {
  const pete = await at(browser, 'pete.pun')
  await pete.goTo('/incentives')
  await tick(pete, 3)
  await pete.page.getByRole('button', { name: 'Approve 3' }).click()
  await pete.proveIfAsked()
  await expect(pete.page.getByText('3 done, 0 refused')).toBeVisible()
  await tick(pete, 2)
  await pete.page.getByRole('button', { name: 'Make Payment: 2' }).click()
  const dialog = pete.page.getByRole('dialog', { name: 'Make Payment' })
  await dialog.getByLabel('Wallet to pay from').click()
  await pete.page.getByRole('option', { name: /SPIFF 2026/ }).click()
  await expect(dialog).toContainText('Balance of the wallet')
  await dialog.getByLabel('Description').fill('November programme')
  await dialog.getByRole('button', { name: /^Pay \d+\.\d\d HKD/ }).click()
  await pete.proveIfAsked()
  await expect(pete.page.getByText('2 done, 0 refused')).toBeVisible()
  await expect(pete.page.getByRole('cell', { name: 'Paid', exact: true })).toHaveCount(2)
  // R4-27: a paid one cannot be ticked again.
  await expect(pete.page.getByRole('checkbox', { name: /^Select incentive/, disabled: false })).toHaveCount(1)
})

async function at(browser: import('@playwright/test').Browser, userName: string): Promise<Person> {
  const person = people.get(userName) ?? (await Person.at(browser, desk, userName))
  people.set(userName, person)
  return person
}

/** Ticks so many of the incentives that may be ticked. */
async function tick({ page }: Person, count: number): Promise<void> {
  const boxes = page.getByRole('checkbox', { name: /^Select incentive/, disabled: false })
  await expect(boxes.first()).toBeVisible()
  for (let at = 0; at < count; at++) await boxes.nth(at).check()
}
