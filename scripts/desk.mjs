/**
 * npm run desk: opens the desk with demo data, from a fresh clone on. Installs, builds and fills the demo ledger only when that
 * is needed, then starts Electron, or the browser shell where Electron cannot be had.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt, ensureInstalled } from './build-state.mjs'
import { findElectron } from './machine.mjs'
import { nodeBinary, root, runUntilEnd, say } from './tools.mjs'

const USAGE = `npm run desk -- [options]

  --ledger FILE  the ledger to open (default: demo/desk.countersign, made with demo data)
  --empty        no demo data: a new ledger starts with the first administrator
  --port N       port of the browser shell (default: a free one)
  --no-open      do not open the browser, only print the link
  --browser      the browser shell even where Electron is there
`
/** An Electron that ends this soon with an error has not started. */
const STARTED_MS = 5_000

function readOptions() {
  const { values } = parseArgs({
    options: {
      ledger: { type: 'string' },
      empty: { type: 'boolean', default: false },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const file = values.ledger ?? join(root, 'demo', values.empty ? 'empty.countersign' : 'desk.countersign')
  return { ...values, ledger: resolve(file) }
}

/**
 * Fills a new ledger with demo data under another name and gives it its own when it is complete, so that a seeding that was
 * interrupted is never taken for the demo; false when it failed.
 */
function ensureLedger({ ledger, empty }) {
  if (existsSync(ledger)) return true
  mkdirSync(dirname(ledger), { recursive: true })
  if (empty) return true
  say(`Making demo data in ${ledger}.`)
  const unfinished = join(dirname(ledger), `unfinished-${basename(ledger)}`)
  removeLedger(unfinished)
  const args = [join(root, 'scripts/cli.mjs'), 'demo', '--seed-only', '--ledger', unfinished]
  const seeding = spawnSync(nodeBinary(), args, { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8' })
  // Who may sign in, or what went wrong, with the name that the ledger was asked for by.
  say(seeding.stderr.trim().replaceAll(unfinished, ledger))
  const made = seeding.status === 0
  if (made) {
    if (existsSync(`${unfinished}-wal`)) renameSync(`${unfinished}-wal`, `${ledger}-wal`)
    renameSync(unfinished, ledger)
  } else say('The demo data could not be made and nothing was kept. Without it: npm run desk -- --empty')
  removeLedger(unfinished)
  return made
}

function removeLedger(ledger) {
  for (const suffix of ['', '-wal', '-shm', '.lease']) rmSync(ledger + suffix, { force: true })
}

/** The Electron executable, or the reason why it cannot be used. */
function usableElectron() {
  const executable = findElectron()
  if (executable === null) return { reason: 'Electron is not installed (npx install-electron brings it)' }
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!display) return { reason: 'there is no display for Electron' }
  const { status } = spawnSync(executable, ['--version', ...sandboxFlags()], { timeout: 15_000, stdio: 'ignore' })
  return status === 0 ? { executable } : { reason: 'Electron is installed but does not start on this machine' }
}

/** Chromium refuses to run its sandbox as root; every other user keeps it. */
function sandboxFlags() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

async function openElectron(executable, { ledger }) {
  say('Opening the desktop shell (Electron).')
  const startedAt = Date.now()
  const code = await runUntilEnd(executable, [...sandboxFlags(), root, `--ledger=${ledger}`])
  return { code, started: code === 0 || Date.now() - startedAt > STARTED_MS }
}

function openBrowserShell(options, reason) {
  say(`Opening the browser shell: ${reason}. Press Enter for a new link, Ctrl+C to end.`)
  const port = options.port === undefined ? [] : ['--port', options.port]
  const open = options['no-open'] ? [] : ['--open']
  return runUntilEnd(nodeBinary(), [join(root, 'out/main/serve.js'), '--ledger', options.ledger, ...port, ...open])
}

async function main() {
  const options = readOptions()
  if (options.help) {
    say(USAGE)
    return 0
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    say(`Node ${process.versions.node} is too old: the desk needs Node 20.19 or later.`)
    return 1
  }
  if (!ensureInstalled() || !ensureBuilt() || !ensureLedger(options)) return 1
  const { executable, reason } = options.browser ? { reason: 'as asked' } : usableElectron()
  if (executable === undefined) return await openBrowserShell(options, reason)
  const { code, started } = await openElectron(executable, options)
  return started ? code : await openBrowserShell(options, `Electron ended at once with code ${code}`)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!String(error?.code).startsWith('ERR_PARSE_ARGS')) throw error
  say(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
