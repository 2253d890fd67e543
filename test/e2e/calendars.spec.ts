/** Calendars as an administrator keeps them: a day marked, a file of holidays taken, today closed early. */
import { expect, test } from '@playwright/test'
import { type BusyDesk, startBusyDesk } from './support/busy-desk.ts'
import { Person } from './support/demo-desk.ts'

let desk: BusyDesk

test.beforeAll(async () => {
  desk = await startBusyDesk()
})
test.afterAll(async () => {
  await desk?.stop()
})

test('marks a day, takes a file of holidays and closes today early', async ({ browser }) => {
  const ada = await Person.at(browser, desk, 'ada.wong')
  await ada.goTo('/calendars')
  const nextYear = new Date().getFullYear() + 1
  await ada.page.getByRole('button', { name: `Show ${nextYear}` }).click()
  const day = ada.page
    .getByRole('table', { name: `March ${nextYear}` })
    .getByRole('button')
    .nth(9)
  await day.click()
  await ada.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).first().fill('Office move')
  await ada.page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('We move to the new floor')
  await ada.page.getByRole('button', { name: /^Close \w+ \d+ Mar$/ }).click()
  await expect(ada.page.getByText('Office move')).toBeVisible()

  await ada.page.getByRole('button', { name: 'Import holidays' }).click()
  const event = `BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:${nextYear}0611\r\nSUMMARY:A new holiday\r\nEND:VEVENT`
  const buffer = Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event}\r\nEND:VCALENDAR\r\n`)
  await ada.page.locator('input[type=file]').setInputFiles({ name: 'holidays.ics', mimeType: 'text/calendar', buffer })
  await ada.page.getByRole('button', { name: 'Take 1 day' }).click()
  await expect(ada.page.getByText('A new holiday').first()).toBeVisible()

  await ada.page.getByRole('button', { name: 'Close a day early' }).click()
  await ada.page.getByRole('checkbox', { name: 'Business days' }).uncheck()
  await ada.page.getByRole('checkbox', { name: 'Trading days' }).uncheck()
  await ada.page.getByRole('checkbox', { name: 'Banking days' }).uncheck()
  await ada.page.getByRole('checkbox', { name: 'Every day, all day' }).check()
  await ada.page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Signal 8')
  await ada.page.getByRole('button', { name: /^Close 1 calendar from/ }).click()
  await expect(ada.page.getByText(/Typhoon signal 8: closed from/)).toBeVisible()
  await expect(ada.page.getByText(/Declared by Ada Wong/)).toBeVisible()
  await ada.leave()
})
