/** Channels in a real window: why this one and why not the others, a route that is tried out, and a pause that two people lift. */
import { expect, test } from '@playwright/test'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let builder: Person
let signer: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('paid')
  builder = await Person.at(browser, desk, 'bella.chan')
  signer = await Person.at(browser, desk, 'grace.yip')
})
test.afterAll(async () => {
  await builder?.leave()
  await signer?.leave()
  await desk?.stop()
})

test('shows every channel, and SCB same-bank as not selectable with what to use instead', async () => {
  const { page } = builder
  await builder.goTo('/channels')
  await page.getByRole('button', { name: 'SCB same-bank' }).click()
  await expect(page.getByText('SCB withdrawals go by FPS: choose SCB FPS (sc).')).toBeVisible()
  await page.getByRole('button', { name: 'BST bank-securities' }).click()
  await expect(page.getByText('≤ 3,000,000.00 HKD')).toBeVisible()
})

test('tries a route and says why not the others', async () => {
  const { page } = builder
  await builder.goTo('/channels/try')
  await page.getByRole('combobox', { name: 'Bank', exact: true }).fill('015')
  await page.keyboard.press('Escape')
  await page.getByLabel('Amount').fill('1,000,000.00')
  await expect(page.getByText('row 12')).toBeVisible()
  await expect(page.getByText('25.00 HKD')).toBeVisible()
  await page.getByRole('button', { name: /^Why not the other/ }).click()
  await expect(page.getByText('It carries amounts below 1,000,000.00 HKD.').first()).toBeVisible()
})

test('a pause is loud on every page and lifted by two people', async () => {
  await signer.goTo('/emergency')
  const why = signer.page.getByRole('region', { name: 'Pause processing' })
  await why.getByLabel('Why').fill('The bank reports a fault')
  await why.getByRole('button', { name: 'Pause processing now' }).click()
  await builder.goTo('/')
  await expect(builder.page.getByRole('alert').filter({ hasText: 'Processing is paused' })).toBeVisible()
  for (const [person, words] of [
    [signer, 'Ask to lift…'],
    [builder, 'Confirm lifting…'],
  ] as const) {
    await person.goTo('/emergency')
    await person.page.getByRole('button', { name: words }).click()
    const dialog = person.page.getByRole('dialog', { name: 'Processing is paused' })
    await dialog.getByLabel('Why may it be lifted?').fill('The bank is back')
    await dialog.getByRole('button', { name: words }).click()
    await person.proveIfAsked()
  }
  await expect(builder.page.getByRole('alert').filter({ hasText: 'Processing is paused' })).toBeHidden()
})
