/**
 * npm run screenshots: the pictures of docs/screenshots, taken from fresh demo ledgers through the browser shell in a real
 * Chromium. Arguments name the pictures to take (`npm run screenshots -- batch cheques`); without any, all are taken.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureBuilt } from './build-state.mjs'
import { findChromium, prepareMachine } from './machine.mjs'
import { ensureOwnNode } from './own-node.mjs'
import { drawChequeSample } from './screenshots/cheque-sample.mjs'
import { nodeBinary, ownEnvironment, root, say } from './tools.mjs'

ensureOwnNode(import.meta.url)

const FOLDER = join(root, 'docs/screenshots')
const VIEWPORT = { width: 1366, height: 768 }
/** Above this a picture is too heavy for a repository. */
const MOST_BYTES = 250_000

/**
 * The demo day in order. `ledger`: a desk at midday with work in every queue, one in the evening with the bank's statement just
 * taken, or one whose day is signed. `steps` runs before the picture.
 */
const PICTURES = [
  { name: '01-sign-in', ledger: 'midday', who: null, path: '/' },
  { name: '02-home', ledger: 'midday', who: 'Bella Chan', path: '/' },
  { name: '03-queue', ledger: 'midday', who: 'Carol Ng', path: '/queue/all' },
  { name: '04-request-card', ledger: 'midday', who: 'Bella Chan', path: '/queue/backoffice', steps: openReviewed },
  { name: '05-batch-release', ledger: 'midday', who: 'Grace Yip', path: '/batches', steps: openBatch },
  { name: '06-cheque-run', ledger: 'evening', who: 'Bella Chan', path: '/cheques', steps: seeLeaves },
  { name: '07-reconciliation', ledger: 'evening', who: 'Fay Tsang', path: '/statements', steps: chooseLine },
  { name: '08-day-end', ledger: 'signed', who: 'Frank Mok', path: '/days', steps: openDay },
  { name: '09-status-matrix', ledger: 'midday', who: 'Rita Lam', path: '/matrix' },
  { name: '10-ledger', ledger: 'signed', who: 'Otto Kwan', path: '/ledger', steps: openCheck },
  { name: '11-request-card-dark', ledger: 'midday', who: 'Bella Chan', path: '/queue/backoffice', steps: openReviewed },
  { name: '12-audit-log-dark', ledger: 'signed', who: 'Otto Kwan', path: '/audit' },
  { name: '13-cheque-layout', ledger: 'evening', who: 'Bella Chan', path: '/cheques/layouts', steps: seeDrawing },
]

/** The first request of the list that still waits for Approve, with its three questions answered. */
async function openReviewed(page, name) {
  await page.locator('a[href*="/requests/"]').first().waitFor()
  const row = page.getByRole('row').filter({ hasText: 'Approved by' }).filter({ hasNotText: 'Being sent' }).first()
  await row.locator('a[href*="/requests/"]').click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const answers = page.getByText('Yes', { exact: true })
  const save = page.getByRole('button', { name: 'Save the three answers' })
  if (name.endsWith('-dark') || (await answers.count()) < 3) return
  for (const answer of await answers.all()) await answer.click()
  await save.click()
  await page
    .getByRole('button', { name: /^Approve/ })
    .first()
    .waitFor()
}

async function openBatch(page) {
  await page.locator('a[href*="/batches/"]').first().click()
  await page.getByText('Counted three times').waitFor()
}

async function seeLeaves(page) {
  await page.getByLabel('Leaves as they will print').waitFor()
  await page.locator('iframe').waitFor()
}

async function seeDrawing(page) {
  await page.getByRole('button', { name: 'figures' }).click()
  await page.locator('iframe').waitFor()
}

async function chooseLine(page) {
  const line = page.getByText('FUNG TSZ KIN').first()
  await line.waitFor()
  await line.click()
}

async function openDay(page) {
  await page.locator('a[href*="/days/"]').first().click()
  await page.getByText('Opening + movements = closing').waitFor()
}

