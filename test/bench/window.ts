/**
 * The window in a real Chromium over the browser shell: from the start of the process to a queue that answers, with a full ledger
 * against an empty one; and the time between asking for a page of a million requests and having it. Needs the built program and
 * a Chromium; elsewhere its figures are not measured and say so.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from '@playwright/test'
import { testDesk } from '../support/desk.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, quantile, wants } from './figure.ts'
import { addRequests } from './queue-pages.ts'

const SHELL = join(import.meta.dirname, '../../out/main/serve.js')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

type Ledger = { path: string; password: string; remove: () => void }

/** A ledger with people and that many requests, closed and ready to be opened by the shell. */
function makeLedger(requests: number): Ledger {
  const desk = testDesk({ people: ['cs'] })
  if (requests > 0) addRequests(desk.connection, requests)
  desk.engine.close()
  return { path: desk.path, password: desk.password, remove: () => desk.remove() }
}

type Shell = { process: ChildProcess; link: string; stop: () => Promise<void> }

async function startShell(ledger: Ledger): Promise<Shell> {
  const child = spawn(process.execPath, [SHELL, '--ledger', ledger.path], { stdio: ['pipe', 'pipe', 'inherit'] })
  const link = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    link,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Opens the queue of Customer Support and signs in; resolves when the grid has its answer. */
async function openQueue(page: Page, shell: Shell, ledger: Ledger): Promise<void> {
  await page.goto(`${shell.link}#/queue/customerSupport`)
  await page.getByLabel('User name').fill('cs')
  await page.getByLabel('Password', { exact: true }).fill(ledger.password)
  await page.keyboard.press('Enter')
  await page.locator('[role=grid][aria-busy=false]').waitFor()
}

async function startMs(browser: Browser, ledger: Ledger): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  const from = performance.now()
  const shell = await startShell(ledger)
  await openQueue(page, shell, ledger)
  const spent = performance.now() - from
  await context.close()
  await shell.stop()
  return spent
}

/** Put into the page before its scripts: keeps the window's own call for a page of the queue and the socket that carried it. */
const KEEPER = `(() => {
  const send = WebSocket.prototype.send
  WebSocket.prototype.send = function (data) {
    if (typeof data === 'string' && data.includes('/requests/list')) window.listCall = { socket: this, data }
    return send.call(this, data)
  }
})()`

/** Asks the same again, one after the other, each under an id of its own; the times until the answers are in the page. */
const asking = (asks: number) => `(async () => {
  const { socket, data } = window.listCall
  const message = JSON.parse(data)
  const times = []
  for (let i = 0; i < ${asks}; i++) {
    const id = 'bench' + i
    const answered = new Promise((resolve) => {
      const listen = (event) => {
        if (typeof event.data !== 'string' || !event.data.includes('"' + id + '"')) return
        socket.removeEventListener('message', listen)
        resolve(JSON.parse(event.data))
      }
      socket.addEventListener('message', listen)
    })
    const from = performance.now()
    socket.send(JSON.stringify({ ...message, i: id }))
    const answer = await answered
    times.push(performance.now() - from)
    if (!JSON.stringify(answer).includes('requestId')) throw new Error('an answer without rows: ' + JSON.stringify(answer).slice(0, 200))
  }
  return times
})()`

const WARM_UP = 10

async function listTimes(browser: Browser, ledger: Ledger, asks: number): Promise<number[]> {
  const shell = await startShell(ledger)
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await page.addInitScript(KEEPER)
  await openQueue(page, shell, ledger)
  const times = await page.evaluate<number[]>(asking(asks + WARM_UP))
  await context.close()
  await shell.stop()
  return times.slice(WARM_UP)
}

const NAMES = ['window-start', 'queue-window-p95-ms'] as const
const GOALS = { 'window-start': { unit: 'x', goal: 1.2 }, 'queue-window-p95-ms': { unit: 'ms', goal: 16 } }

const judged = (name: (typeof NAMES)[number], value: number | null, note: string) =>
  figure({ name, value, ...GOALS[name], better: 'lower', note })

export async function windowBench(options: BenchOptions): Promise<Measured> {
  const wanted = NAMES.filter((name) => wants(options, name))
  if (!CHROMIUM || !existsSync(SHELL)) {
    const why = `not measured: ${CHROMIUM ? 'build the program first (npm run build)' : 'no Chromium on this machine'}`
    return { figures: wanted.map((name) => judged(name, null, why)), context: [] }
  }
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...FLAGS] : FLAGS
  const browser = await chromium.launch({ executablePath: CHROMIUM, args })
  const figures = []
  const context = []
  try {
    if (wanted.includes('window-start')) {
      const rounds = options.quick ? 2 : 7
      const requests = options.quick ? 10_000 : 100_000
      const [full, empty] = [makeLedger(requests), makeLedger(0)]
      const spent = { full: [] as number[], empty: [] as number[] }
      await startMs(browser, empty)
      for (let round = 0; round < rounds; round++) {
        spent.full.push(await startMs(browser, full))
        spent.empty.push(await startMs(browser, empty))
      }
      const seconds = (values: number[]) => `${(median(values) / 1000).toFixed(2)} s`
      figures.push(
        judged(
          'window-start',
          medianRatio(spent.full, spent.empty),
          `process start to a queue that answers, ${requests} requests (${seconds(spent.full)}) over none (${seconds(spent.empty)}), signing in included`,
        ),
      )
      full.remove()
      empty.remove()
    }
    if (wanted.includes('queue-window-p95-ms')) {
      const requests = options.quick ? 100_000 : 1_000_000
      const large = makeLedger(requests)
      const times = await listTimes(browser, large, options.quick ? 20 : 120)
      figures.push(
        judged(
          'queue-window-p95-ms',
          quantile(times, 0.95),
          `asking for the first page of a department's queue until its answer is in the page, over the WebSocket, ${requests} requests, ${times.length} asks`,
        ),
      )
      context.push(`page from the window: ${median(times).toFixed(1)} ms in the middle`)
      large.remove()
    }
  } finally {
    await browser.close()
  }
  return { figures, context }
}
