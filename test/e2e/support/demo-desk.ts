/** A demo desk for a spec: a ledger at a known hour, served by the browser shell, and its people in windows of their own. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type Browser, expect, type Page } from '@playwright/test'
import { type BrowserShell, newFolder, startBrowserShell } from './browser-shell.ts'
import { LEDGER_FILE, STATEMENT_FILE, type Stage } from './desk-stages.ts'

export const DEMO_PASSWORD = 'demo-desk-2026'

export type DemoDesk = { shell: BrowserShell; folder: string; statement: string; stop(): Promise<void> }

/** Makes the ledger of a stage in a process of its own and serves it. */
export async function startDemoDesk(stage: Stage): Promise<DemoDesk> {
  const folder = newFolder()
  execFileSync(process.execPath, ['test/e2e/support/desk-stages.ts', stage, folder], { stdio: 'inherit' })
  const shell = await startBrowserShell({ ledger: join(folder, LEDGER_FILE) })
  return {
    shell,
    folder,
    statement: join(folder, STATEMENT_FILE),
    stop: async () => {
      await shell.stop()
    },
  }
}

/** A window with a person at it. Several people at one desk are several of these. */
export class Person {
  readonly page: Page
  readonly faults: string[] = []
  constructor(page: Page) {
    this.page = page
    page.on('pageerror', (error) => this.faults.push(error.message))
  }

  /** Opens a window of its own by a fresh link and signs the person in. */
  static async at(browser: Browser, desk: DemoDesk, userName: string): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true })
    const page = await context.newPage()
    await page.goto(await desk.shell.newLink())
    await page.getByLabel('User name').fill(userName)
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('navigation').first()).toBeVisible()
    return new Person(page)
  }

  /** Goes to an address of the window. */
  async goTo(route: string): Promise<void> {
    await this.page.evaluate((address) => {
      location.hash = address
    }, route)
  }

  /** Gives the one-time code where the desk asks for one; within its window it does not ask again. */
  async proveIfAsked(): Promise<void> {
    const asked = this.page.getByRole('dialog', { name: 'Confirm that it is you' })
    const others = this.page.getByRole('dialog')
    await expect.poll(async () => (await asked.isVisible()) || (await others.count()) === 0).toBe(true)
    if (!(await asked.isVisible())) return
    await asked.getByRole('button', { name: 'Use this code' }).click()
    await expect(asked).toBeHidden()
  }

  /** Confirms, as the second person, the change that a title begins with. */
  async confirmChange(title: string): Promise<void> {
    await this.goTo('/changes')
    const change = this.page.getByRole('region', { name: title })
    await change.getByRole('button', { name: 'Confirm' }).click()
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Confirm the change of / })
      .click()
    await this.proveIfAsked()
    await expect(change).toHaveCount(0)
  }

  /** Saves what the click hands out and gives its path. */
  async download(click: () => Promise<void>): Promise<{ path: string; name: string }> {
    const waiting = this.page.waitForEvent('download')
    await click()
    const download = await waiting
    return { path: await download.path(), name: download.suggestedFilename() }
  }

  async leave(): Promise<void> {
    expect(this.faults).toEqual([])
    await this.page.context().close()
  }
}
