/**
 * What the window tests need from the machine: a Chromium, a display, fonts with Chinese characters and a few PDF and XML tools.
 * As root on Debian it is brought along; everywhere else the missing pieces are named.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root, say } from './tools.mjs'

/** Debian packages, each with a file or command that shows it is there. */
const DEBIAN = [
  { name: 'chromium', there: () => findChromium() !== null },
  { name: 'xvfb', there: () => hasCommand('Xvfb') },
  { name: 'fonts-noto-cjk', there: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') },
  { name: 'poppler-utils', there: () => hasCommand('pdftoppm') },
  { name: 'libxml2-utils', there: () => hasCommand('xmllint') },
  // A print system of the tests' own: cheques are measured as they come out of it.
  { name: 'cups-daemon', there: () => existsSync('/usr/sbin/cupsd') },
  { name: 'cups-client', there: () => hasCommand('lp') },
  { name: 'cups-filters', there: () => existsSync('/usr/lib/cups/filter/pdftopdf') },
]
const CHROMIUM_COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium of this machine, or null; Playwright's own copy is found by Playwright. */
export function findChromium() {
  if (process.env.CHROMIUM_BIN) return process.env.CHROMIUM_BIN
  return CHROMIUM_COMMANDS.map(commandPath).find((path) => path !== null) ?? null
}

/** Path of a real Electron, or null: `ELECTRON_BIN`, else the one that `npx install-electron` has fetched. */
export function findElectron() {
  if (process.env.ELECTRON_BIN) return process.env.ELECTRON_BIN
  const named = join(root, 'node_modules/electron/path.txt')
  if (!existsSync(named)) return null
  const executable = join(root, 'node_modules/electron/dist', readFileSync(named, 'utf8').trim())
  return existsSync(executable) ? executable : null
}

/** Path of the Chromium that Playwright has fetched for itself, or null. */
async function findPlaywrightChromium() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : null
}

/**
 * Makes sure that the window tests can run: installs what is missing as root on Debian, else says what to install.
 * @returns the environment for the tests, or null when they cannot run
 */
export async function prepareMachine() {
  const missing = DEBIAN.filter(({ there }) => !there()).map(({ name }) => name)
  const debian = process.platform === 'linux' && hasCommand('apt-get')
  if (missing.length > 0 && debian && process.getuid() === 0) installDebian(missing)
  const chromium = findChromium() ?? (await findPlaywrightChromium())
  if (chromium === null) {
    const how = debian ? `sudo apt-get install ${missing.join(' ')}` : 'npx playwright install chromium'
    say(`The window tests need a Chromium browser and there is none. Install it: ${how}`)
    return null
  }
  const still = process.platform === 'linux' ? DEBIAN.filter(({ there }) => !there()).map(({ name }) => name) : []
  if (still.length > 0) say(`Not on this machine, tests that need it will fail or run differently: ${still.join(', ')}`)
  return { CHROMIUM_BIN: chromium }
}

/**
 * Starts a virtual display when there is none; on other systems than Linux there always is one.
 * @returns {Promise<{ env: Record<string, string>, stop: () => void }>}
 */
export async function openDisplay() {
  const none = { env: {}, stop: () => undefined }
  if (process.platform !== 'linux' || process.env.DISPLAY || !hasCommand('Xvfb')) return none
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const display = await new Promise((resolve) => {
    server.on('error', () => resolve(null))
    server.on('exit', () => resolve(null))
    server.stdio[3].once('data', (text) => resolve(String(text).trim()))
  })
  if (display === null) return none
  return { env: { DISPLAY: `:${display}` }, stop: () => server.kill() }
}

function installDebian(packages) {
  say(`Installing ${packages.join(', ')} (apt-get).`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  const args = ['install', '--yes', '-qq', '--no-install-recommends', ...packages]
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
}

function hasCommand(name) {
  return commandPath(name) !== null
}

function commandPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}
