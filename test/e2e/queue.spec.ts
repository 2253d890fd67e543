/** The queue: totals, filters, order, columns, pages, keyboard, mass actions, mass edit and export (R1-08…R1-13, R1-69…R1-77). */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { QueuePage } from './pages/queue.ts'
import { RequestCardPage } from './pages/request-card.ts'
import { type BusyDesk, startBusyDesk } from './support/busy-desk.ts'
import { Person } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: BusyDesk
let carol: Person
let queue: QueuePage
let open = 0

test.beforeAll(async ({ browser }) => {
  desk = await startBusyDesk()
  carol = await Person.at(browser, desk, 'carol.ng')
  queue = new QueuePage(carol)
  open = desk.places.atSupport
})
test.afterAll(async () => {
  await carol?.leave()
  await desk?.stop()
})

const page = () => carol.page
const footer = () => page().getByText(/^\d+–\d+ of [\d,]+$/)

test('shows the open requests of the department with their sums, as the rail counts them', async () => {
  await queue.open('customerSupport')
  await expect(page().getByText(`${open} open`)).toBeVisible()
  await expect(page().getByText(/[\d,]+\.\d\d HKD · [\d,]+\.\d\d USD/)).toBeVisible()
  await expect(page().getByRole('link', { name: `Customer Support: ${open} open` })).toBeVisible()
})

test('turns pages by keyset: forward, and back to the same page', async () => {
  await queue.showRows(25)
  await expect(footer()).toHaveText(`1–25 of ${open}`)
  const first = await queue.column('WD ID')
  await page().getByRole('button', { name: 'Next page' }).click()
  await expect(footer()).toHaveText(`26–50 of ${open}`)
  const second = await queue.column('WD ID')
  expect(second.filter((id) => first.includes(id))).toEqual([])
  await page().getByRole('button', { name: 'Previous page' }).click()
  await expect(footer()).toHaveText(`1–25 of ${open}`)
  await expect.poll(() => queue.column('WD ID')).toEqual(first)
  await queue.showRows(100)
  await expect(footer()).toHaveText(`1–100 of ${open}`)
})

test('keeps filters in the address and clears them', async () => {
  await queue.filter('Priority', 'Low')
  await expect(footer()).toHaveText(`1–${desk.places.small} of ${desk.places.small}`)
  await expect(page()).toHaveURL(/priority=low/)
  await page().reload()
  await expect(footer()).toHaveText(`1–${desk.places.small} of ${desk.places.small}`)
  await queue.filter('Status', 'Rejected')
  await expect(page().getByText('No request fits these filters.')).toBeVisible()
  await page().getByRole('button', { name: 'Clear the filters' }).click()
  await expect(footer()).toHaveText(`1–100 of ${open}`)
})

test('finds a request by number, by name and by Chinese name', async () => {
  const id = desk.places.fresh.at(-1) ?? 0
  await queue.search(`WD-${id}`)
  await expect(queue.rows).toHaveCount(1)
  await expect(queue.row(id)).toHaveCount(1)
  await queue.search('Harbour Crest')
  await expect(queue.rows.first()).toContainText('Harbour Crest Trading')
  await queue.search('海峰')
  await expect(queue.rows.first()).toContainText('Harbour Crest Trading')
  await queue.search('')
  await expect(footer()).toHaveText(`1–100 of ${open}`)
})

