/**
 * Starts the built desktop shell for a spec through Playwright's Electron support: in Electron when ELECTRON_BIN
 * is set, else in the stand-in.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import { newFolder } from './browser-shell.ts'

export const EXECUTABLE = process.env.ELECTRON_BIN ?? resolve('test/support/standin/electron')

/** Our own pages: `app://countersign`, which the stand-in serves as a local host name. */
export const OWN_PAGE = /^(app:\/\/countersign|http:\/\/countersign\.app\.localhost)\//

export type DesktopShell = {
  app: ElectronApplication
  page: Page
  userData: string
  ledger: string
  /** The log of the shell so far. */
  log(): string
}

/** Starts the desktop shell with a user data folder of its own and waits for its first page. */
export async function startDesktopShell(options: { ledger?: string } = {}): Promise<DesktopShell> {
  const userData = newFolder()
  const ledger = options.ledger ?? join(userData, 'ledger.countersign')
  const app = await _electron.launch({
    executablePath: EXECUTABLE,
    args: ['.', `--user-data-dir=${userData}`, ...(options.ledger ? [`--ledger=${options.ledger}`] : [])],
  })
  const page = await app.firstWindow()
  // Polled, not awaited as one navigation: a refused ledger replaces the page while it is loading.
  await expect(page).toHaveURL(OWN_PAGE)
  await page.waitForLoadState()
  const logFolder = await app.evaluate(({ app }) => app.getPath('logs'))
  return { app, page, userData, ledger, log: () => readFileSync(join(logFolder, 'countersign.log'), 'utf8') }
}

/** Process id of the running engine, or undefined while none runs. */
export async function enginePid(app: ElectronApplication): Promise<number | undefined> {
  const metrics = await app.evaluate(({ app }) => app.getAppMetrics().map(({ name, pid }) => ({ name, pid })))
  return metrics.find(({ name }) => name === 'Countersign engine')?.pid
}