async function openCheck(page) {
  await page.getByRole('tab', { name: 'Check' }).click()
  await page.getByText('The books are in order').waitFor({ timeout: 30_000 })
}

function seed(args) {
  const command = [join(root, 'scripts/cli.mjs'), 'demo', ...args]
  const made = spawnSync(nodeBinary(), command, { cwd: root, env: ownEnvironment(), encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`The demo ledger could not be made: ${made.stderr}`)
}

const LEDGERS = {
  midday: (folder) => {
    seed(['--seed-only', '--ledger', join(folder, 'midday.countersign')])
    return join(folder, 'midday.countersign')
  },
  evening: async (folder) => {
    const { makeEvening } = await import('./screenshots/evening.mjs')
    return makeEvening(folder)
  },
  signed: (folder) => {
    seed(['--out', join(folder, 'signed')])
    return join(folder, 'signed', 'ledger.countersign')
  },
}

/** Starts the built browser shell on a ledger; its one-time link and how to end it. */
async function startShell(ledger) {
  const child = spawn(nodeBinary(), [join(root, 'out/main/serve.js'), '--ledger', ledger], {
    cwd: root,
    env: ownEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const link = await Promise.race([
    new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then((code) => Promise.reject(new Error(`The browser shell ended with code ${code}.`))),
  ])
  return {
    link,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function take(page, { name, who, path, steps }) {
  const colours = name.endsWith('-dark') ? 'dark' : 'light'
  await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), colours)
  await page.goto(`${new URL(page.url()).origin}/#/`)
  await page.reload()
  const signInAs = page.getByRole('button', { name: /^Sign in as / })
  const menu = page.getByRole('button', { name: /^Your menu: / })
  await signInAs.first().or(menu).waitFor()
  if (who === null || !(await menu.isVisible()) || !(await menu.getAttribute('aria-label')).endsWith(who)) {
    await signOut(page, menu)
    await signInAs.first().waitFor()
    if (who !== null) await page.getByRole('button', { name: `Sign in as ${who}` }).click()
  }
  if (who !== null) {
    await menu.waitFor()
    await page.goto(`${new URL(page.url()).origin}/#${path}`)
    await steps?.(page, name)
  }
  await page.mouse.move(VIEWPORT.width - 2, VIEWPORT.height - 2)
  await page.waitForTimeout(1_200)
  const { length } = await page.screenshot({ path: join(FOLDER, `${name}.png`), scale: 'css', animations: 'disabled' })
  say(`${name}.png, ${Math.round(length / 1000)} kB`)
  if (length > MOST_BYTES) throw new Error(`${name}.png is larger than ${MOST_BYTES / 1000} kB.`)
}

async function signOut(page, menu) {
  if (!(await menu.isVisible())) return
  await menu.click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

async function takeAll(pictures, folder) {
  const { chromium } = await import('@playwright/test')
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const executablePath = findChromium()
  const browser = await chromium.launch({ args, ...(executablePath === null ? {} : { executablePath }) })
  try {
    for (const ledger of new Set(pictures.map((picture) => picture.ledger))) {
      const shell = await startShell(await LEDGERS[ledger](folder))
      try {
        const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-GB', timezoneId: 'Asia/Hong_Kong' })
        const page = await context.newPage()
        page.setDefaultTimeout(10_000)
        await page.goto(shell.link)
        for (const picture of pictures.filter((each) => each.ledger === ledger)) await take(page, picture)
        await context.close()
      } finally {
        await shell.stop()
      }
    }
  } finally {
    await browser.close()
  }
}

async function main() {
  const wanted = process.argv.slice(2)
  const pictures = PICTURES.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  if ((await prepareMachine()) === null || !ensureBuilt()) return 1
  mkdirSync(FOLDER, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'countersign-pictures-'))
  try {
    await takeAll(pictures, folder)
    if (wanted.length === 0 || wanted.some((word) => 'cheque-sample'.includes(word))) {
      await drawChequeSample(join(FOLDER, 'cheque-sample'))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  return 0
}

process.exitCode = await main()
