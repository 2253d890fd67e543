/**
 * A day of the desk from 08:20 to 16:00 in real windows on a clock that moves: the 08:30 move, an absent signer and the backup, the file at the
 * bank, the mark, a bank's return, a typhoon afternoon (R3-10…R3-21, R3-97).
 */

import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { BatchesPage } from './pages/batches.ts'
import { at, type DayDesk, startDayDesk } from './support/day-stage.ts'
import { Person } from './support/demo-desk.ts'

test.describe.configure({ mode: 'serial' })
let desk: DayDesk
let batchId = 0

test.beforeAll(async () => {
  test.setTimeout(180_000)
  desk = await startDayDesk(at(1, 8, 20))
})
test.afterAll(async () => {
  await desk?.stop()
})

const taskOf = (person: Person, name: string) => person.page.getByRole('listitem').filter({ hasText: name })

/** A person's window at a moment of the day; gone again afterwards. */
async function atMoment(
  browser: Parameters<typeof Person.at>[0],
  moment: number,
  who: { name: string; does(person: Person): Promise<void> },
): Promise<void> {
  desk.moveTo(moment)
  const person = await Person.at(browser, desk, who.name)
  await who.does(person)
  await person.leave()
}

test('08:20 the move is next; 08:30 the desk does it by itself, also when it was shut then', async ({ browser }) => {
  await atMoment(browser, at(1, 8, 20), {
    name: 'wanda.wu',
    does: async (wanda) => {
      await wanda.goTo('/timeline')
      const move = taskOf(wanda, 'Yesterday’s queue becomes Processing')
      await expect(move).toContainText('Next')
      await expect(move).toContainText('1 payment to move to Processing')
    },
  })
  desk.moveTo(at(1, 8, 47))
  await desk.restart()
  await atMoment(browser, at(1, 8, 48), {
    name: 'wanda.wu',
    does: async (wanda) => {
      await wanda.goTo('/timeline')
      const move = taskOf(wanda, 'Yesterday’s queue becomes Processing')
      await expect(move).toContainText('Done')
      await expect(move).toContainText('Ran 08:47: 1 moved · 17 m after its time, because the desk was not running')
      await move.getByRole('button', { name: 'Run again' }).click()
      await expect(wanda.page.getByText('Run again: 0 moved.')).toBeVisible()
    },
  })
})

test('09:10 a signer is entered as away, and the backup is told', async ({ browser }) => {
  await atMoment(browser, at(1, 9, 10), {
    name: 'bella.chan',
    does: async (bella) => {
      await bella.goTo('/signers')
      const form = bella.page.getByRole('region', { name: 'Enter an absence' })
      await form.getByRole('combobox', { name: 'Signer' }).click()
      await bella.page.getByRole('option', { name: 'Grace Yip' }).click()
      await form.getByLabel('Why').fill('Ill')
      await form.getByRole('button', { name: 'Enter as away' }).click()
      await expect(bella.page.getByText('Entered. 1 backup was told.')).toBeVisible()
      const row = bella.page.getByRole('row').filter({ hasText: 'Peter Poon' })
      await expect(row).toContainText('Signs today')
    },
  })
})

test('11:05 the batch is cut; 11:20 a primary and the backup release it, and nobody else', async ({ browser }) => {
  await atMoment(browser, at(1, 11, 5), {
    name: 'bella.chan',
    does: async (bella) => {
      await bella.goTo('/timeline')
      await expect(taskOf(bella, 'Export the transfer files')).toContainText('1 payment in no batch')
      const batches = new BatchesPage(bella)
      await batches.open()
      await batches.selectAll()
      const card = await batches.build()
      batchId = card.batchId
      await card.cut()
      await expect(bella.page.getByText('Away today: Grace Yip. A backup stands in')).toBeVisible()
    },
  })
  for (const name of ['sam.leung', 'peter.poon']) {
    await atMoment(browser, at(1, 11, 20), {
      name,
      does: async (signer) => (await new BatchesPage(signer).openBatch(batchId)).release(),
    })
  }
})