test('sorts by amount, the largest first, and the other way round', async () => {
  const amounts = async () => (await queue.column('Requested')).map((text) => Number(text.replaceAll(/[,.]/g, '')))
  const sort = page().getByRole('button', { name: 'Sort by Requested' })
  await sort.click()
  await expect(page().getByRole('columnheader', { name: 'Sort by Requested' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await expect.poll(async () => (await amounts())[0]).toBeGreaterThan(10_000_000)
  const descending = await amounts()
  expect(descending).toEqual([...descending].sort((a, b) => b - a))
  await sort.click()
  await expect.poll(async () => (await amounts())[0]).toBe(100)
})

test('shows the columns that the person chose, also after a reload (R1-10)', async () => {
  await page().getByRole('button', { name: 'Columns' }).click()
  await page().getByRole('checkbox', { name: 'Customer ID' }).check()
  await page().getByRole('checkbox', { name: 'Method' }).uncheck()
  await page().keyboard.press('Escape')
  await page().reload()
  await expect(page().getByRole('columnheader', { name: 'Customer ID' })).toBeVisible()
  await expect(page().getByRole('columnheader', { name: 'Method' })).toHaveCount(0)
})

test('is worked by keyboard: move, select, open', async () => {
  await queue.open('customerSupport')
  await queue.grid.focus()
  await page().keyboard.press('ArrowDown')
  await page().keyboard.press('j')
  await page().keyboard.press('x')
  await expect(queue.selection).toContainText('1 selected')
  await page().keyboard.press('x')
  await expect(queue.selection).toHaveCount(0)
  const second = (await queue.column('WD ID'))[1]
  await page().keyboard.press('Enter')
  await expect(page().getByRole('heading', { name: second ?? '', exact: true })).toBeVisible()
  await page().keyboard.press('k')
  const first = (await page().getByRole('heading', { level: 1 }).innerText()).trim()
  expect(first).not.toBe(second)
})

test('passes on many at once and leaves alone what cannot be passed', async ({ browser }) => {
  const [one = 0, two = 0, three = 0] = desk.places.fresh
  await queue.open('customerSupport')
  await queue.select(one, two, three)
  // A colleague is faster with one of the three.
  const sunny = await Person.at(browser, desk, 'sunny.ho')
  const card = await RequestCardPage.open(sunny, three)
  const dialog = await card.begin('Request Documents')
  await dialog.getByLabel('Identity document').check()
  await dialog.getByLabel('Comment').fill('The copy has expired')
  await card.confirm(/^Request Documents/)
  await sunny.leave()

  await queue.selection.getByRole('button', { name: 'Request Documents: 2 of 3' }).click()
  const many = page().getByRole('dialog')
  await expect(many.getByRole('region', { name: 'Requests that can take this step' }).getByRole('row')).toHaveCount(3)
  const leftOut = many.getByRole('region', { name: 'Requests that are left out' })
  await expect(leftOut).toContainText(`WD-${three}`)
  await expect(leftOut).toContainText('Awaiting Docs')
  await page().keyboard.press('Escape')

  await queue.selection.getByRole('button', { name: 'Pass to Retention: 3 of 3' }).click()
  await many.getByRole('button', { name: /^Pass to Retention: 3 requests · / }).click()
  await expect(many).toContainText('3 done · 0 refused · 0 not reached')
  await many.getByRole('button', { name: 'Close' }).last().click()
  await expect(queue.row(one)).toHaveCount(0)
  await queue.open('retention')
  for (const id of [one, two, three]) await expect(queue.row(id)).toContainText('Approved by CS')
})

test('reassigns a department: only eligible rows can be selected, each gets its own entry (R1-73…77)', async ({
  browser,
}) => {
  const sunny = await Person.at(browser, desk, 'sunny.ho')
  const all = new QueuePage(sunny)
  await all.open('all')
  await all.search(`WD-${desk.places.atBackoffice}`)
  await expect(all.rows).toHaveCount(1)
  await expect(sunny.page.getByRole('checkbox', { name: `Select WD-${desk.places.atBackoffice}` })).toBeDisabled()

  const ids = desk.places.fresh.slice(3, 5)
  await all.open('customerSupport')
  await all.select(...ids)
  await all.selection.getByRole('button', { name: 'Mass Edit: 2 of 2' }).click()
  const dialog = sunny.page.getByRole('dialog', { name: 'Reassign of Department' })
  await expect(dialog).toContainText('The status becomes “Forwarded to Dealing”.')
  await dialog.getByRole('button', { name: 'Save: reassign 2 requests' }).click()
  await expect(sunny.page.getByText('2 requests were reassigned to Dealing.')).toBeVisible()
  for (const id of ids) {
    const card = await RequestCardPage.open(sunny, id)
    await card.hasStatus('Forwarded to Dealing')
    await card.openTab(/Audit log/)
    await expect(sunny.page.getByRole('row').nth(1)).toContainText('Mass Edit → Dealing')
  }
  await sunny.leave()
})

test('exports every row of the filter in the visible columns (R1-70, R1-71)', async () => {
  await queue.open('customerSupport')
  await queue.filter('Priority', 'Low')
  await expect(footer()).toHaveText(`1–${desk.places.small} of ${desk.places.small}`)
  const titles = (await queue.grid.getByRole('columnheader').allInnerTexts())
    .map((title) => title.trim())
    .filter(Boolean)
  await page().getByRole('button', { name: 'Export' }).click()
  await expect(page().getByText(`All ${desk.places.small} requests of this list are written`)).toBeVisible()
  const { path, name } = await carol.download(() => page().getByRole('button', { name: 'Write the CSV file' }).click())
  expect(name).toMatch(/\.csv$/)
  const text = readFileSync(path, 'utf8')
  expect(text.charCodeAt(0), 'a mark by which Excel knows the encoding').toBe(0xfeff)
  const [head = '', ...lines] = text.slice(1).trimEnd().split(/\r?\n/)
  expect(lines).toHaveLength(desk.places.small)
  expect(head.split(',')).toHaveLength(titles.length)
  await page().getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
})

test('shows the request beside the list on a wide screen', async () => {
  await page().setViewportSize({ width: 1920, height: 1080 })
  await queue.open('customerSupport')
  const [first, second] = (await queue.column('WD ID')) as [string, string]
  await queue.grid.focus()
  await page().keyboard.press('ArrowDown')
  const pane = page().getByRole('complementary', { name: 'Request beside the list' })
  await expect(pane.getByRole('heading', { name: first, exact: true })).toBeVisible()
  await page().keyboard.press('j')
  await expect(pane.getByRole('heading', { name: second, exact: true })).toBeVisible()
  await page().keyboard.press('Escape')
  await expect(pane).toHaveCount(0)
  await page().setViewportSize({ width: 1366, height: 768 })
})

test('gives everybody the columns and rights of their own: an auditor selects and exports nothing', async ({
  browser,
}) => {
  const otto = await Person.at(browser, desk, 'otto.auditor')
  const all = new QueuePage(otto)
  await all.open('all')
  await expect(otto.page.getByRole('button', { name: 'Export' })).toHaveCount(0)
  await expect(otto.page.getByRole('checkbox', { name: 'Select the page' })).toHaveCount(0)
  await expect(otto.page.getByRole('checkbox', { name: /^Select WD-/ }).first()).toBeDisabled()
  await otto.leave()
})
