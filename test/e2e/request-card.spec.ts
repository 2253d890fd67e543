/** A request from New to being sent, department by department, and what stops somebody on the way (R1-14…R1-45). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { RequestCardPage } from './pages/request-card.ts'
import { type BusyDesk, startBusyDesk } from './support/busy-desk.ts'
import { Person } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: BusyDesk
let request = 0
const people = new Map<string, Person>()

test.beforeAll(async () => {
  desk = await startBusyDesk()
  request = desk.places.fresh.at(-1) ?? 0
})
test.afterAll(async () => {
  for (const person of people.values()) await person.leave()
  await desk?.stop()
})

/** Everybody keeps one window for the whole day: a one-time code counts once, and its session remembers it. */
async function personAt(browser: Browser, userName: string): Promise<Person> {
  const person = people.get(userName) ?? (await Person.at(browser, desk, userName))
  people.set(userName, person)
  return person
}

test('tells why a step is missing: it belongs to another department', async ({ browser }) => {
  const rita = await personAt(browser, 'rita.lam')
  const card = await RequestCardPage.open(rita, request)
  await expect(card.actions).toContainText('No step is open for you now.')
  expect(await card.whyNot('Pass to Retention')).toBe(
    'This step belongs to Customer Support, and you work in Retention. Ask a colleague there, or use a step of your department.',
  )
})

test('Customer Support wants a document, gets it by drop, accepts it, and passes the request on', async ({
  browser,
}) => {
  const carol = await personAt(browser, 'carol.ng')
  const card = await RequestCardPage.open(carol, request)
  await expect(card.checks).toContainText(/available covers/)
  await carol.page.keyboard.press('d')
  const confirm = card.dialog.getByRole('button', { name: `Request Documents WD-${request}` })
  await expect(confirm, 'neither document nor comment yet').toBeDisabled()
  await card.dialog.getByLabel('Proof of address').check()
  await card.dialog.getByLabel('Comment').fill('Address is older than three months')
  await carol.page.keyboard.press('Control+Enter')
  await card.toast(`WD-${request}: Request Documents. It is “Awaiting Docs” now.`)
  await expect(card.checks).toContainText('1 of 1 documents still wanted')

  await card.openTab(/Documents/)
  const bill = join(desk.folder, 'bill.pdf')
  writeFileSync(bill, '%PDF-1.4 a bill')
  await carol.page.locator('input[type=file]').setInputFiles(bill)
  const line = carol.page.getByRole('row').filter({ hasText: 'Proof of address' })
  await expect(line).toContainText('Attached, not accepted')
  const saved = await carol.download(() => line.getByRole('button', { name: 'Save bill.pdf' }).click())
  expect(saved.name).toBe('bill.pdf')
  await line.getByRole('button', { name: 'Accept' }).click()
  await expect(card.checks).toContainText('1 of 1 documents accepted')

  await card.begin('Pass to Retention')
  await carol.page.keyboard.press('Enter')
  await card.hasStatus('Approved by CS')
})

test('a comment that is copied appears on the customer card with a W (R1-20)', async ({ browser }) => {
  const carol = await personAt(browser, 'carol.ng')
  await RequestCardPage.open(carol, request)
  const { page } = carol
  await page.keyboard.press('n')
  await page.keyboard.type('Customer called, will send the bill')
  await page.getByRole('checkbox', { name: 'Copy comment to Client Card' }).check()
  await page.getByRole('button', { name: 'Add Comment' }).click()
  await expect(page.getByRole('list', { name: 'Events, latest first' }).getByRole('listitem').first()).toContainText(
    'Customer called, will send the bill',
  )
  await page.getByRole('link', { name: /Harbour Crest Trading Limited/ }).click()
  await page.getByRole('tab', { name: /Activity/ }).click()
  const entry = page.getByRole('listitem').filter({ hasText: 'Customer called, will send the bill' })
  await expect(entry.getByText('W', { exact: true })).toBeVisible()
})

