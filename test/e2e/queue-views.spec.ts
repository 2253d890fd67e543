/** Named views, the keyboard walk and the assignment of a selection in the queue (R1-08, R2-110). */
import { expect, test } from '@playwright/test'
import { QueuePage } from './pages/queue.ts'
import { type BusyDesk, startBusyDesk } from './support/busy-desk.ts'
import { Person } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: BusyDesk
let carol: Person
let queue: QueuePage

test.beforeAll(async ({ browser }) => {
  desk = await startBusyDesk()
  carol = await Person.at(browser, desk, 'carol.ng')
  queue = new QueuePage(carol)
})
test.afterAll(async () => {
  await carol?.leave()
  await desk?.stop()
})

const page = () => carol.page
const views = () => page().getByRole('button', { name: /^View/ })
const footer = () => page().getByText(/^\d+–\d+ of [\d,]+$/)

test('keeps filters, order and columns under a name, and brings them back', async () => {
  await queue.open('customerSupport')
  await queue.filter('Priority', 'Low')
  await page()
    .getByRole('button', { name: /^More filters/ })
    .click()
  await page().getByRole('checkbox', { name: 'Department review' }).check()
  await page().keyboard.press('Escape')
  await expect(page()).toHaveURL(/priority=low.*profile=department-review/)
  await page().getByRole('button', { name: 'Sort by Requested' }).click()
  await views().click()
  await page().getByRole('menuitem', { name: 'Save as a new view' }).click()
  await page().getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Small ones')
  await page().getByRole('button', { name: 'Save “Small ones”' }).click()
  await expect(page().getByRole('heading', { level: 1, name: 'Small ones' })).toBeVisible()
  await page().reload()
  await expect(page().getByRole('heading', { level: 1, name: 'Small ones' })).toBeVisible()

  await queue.open('all')
  await expect(page().getByRole('heading', { level: 1, name: 'All requests' })).toBeVisible()
  await views().click()
  await page().getByRole('menuitem', { name: 'Small ones' }).click()
  await expect(page()).toHaveURL(/queue\/customerSupport\?.*priority=low.*view=saved-/)
  await expect(footer()).toHaveText(new RegExp(`of ${desk.places.small}$`))
  const amounts = (await queue.column('Requested')).map((text) => Number(text.replaceAll(',', '')))
  expect(amounts).toEqual([...amounts].sort((a, b) => b - a))
})

test('walks, selects and acts by keyboard alone', async () => {
  await queue.open('customerSupport')
  await queue.grid.focus()
  const [first = '', second = ''] = await queue.column('WD ID')
  for (const key of ['j', 'x', 'j', 'x']) await page().keyboard.press(key)
  await expect(page().getByText('2 selected')).toBeVisible()
  await page().keyboard.press('p')
  const submit = page()
    .getByRole('dialog')
    .getByRole('button', { name: /^Pass to Retention/ })
  await expect(submit).toBeFocused()
  await expect(submit).toBeEnabled()
  await page().keyboard.press('Enter')
  await expect(page().getByText(/2 done · 0 refused/)).toBeVisible()
  await page().keyboard.press('Escape')
  await expect(queue.row(Number(first.replace('WD-', '')))).toHaveCount(0)
  await expect(queue.row(Number(second.replace('WD-', '')))).toHaveCount(0)
  await queue.open('retention')
  await expect(queue.row(Number(first.replace('WD-', '')))).toHaveCount(1)
})

test('claims a selection and lets it go again', async () => {
  await queue.open('customerSupport')
  const [first = ''] = await queue.column('WD ID')
  const id = Number(first.replace('WD-', ''))
  await queue.select(id)
  await page().getByRole('button', { name: 'Claim 1' }).click()
  await expect(queue.row(id)).toContainText('Carol Ng')
  await queue.select(id)
  await page().getByRole('button', { name: 'Let go 1' }).click()
  await expect(queue.row(id)).not.toContainText('Carol Ng')
})