test('11:40 the file is handed out and goes its four steps at the bank; 12:10 it is marked', async ({ browser }) => {
  await atMoment(browser, at(1, 11, 40), {
    name: 'bella.chan',
    does: async (bella) => {
      const card = await new BatchesPage(bella).openBatch(batchId)
      await bella.download(() => card.act(/^Export the bank file/))
      const { page } = bella
      const record = async (name: string, signer?: string): Promise<void> => {
        await page.getByRole('button', { name }).click()
        const dialog = page.getByRole('dialog', { name: /at the bank/ })
        if (signer) {
          await dialog.getByRole('combobox', { name: 'Who approved at the bank' }).click()
          await page.getByRole('option', { name: signer }).click()
        }
        if (name === 'Record that it took effect') {
          const file = { name: 'bank.txt', mimeType: 'text/plain', buffer: Buffer.from('completed') }
          await dialog.locator('input[type=file]').setInputFiles(file)
          await expect(dialog.getByText('bank.txt')).toBeVisible()
        }
        await dialog.getByRole('button', { name }).click()
        await bella.proveIfAsked()
        await expect(dialog).toBeHidden()
      }
      await record('Record the import')
      await record('Record the first approval', 'Sam Leung')
      await record('Record the second approval', 'Peter Poon')
      await record('Record that it took effect')
      await card.state('Accepted by the bank')
    },
  })
  await atMoment(browser, at(1, 12, 10), {
    name: 'wanda.wu',
    does: async (wanda) => {
      await wanda.goTo('/timeline/marking')
      await wanda.page.getByRole('grid').getByRole('checkbox').last().click()
      await wanda.page.getByRole('button', { name: 'Mark 1 as processed' }).click()
      await wanda.proveIfAsked()
      await expect(wanda.page.getByText('1 request marked as processed.')).toBeVisible()
    },
  })
})

test('13:30 the bank returns the payment: with evidence its money is back, and the request is open again', async ({
  browser,
}) => {
  await atMoment(browser, at(1, 13, 30), {
    name: 'fay.tsang',
    does: async (fay) => {
      const card = await new BatchesPage(fay).openBatch(batchId)
      await card.lines.getByRole('button', { name: 'Record the bank’s answer' }).click()
      const dialog = fay.page.getByRole('dialog')
      await dialog.getByRole('radio').first().click()
      await dialog.getByRole('textbox').first().fill('Account closed')
      const file = { name: 'return.txt', mimeType: 'text/plain', buffer: Buffer.from('returned') }
      await dialog.locator('input[type=file]').setInputFiles(file)
      await expect(dialog.getByText('return.txt')).toBeVisible()
      await dialog.getByRole('button', { name: /^Record “Failed”/ }).click()
      await fay.proveIfAsked()
      await expect(dialog).toBeHidden()
      await expect(card.lines).toContainText('Failed')
    },
  })
})

test('14:00 a typhoon shuts the afternoon and says what moves; 16:00 the day is told', async ({ browser }) => {
  await atMoment(browser, at(1, 14), {
    name: 'bella.chan',
    does: async (bella) => {
      const { page } = bella
      await bella.goTo('/timeline/storm')
      await expect(page.getByRole('region', { name: 'What would move if the day shut at 14:00' })).toContainText(
        'BST cut-off',
      )
      await page.getByLabel('Why').fill('Signal 8 hoisted at 13:45')
      await page.getByRole('button', { name: 'Shut today from 14:00' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Shut today from 14:00' }).click()
      await bella.proveIfAsked()
      await expect(page.getByText('Typhoon signal 8: today is shut from 14:00 on')).toBeVisible()
      const { path, name } = await bella.download(() => page.getByRole('button', { name: 'Excel list' }).click())
      expect(name).toMatch(/^storm-2026-11-18-\d+\.xlsx$/)
      const table = readTable(readFileSync(path))
      expect(table.ok && table.rows.some(({ cells }) => cells.some(({ text }) => text === 'BST cut-off'))).toBe(true)
    },
  })
  await atMoment(browser, at(1, 16), {
    name: 'wanda.wu',
    does: async (wanda) => {
      await wanda.goTo('/timeline')
      const bst = taskOf(wanda, 'BST cut-off')
      await expect(bst).toContainText('Shut early')
      await expect(bst).toContainText('Goes to Thu 19 Nov')
      await expect(taskOf(wanda, 'Yesterday’s queue becomes Processing')).toContainText('Done')
      await expect(taskOf(wanda, 'Export the transfer files')).toContainText('Done')
    },
  })
})
