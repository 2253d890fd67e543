/** R3-56…R3-62 in the window: register before approval, the three questions, locked until Compliance decides, then the next step. */
import { expect, test } from '@playwright/test'
import { Person } from './support/demo-desk.ts'
import { type RiskDesk, startRiskDesk } from './support/risk-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: RiskDesk
let auditor: Person
let compliance: Person

test.beforeAll(async ({ browser }) => {
  desk = await startRiskDesk()
  auditor = await Person.at(browser, desk, 'adrian.so')
  compliance = await Person.at(browser, desk, 'connie.siu')
})
test.afterAll(async () => {
  await auditor?.leave()
  await compliance?.leave()
  await desk?.stop()
})

const ASSESSMENTS = [
  'Account: flags and past freezes',
  'Card: holder and region',
  'Amount in proportion to the assets',
  'No quick series of large withdrawals',
]

test('R3-56 the card says why the request is of high risk and that approval is refused', async () => {
  await auditor.goTo(`/requests/${desk.requestId}`)
  const panel = auditor.page.getByRole('region', { name: 'High risk' })
  await expect(panel).toContainText('High-risk client · High-risk region: Cambodia')
  await expect(panel).toContainText('Not in the register yet: approval is refused.')
  await expect(auditor.page.getByText('Entered in the high-risk register', { exact: true })).toBeVisible()
})

test('R3-24 the four assessments are answered with what was looked at', async () => {
  for (const name of ASSESSMENTS) {
    await auditor.page.getByRole('button', { name: `Answer: ${name}` }).click()
    const dialog = auditor.page.getByRole('dialog')
    await dialog.getByText('All right', { exact: true }).click()
    await dialog
      .getByLabel('What did you look at, and what did you find?')
      .fill('Statements of three months: nothing odd')
    await dialog.getByRole('button', { name: 'Keep the answer' }).click()
    await expect(dialog).toBeHidden()
  }
})

test('R3-59, R3-60 the client is asked; an uncertain answer is entered and locks the request', async () => {
  const { page } = auditor
  await page.getByRole('button', { name: 'Message to the client' }).click()
  const message = page.getByRole('dialog')
  await expect(message).toContainText('1. Why do you deposit into or withdraw from Cambodia?')
  await expect(message.getByRole('button', { name: 'Copy the message' })).toHaveCount(2)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Enter in the register' }).click()
  let dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Enter in the register' }).click()
  await expect(dialog).toBeHidden()
  // The region is still missing, and the next entry begins with it.
  await expect(page.getByRole('region', { name: 'High risk' })).toContainText('Not asked')
  await page.getByRole('button', { name: 'Enter in the register' }).click()
  dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^1\. Why/).fill('Helps his family')
  await dialog.getByLabel(/^2\. Has/).fill('No')
  await dialog.getByLabel(/^3\. Single/).fill('Does not know yet')
  await dialog.getByLabel('Uncertain').check()
  await dialog.getByRole('button', { name: 'Enter in the register' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: 'High risk' })).toContainText('Locked: Compliance has to decide first.')
})

test('R3-61 Compliance decides from the register, and the task moves on', async () => {
  await compliance.goTo('/risk/register')
  await compliance.page.getByRole('button', { name: 'Decide: Lau Chi Keung' }).click()
  const dialog = compliance.page.getByRole('dialog', { name: 'Decide: Lau Chi Keung' })
  await dialog.getByText('Go', { exact: true }).click()
  await dialog.getByLabel('Why').fill('Remittances to parents are documented')
  await dialog.getByRole('button', { name: 'Let it go on' }).click()
  await compliance.proveIfAsked()
  await expect(compliance.page.getByText('Go · Connie Siu')).toBeVisible()

  await expect(auditor.page.getByRole('region', { name: 'High risk' })).toContainText('In the register')
  await auditor.page.getByRole('button', { name: /^Next/ }).first().click()
  const confirm = auditor.page.getByRole('dialog')
  await confirm.getByRole('button', { name: /Next/ }).click()
  await expect(confirm).toBeHidden()
  // The task is at Confirm, which is another person's.
  await expect(auditor.page.getByText('No step is open for you now.')).toBeVisible()
})

test('R3-62 the register is exported', async () => {
  const { path, name } = await compliance.download(async () => {
    await compliance.page.getByRole('button', { name: 'Export' }).click()
  })
  expect(name).toBe('high-risk-register.xlsx')
  expect(path).not.toBe('')
})
