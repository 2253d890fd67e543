/** Approving a selection: what would be refused is said before, the second factor is asked for once, and each row has its result (R1-75, law 4, law 5). */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { QueuePage } from './pages/queue.ts'
import { Person } from './support/demo-desk.ts'
import { type ProfileStage, startProfileDesk } from './support/profile-stage.ts'

test.describe.configure({ mode: 'serial' })
let desk: ProfileStage
const made: number[] = []

test.beforeAll(async () => {
  desk = await startProfileDesk('manager-finance')
})
test.afterAll(async () => desk?.stop())

test('an agent records three requests', async ({ browser }) => {
  const carol = await Person.at(browser, desk, 'carol.ng')
  for (const amount of ['1000', '2500', '4000']) {
    await carol.goTo(`/customers/${desk.customerId}`)
    await carol.page.getByRole('button', { name: 'Add WD request' }).click()
    const dialog = carol.page.getByRole('dialog')
    await dialog.getByLabel('Amount', { exact: false }).first().fill(amount)
    await dialog.getByRole('combobox', { name: 'Type of withdrawal' }).click()
    await carol.page.getByRole('option', { name: 'Regular withdrawal' }).click()
    await dialog.getByRole('button', { name: /^Add request for / }).click()
    await expect(carol.page).toHaveURL(/#\/requests\/\d+$/)
    made.push(Number(new URL(carol.page.url()).hash.split('/').at(-1)))
  }
  await carol.leave()
})

test('a manager approves the three at once; one that changed meanwhile is refused with its reason', async ({
  browser,
}) => {
  const [one = 0, two = 0, three = 0] = made
  const mona = await Person.at(browser, desk, 'mona.yeung')
  const queue = new QueuePage(mona)
  await queue.open('sales')
  await queue.select(one, two, three)
  await queue.selection.getByRole('button', { name: 'Approve: 3 of 3' }).click()
  const dialog = mona.page.getByRole('dialog', { name: /^Approve/ })
  await expect(dialog).toContainText('You approve exactly these 3, in all 7,500.00 HKD:')
  await expect(dialog.getByRole('region', { name: 'Requests that can take this step' })).toContainText(
    'POON MEI LING · HSBC',
  )

  const other = await Person.at(browser, desk, 'mona.yeung')
  const second = new QueuePage(other)
  await second.open('sales')
  await other.page.keyboard.press('Escape')
  const card = await second.openCard(two)
  const refusing = await card.begin('Reject')
  await refusing.getByLabel('Comment').fill('Not his account')
  await card.confirm(/^Reject/)
  await other.leave()

  await dialog.getByRole('button', { name: 'Approve: 3 requests · 7,500.00 HKD' }).click()
  await mona.proveIfAsked()
  await expect(dialog).toContainText('2 done · 1 refused · 0 not reached')
  const results = dialog.getByRole('region', { name: 'Result' })
  await expect(results.getByRole('row').nth(1)).toContainText(`WD-${two}`)
  await expect(results.getByRole('row').nth(1)).toContainText('was changed after you opened it')
  const { path } = await mona.download(() => dialog.getByRole('button', { name: 'Save as CSV' }).click())
  const lines = readFileSync(path, 'utf8').trim().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines.filter((line) => line.includes(',done,approved,'))).toHaveLength(2)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(queue.row(one)).toHaveCount(0)
  await expect(queue.row(three)).toHaveCount(0)
  await mona.leave()
})
