/**
 * How the scripts start other programs: always on the Node that the project brings along, always by the path of a package's own
 * script, so that it is the same on every system and needs no shell. Runs on any Node from 20 on.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The Node of node_modules, or the running one before the installation. */
export function nodeBinary() {
  const own = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(own) ? own : process.execPath
}

/**
 * Path of a package's command.
 * @param {string} packageName
 * @param {string} [command] name of the command when the package has several
 */
export function toolScript(packageName, command) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin[command ?? packageName]
  return join(folder, script)
}

/** The environment for started programs: `node` means the project's Node there too. */
export function ownEnvironment(extra = {}) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}

/**
 * Runs a script on the project's Node and waits for it.
 * @param {string[]} args script and its arguments
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns the exit code; 1 when it ended by a signal
 */
export function runNode(args, options = {}) {
  const { env, ...rest } = options
  const result = spawnSync(nodeBinary(), args, { cwd: root, stdio: 'inherit', env: ownEnvironment(env), ...rest })
  return result.status ?? 1
}

/**
 * Starts a script on the project's Node, passes signals on, and resolves with its exit code.
 * @param {string} command
 * @param {string[]} args
 */
export function runUntilEnd(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: ownEnvironment() })
  const passOn = (signal) => child.kill(signal)
  process.on('SIGTERM', passOn)
  // Ctrl+C reaches the child by itself; this process only must not end before it.
  process.on('SIGINT', () => undefined)
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => {
      process.off('SIGTERM', passOn)
      resolve(code ?? 1)
    })
  })
}

/** Prints one line of progress. */
export function say(text) {
  process.stdout.write(`${text}\n`)
}
