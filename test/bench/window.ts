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
import { type Asked, combinations } from './queue-filters.ts'
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

/**
 * Asks one after the other, each under an id of its own: `null` is the window's own question again, anything else replaces its filter and
 * order. The times until the answers are in the page.
 */
const asking = (asks: readonly (Asked | null)[]) => `(async () => {
  const { socket, data } = window.listCall
  const placeOf = (value) =>
    typeof value !== 'object' || value === null ? null : 'filter' in value ? value : Object.values(value).map(placeOf).find(Boolean)
  const times = []
  for (const [i, ask] of ${JSON.stringify(asks)}.entries()) {
    const id = 'bench' + i
    const message = JSON.parse(data)
    Object.assign(placeOf(message), ask ?? {})
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
    const text = JSON.stringify(answer)
    if (!text.includes(ask === null ? 'requestId' : '"rows"')) throw new Error('an answer without rows: ' + text.slice(0, 200))
  }
  return times
})()`

const WARM_UP = 10

/** The engine fills its index of the queue between the calls after the first question; until then it answers from the tables. */
const FILLING_MS = 12_000

type Times = { own: number[]; any: number[] }

async function listTimes(
  browser: Browser,
  ledger: Ledger,
  about: { own: number; any: readonly Asked[] },
): Promise<Times> {
  const shell = await startShell(ledger)
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await page.addInitScript(KEEPER)
  await openQueue(page, shell, ledger)
  const own = await page.evaluate<number[]>(asking(Array.from({ length: about.own + WARM_UP }, () => null)))
  if (about.any.length > 0) await page.waitForTimeout(FILLING_MS)
  const any = await page.evaluate<number[]>(asking([...about.any.slice(0, WARM_UP), ...about.any]))
  await context.close()
  await shell.stop()
  return { own: own.slice(WARM_UP), any: any.slice(WARM_UP) }
}

export const WINDOW_FIGURES = ['window-start', 'queue-window-p95-ms', 'queue-any-filter-window-p95-ms'] as const
const GOALS = {
  'window-start': { unit: 'x', goal: 1.2 },
  'queue-window-p95-ms': { unit: 'ms', goal: 16 },
  'queue-any-filter-window-p95-ms': { unit: 'ms', goal: 16 },
}
/** One combination of so many is asked for. */
const EVERY = 5

const judged = (name: (typeof WINDOW_FIGURES)[number], value: number | null, note: string) =>
  figure({ name, value, ...GOALS[name], better: 'lower', note })

export async function windowBench(options: BenchOptions): Promise<Measured> {
  const wanted = WINDOW_FIGURES.filter((name) => wants(options, name))
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
    if (wanted.some((name) => name !== 'window-start')) {
      const measured = await queueFromWindow(browser, options)
      figures.push(...measured.figures.filter(({ name }) => wants(options, name)))
      context.push(...measured.context)
    }
  } finally {
    await browser.close()
  }
  return { figures, context }
}

async function queueFromWindow(browser: Browser, options: BenchOptions): Promise<Measured> {
  const requests = options.quick ? 100_000 : 1_000_000
  const large = makeLedger(requests)
  const any = wants(options, 'queue-any-filter-window-p95-ms')
    ? combinations().filter((_, i) => i % (options.quick ? EVERY * 10 : EVERY) === 0)
    : []
  const times = await listTimes(browser, large, { own: options.quick ? 20 : 120, any })
  large.remove()
  return {
    figures: [
      judged(
        'queue-window-p95-ms',
        quantile(times.own, 0.95),
        `asking for the first page of a department's queue until its answer is in the page, over the WebSocket, ${requests} requests, ${times.own.length} asks`,
      ),
      ...(any.length === 0
        ? []
        : [
            judged(
              'queue-any-filter-window-p95-ms',
              quantile(times.any, 0.95),
              `the same for ${times.any.length} combinations of three filters in every order, closed requests too`,
            ),
          ]),
    ],
    context: [
      `page from the window: ${median(times.own).toFixed(1)} ms in the middle${any.length === 0 ? '' : `; of any filter ${median(times.any).toFixed(1)} ms, worst ${Math.max(...times.any).toFixed(1)} ms`}`,
    ],
  }
}