test('Retention records the call; the other way asks for a comment (R1-37, R1-38)', async ({ browser }) => {
  const rita = await personAt(browser, 'rita.lam')
  const card = await RequestCardPage.open(rita, request)
  await card.checks.getByRole('button', { name: 'Record the call' }).click()
  await card.dialog.getByLabel('Outcome of the call').fill('Wants to be paid out')
  await card.dialog.getByRole('button', { name: 'Record this outcome' }).click()
  await expect(card.checks).toContainText('Retention call: Wants to be paid out')
  const usual = (await card.actions.getByRole('button').first().innerText()).split('\n')[0] ?? ''
  const other = usual === 'Pass to Backoffice' ? 'Pass to Dealing' : 'Pass to Backoffice'
  await card.begin(other)
  await expect(card.dialog.getByRole('button', { name: `${other} WD-${request}` })).toBeDisabled()
  await rita.page.keyboard.press('Escape')
  await card.begin('Pass to Backoffice')
  const comment = card.dialog.getByLabel('Comment')
  if (other === 'Pass to Backoffice') await comment.fill('Dealing has looked at it by telephone')
  await card.confirm(`Pass to Backoffice WD-${request}`)
  await card.hasStatus('Approved by Retention')
})

test('Backoffice sets the fee, answers the re-check and approves exactly what was read', async ({ browser }) => {
  const bella = await personAt(browser, 'bella.chan')
  const card = await RequestCardPage.open(bella, request)
  expect(await card.whyNot('Approve')).toContain('3 unanswered questions')
  await card.details.getByRole('button', { name: /^Change the fee/ }).click()
  await card.dialog.getByLabel('Fee', { exact: true }).fill('75')
  await card.dialog.getByRole('button', { name: 'Set the fee' }).click()
  await expect(card.details).toContainText('75.00')
  await card.answerRecheck({
    'Documents in order?': 'Yes',
    'Balance in order?': 'Yes',
    'Was there a retention call?': 'Yes',
  })
  await card.begin('Approve')
  await expect(card.dialog).toContainText('You approve exactly this:')
  await expect(card.dialog).toContainText('HARBOUR CREST TRADING LIMITED')
  await expect(card.dialog).toContainText('465,300.40')
  await expect(card.dialog).toContainText('75.00')
  await card.confirm('Approve 465,300.40 HKD')
  await card.hasStatus('Approved by Backoffice')
  await expect(card.details).toContainText(/Held\s*465,300.40/)
})

test('drafts are edited, added and deleted; who wrote one does not approve it (R1-25…R1-30, law 4)', async ({
  browser,
}) => {
  const bella = await personAt(browser, 'bella.chan')
  const card = await RequestCardPage.open(bella, request)
  const { page } = bella
  const lines = page.getByRole('table').getByRole('row')
  await expect(lines).toHaveCount(3)
  await lines.filter({ hasText: 'Wire Transfer' }).getByRole('button', { name: 'Edit transaction' }).click()
  await expect(card.dialog.getByLabel('Payment type')).toBeDisabled()
  await card.dialog.getByLabel('Withdraw Amount').fill('400,000.00')
  await card.dialog.getByRole('button', { name: 'Save the transaction' }).click()
  await expect(lines.filter({ hasText: 'Wire Transfer' })).toContainText('400,000.00')

  await page.getByRole('button', { name: 'Add Transaction' }).click()
  await card.dialog.getByLabel('Withdraw Amount').fill('1000')
  await card.dialog.getByLabel(/Original credit Transaction/).check()
  await card.dialog.getByRole('button', { name: 'Withdraw 1,000.00 HKD' }).click()
  await expect(lines).toHaveCount(4)
  await lines.filter({ hasText: '1,000.00' }).getByRole('button', { name: 'Delete transaction' }).click()
  await card.dialog.getByRole('button', { name: 'Delete Wire Transfer over 1,000.00 HKD' }).click()
  await expect(lines).toHaveCount(3)

  await page.getByRole('button', { name: 'Approve 2 drafts: 400,075.00 HKD' }).click()
  await card.dialog.getByRole('button', { name: 'Approve 2 drafts: 400,075.00 HKD' }).click()
  await expect(card.dialog.getByRole('alert')).toContainText('Nobody approves what they made')
  await page.keyboard.press('Escape')
})

test('a second person approves the drafts and completes: the payment is on its way', async ({ browser }) => {
  const ben = await personAt(browser, 'ben.tam')
  const card = await RequestCardPage.open(ben, request)
  expect(await card.whyNot('Complete')).toContain('2 transactions are not approved yet')
  await ben.page.getByRole('button', { name: 'Approve 2 drafts: 400,075.00 HKD' }).click()
  await expect(card.dialog).toContainText('You approve exactly these transactions:')
  await card.confirm('Approve 2 drafts: 400,075.00 HKD')
  await expect(card.dialog).toBeHidden()
  await expect(ben.page.getByText('Complete would close it as Partially Completed: 65,225.40 HKD less')).toBeVisible()
  await ben.page.keyboard.press('c')
  await expect(card.dialog).toContainText('You complete exactly this:')
  await card.confirm('Complete: pay 400,000.00 HKD')
  await card.hasStatus('Being sent')
  await expect(card.actions).toContainText('The payment is on its way.')
  await expect(card.actions.getByRole('button')).toHaveCount(0)
})

