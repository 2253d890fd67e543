/** The desktop shell when the engine dies: calls settle, the page is told, the engine comes back, or gives up with a way out. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newFolder } from '../support/browser-shell.ts'
import { type DesktopShell, enginePid, OWN_PAGE, startDesktopShell } from '../support/desktop-shell.ts'
import { installPageClient } from '../support/install-page-client.ts'

/** Kills the running engine; resolves when another one runs, or when none has come for good. */
async function killEngine({ app }: DesktopShell): Promise<void> {
  const pid = await enginePid(app)
  process.kill(pid ?? 0, 'SIGKILL')
  await expect.poll(() => enginePid(app)).not.toBe(pid)
}

/** Puts the test's client into the page and waits until the engine has answered it once. */
async function connectPage(page: Page): Promise<void> {
  await installPageClient(page)
  expect(await page.evaluate(() => window.pageClient.ask(window.pageClient.connect()))).toBe('answered')
}

/** What the page was told about the engine since `from`; before that it may have been told that the first start is over. */
async function statesSince(page: Page, from: number): Promise<string[]> {
  return (await page.evaluate(() => window.pageClient.engineStates())).slice(from)
}

test('a call in flight is rejected, the page is told, the engine comes back', async () => {
  test.skip(process.platform === 'win32', 'Windows cannot hold a process still')
  const shell = await startDesktopShell()
  const { app, page } = shell
  await connectPage(page)
  const told = (await statesSince(page, 0)).length

  const pid = (await enginePid(app)) ?? 0
  process.kill(pid, 'SIGSTOP')
  const call = page.evaluate(() => window.pageClient.ask(window.pageClient.connect()))
  const closed = page.evaluate(() => window.pageClient.waitForClose(0))
  const unanswered = Symbol('unanswered')
  const early = await Promise.race([call, new Promise((resolve) => setTimeout(() => resolve(unanswered), 300))])
  expect(early, 'the engine is stopped and cannot have answered').toBe(unanswered)
  process.kill(pid, 'SIGKILL')

  expect(await call).toMatch(/^rejected/)
  expect(await closed).toBe('closed')
  await expect.poll(() => statesSince(page, told)).toEqual(['down', 'up'])
  const restarted = await enginePid(app)
  expect(restarted).not.toBe(pid)
  expect(await page.evaluate(() => window.pageClient.ask(window.pageClient.connect()))).toBe('answered')
  expect(page.url(), 'the page itself stays').toMatch(OWN_PAGE)
  await app.close()
})

test('after three tries within a minute it gives up with a page that saves log and ledger and tries again', async () => {
  const shell = await startDesktopShell()
  const { app, page, ledger } = shell
  await connectPage(page)
  const told = (await statesSince(page, 0)).length
  for (const restarts of [1, 2, 3]) {
    await killEngine(shell)
    const expected = Array.from({ length: restarts }, () => ['down', 'up']).flat()
    await expect.poll(() => statesSince(page, told), { timeout: 15_000 }).toEqual(expected)
  }
  await killEngine(shell)
  await expect(page).toHaveURL(/\/engine-failed$/)
  await expect(page.getByRole('alert')).not.toBeEmpty()
  await expect(page.getByText(ledger, { exact: true })).toBeVisible()

  const folder = newFolder()
  const logCopy = join(folder, 'saved.log')
  await app.evaluate(
    ({ dialog }, { folder, logCopy }) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: logCopy })
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
    },
    { folder, logCopy },
  )
  await page.getByRole('link', { name: 'Save the log' }).click()
  await expect.poll(() => existsSync(logCopy)).toBe(true)
  expect(readFileSync(logCopy, 'utf8')).toContain('engine ended with code')

  await page.getByRole('link', { name: 'Save a copy of the ledger' }).click()
  const copies = (): string[] => readdirSync(folder).filter((name) => name.startsWith('countersign-copy-'))
  await expect.poll(() => copies().filter((name) => !name.endsWith('.partial'))).toHaveLength(1)
  expect(readFileSync(join(folder, copies()[0] ?? '', 'ledger.countersign'))).toEqual(readFileSync(ledger))
  expect(page.url()).toMatch(/\/engine-failed$/)

  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page).not.toHaveURL(/engine-failed/)
  await expect(page.locator('#root')).not.toBeEmpty()
  await connectPage(page)
  await app.close()
})

test('a file that is no ledger is explained at once, without tries, and can be repaired', async () => {
  const ledger = join(newFolder(), 'letter.countersign')
  writeFileSync(ledger, 'BAD: this is a letter and no ledger'.repeat(100))
  const shell = await startDesktopShell({ ledger })
  const { app, page } = shell
  await expect(page).toHaveURL(/\/engine-failed$/)
  await expect(page.getByRole('alert')).toContainText('letter.countersign')
  expect(shell.log().match(/engine ended/g)).toHaveLength(1)

  rmSync(ledger)
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page).not.toHaveURL(/engine-failed/)
  await expect(page.locator('#root')).not.toBeEmpty()
  await app.close()
})
