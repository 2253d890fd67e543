/** Is what lies in out/ as new as the sources, and what is installed as new as the lock file? Brings both up to date. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode, say, toolScript } from './tools.mjs'

const SOURCES = ['src', 'electron.vite.config.ts', 'package.json']
const OUTPUTS = ['out/main/index.js', 'out/main/serve.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** True when node_modules is missing or older than package-lock.json. */
export function needsInstall() {
  const installed = join(root, 'node_modules/.package-lock.json')
  return !existsSync(installed) || changedAt(join(root, 'package-lock.json')) > changedAt(installed)
}

/** Runs `npm ci` when it is needed; false when it failed. */
export function ensureInstalled() {
  if (!needsInstall()) return true
  say('Installing what the desk needs (npm ci); this takes about a minute.')
  // npm is a .cmd file on Windows and needs the shell there; the arguments are fixed.
  const shell = process.platform === 'win32'
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell })
  if (status === 0) return true
  say('The installation failed; see above. It needs npm and a package registry.')
  return false
}

/** True when a source is newer than the oldest built file. */
export function needsBuild() {
  const outputs = OUTPUTS.map((path) => join(root, path))
  if (!outputs.every((path) => existsSync(path))) return true
  const builtAt = Math.min(...outputs.map(changedAt))
  return SOURCES.some((path) => newestChange(join(root, path)) > builtAt)
}

/** Builds when it is needed; false when it failed. */
export function ensureBuilt() {
  if (!needsBuild()) return true
  say('Building the desk.')
  if (build() === 0) return true
  say('The build failed; see above.')
  return false
}

/** Builds main, preload and window; the exit code. */
export function build() {
  return runNode([toolScript('electron-vite'), 'build', '--logLevel', 'warn'])
}

function newestChange(path) {
  if (!statSync(path).isDirectory()) return changedAt(path)
  return Math.max(changedAt(path), ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

function changedAt(path) {
  return statSync(path).mtimeMs
}