test('the audit log tells it all, latest first, with role and address, and leads to the account (R1-63…68)', async ({
  browser,
}) => {
  const otto = await personAt(browser, 'otto.auditor')
  await otto.goTo(`/requests/${request}/audit`)
  const entries = otto.page.getByRole('row')
  await expect(entries.nth(1)).toContainText('Complete')
  await expect(entries.nth(1)).toContainText('Ben Tam')
  await expect(entries.nth(1)).toContainText('Payout officer')
  await expect(entries.nth(1)).toContainText('127.0.0.1')
  await expect(entries.nth(1).getByRole('link', { name: /^TradeID/ })).toBeVisible()
  await expect(entries.last()).toContainText('Created')
  await expect(entries.last()).toContainText('Sunny Ho')
  await otto.page.getByRole('link', { name: /^Trading account/ }).click()
  await expect(otto.page).toHaveURL(/#\/accounts\/\d+$/)
})

test('a balance that does not cover asks before it goes on, with the Available Amount (R1-43)', async ({ browser }) => {
  const bella = await personAt(browser, 'bella.chan')
  const card = await RequestCardPage.open(bella, desk.places.short)
  await expect(card.checks).toContainText(/Only [\d,.]+ HKD available for/)
  await card.answerRecheck({
    'Documents in order?': 'Yes',
    'Balance in order?': 'No',
    'Was there a retention call?': 'Yes',
  })
  await card.begin('Approve')
  await card.dialog.getByRole('button', { name: /^Approve / }).click()
  const short = bella.page.getByRole('dialog', { name: 'The balance does not cover this withdrawal' })
  await expect(short).toContainText('Available Amount')
  await expect(short).toContainText('100.00')
  await short.getByRole('button', { name: 'Stop here' }).click()
  await card.hasStatus('Approved by Retention')
  await card.begin('Approve')
  await card.dialog.getByRole('button', { name: /^Approve / }).click()
  await short.getByRole('button', { name: /all the same$/ }).click()
  await bella.proveIfAsked()
  await card.hasStatus('Approved by Backoffice')
})

test('who is second sees that the request changed, and decides on what it is now (law 6)', async ({ browser }) => {
  const id = desk.places.fresh[0] ?? 0
  const carol = await personAt(browser, 'carol.ng')
  const sunny = await personAt(browser, 'sunny.ho')
  const hers = await RequestCardPage.open(carol, id)
  await hers.begin('Reject and Close')
  await hers.dialog.getByLabel('Comment').fill('Asked for by mistake')
  const his = await RequestCardPage.open(sunny, id)
  await sunny.page.getByRole('button', { name: /^Change the priority/ }).click()
  await sunny.page.getByRole('menuitem', { name: 'Urgent' }).click()
  await expect(sunny.page.getByRole('button', { name: 'Change the priority: Urgent' })).toBeVisible()

  await expect(hers.dialog.getByRole('alert')).toContainText('changed while you were reading')
  const reject = hers.dialog.getByRole('button', { name: new RegExp(`^Reject and Close WD-${id} over`) })
  await expect(reject).toBeDisabled()
  await hers.dialog.getByRole('button', { name: 'Show it as it is now' }).click()
  await expect(hers.dialog.getByLabel('Comment')).toHaveValue('Asked for by mistake')
  await reject.click()
  await hers.hasStatus('Rejected')
  await his.hasStatus('Rejected')
  await expect(his.actions).toContainText('Nothing is left to do: “Rejected” is final.')
})

test('the status matrix shows where the request stands and its ways out (R1-52)', async ({ browser }) => {
  const bella = await personAt(browser, 'bella.chan')
  const card = await RequestCardPage.open(bella, desk.places.atBackoffice)
  await card.actions.getByRole('link', { name: 'Show it in the status matrix' }).click()
  await expect(bella.page.getByText('A request that is “Approved by Retention” is in this row')).toBeVisible()
  const row = bella.page
    .getByRole('row')
    .filter({ has: bella.page.getByRole('rowheader', { name: 'Approved by Retention' }) })
  await expect(row.getByRole('button', { name: /^Approve\s*BO \/ 4$/ })).toBeVisible()
  await row.getByRole('button', { name: /^Approve/ }).hover()
  await expect(bella.page.getByRole('tooltip')).toContainText('T31')
})
