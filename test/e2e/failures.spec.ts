/** Failed payments in the window: what waits for a person, what the desk tries again by itself, and what two people decide. */
import { expect, test } from '@playwright/test'
import { type DemoDesk, Person, startDemoDesk } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DemoDesk
let senior: Person
let compliance: Person

test.beforeAll(async ({ browser }) => {
  desk = await startDemoDesk('refused')
  senior = await Person.at(browser, desk, 'selma.ip')
  compliance = await Person.at(browser, desk, 'cleo.tse')
})
test.afterAll(async () => {
  await senior?.leave()
  await compliance?.leave()
  await desk?.stop()
})

test('R2-34 shows what a person has to decide, and what the desk tries again by itself and when', async () => {
  const { page } = senior
  await senior.goTo('/failures')
  await expect(page.getByRole('heading', { name: 'Failed payments' })).toBeVisible()
  const toDecide = page.getByRole('grid', { name: 'To decide' })
  await expect(toDecide.getByRole('row')).toHaveCount(2)
  await expect(toDecide).toContainText('The account is closed or blocked')
  await expect(page.getByText('AC04 The account of the payee is closed').first()).toBeVisible()
  await page.getByText('Tried again by the desk (2)').click()
  const planned = page.getByRole('grid', { name: 'Tried again by the desk' })
  await expect(planned.getByRole('row')).toHaveCount(3)
  await expect(planned).toContainText('A problem at the bank or provider')
  await expect(planned).toContainText('A limit of the bank or provider is exceeded')
})

test('R3-79 another channel that is not riskier leaves at once, under the approvals that stand', async () => {
  const { page } = senior
  await page.getByText('To decide (1)').click()
  await page.getByRole('button', { name: 'Use another channel' }).click()
  const dialog = page.getByRole('dialog', { name: /^Another channel for 12,350\.00 HKD/ })
  const submit = dialog.getByRole('button', { name: 'Use another channel' })
  await expect(submit).toBeDisabled()
  await dialog.getByRole('radio', { name: 'HSBC E-Banking' }).check()
  await expect(dialog.getByText('Not riskier: leaves under the approvals that stand').first()).toBeVisible()
  await dialog.getByLabel('Reason, for the record').fill('The bank takes it by its own network')
  await submit.click()
  await senior.proveIfAsked()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('To decide (0)')).toBeVisible()
  await page.getByText('Decided', { exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Decided' })).toContainText('Another channel')
  await expect(page.getByText(/^Try 2 · HSBC E-Banking/)).toBeVisible()
  await expect(page.getByText(/Another channel, Selma Ip: The bank takes it/)).toBeVisible()
})

test('R2-35 a sign of fraud is held, and another person releases it', async () => {
  const { page } = senior
  await page.getByText('Tried again by the desk (2)').click()
  await page
    .getByRole('grid', { name: 'Tried again by the desk' })
    .getByRole('button', { name: 'FUNG WAI MAN' })
    .first()
    .click()
  await page.getByRole('button', { name: 'Hold for investigation' }).click()
  const dialog = page.getByRole('dialog', { name: /^Hold WD-\d+ for investigation/ })
  await dialog.getByLabel('Reason, for the record').fill('The payee called from an unknown number')
  await dialog.getByRole('button', { name: 'Hold for investigation' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Under investigation').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pay again' })).toHaveCount(0)

  await compliance.goTo('/failures')
  await compliance.page.getByRole('button', { name: 'Release from investigation' }).click()
  const release = compliance.page.getByRole('dialog', { name: /^Release WD-\d+ from investigation/ })
  await release.getByLabel('Reason, for the record').fill('It was the customer')
  await release.getByRole('button', { name: 'Release from investigation' }).click()
  await compliance.proveIfAsked()
  await expect(release).toHaveCount(0)
  await expect(compliance.page.getByText('An investigation has ended.')).toBeVisible()
})
