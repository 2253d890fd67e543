/** Electron's app: life cycle, paths, one instance per user data folder. */
import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { browser } from './browser.ts'
import { takeDownloads } from './downloads.ts'
import { running } from './utility-process.ts'

type Manifest = { name: string; productName?: string; version: string }
/** What the app needs from a window, so that this file does not import windows. */
export type AppWindow = { close(): void; isDestroyed(): boolean }

const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as Manifest
const DATA_FLAG = '--user-data-dir='

class App extends EventEmitter {
  readonly isPackaged = false
  readonly name = manifest.productName ?? manifest.name
  readonly windows = new Map<number, AppWindow>()
  #ready: Promise<void> | undefined
  #quitting = false
  #toldFirstInstance: Promise<void> = Promise.resolve()

  getVersion(): string {
    return manifest.version
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  getPath(name: string): string {
    const config = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
    const named = process.argv.find((argument) => argument.startsWith(DATA_FLAG))?.slice(DATA_FLAG.length)
    const userData = named ?? join(config, this.name)
    if (name === 'userData') return userData
    if (name === 'logs') return join(userData, 'logs')
    throw new Error(`Failed to get '${name}' path`)
  }

  getAppMetrics(): { type: string; pid: number | undefined; name?: string }[] {
    const engines = [...running].map((child) => ({ type: 'Utility', pid: child.pid, name: child.serviceName }))
    return [{ type: 'Browser', pid: process.pid }, ...engines]
  }

  /** False when another process has the same user data folder; that one is told and gets `second-instance`. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData')
    mkdirSync(folder, { recursive: true })
    const lock = join(folder, 'standin.lock')
    const socket = socketFor(folder)
    if (isHeldByOther(lock)) {
      this.#toldFirstInstance = tellFirstInstance(socket)
      return false
    }
    writeFileSync(lock, String(process.pid))
    rmSync(socket, { force: true })
    const server = createServer((connection) => {
      connection.on('data', (data) => {
        const { argv, cwd } = JSON.parse(data.toString()) as { argv: string[]; cwd: string }
        connection.end()
        this.emit('second-instance', {}, argv, cwd, null)
      })
    })
    server.listen(socket).unref()
    process.on('exit', () => {
      rmSync(lock, { force: true })
      rmSync(socket, { force: true })
    })
    return true
  }

  whenReady(): Promise<void> {
    this.#ready ??= this.#start()
    return this.#ready
  }

  quit(): void {
    if (this.#quitting || !this.#emitPreventable('before-quit')) return
    this.#quitting = true
    void this.#toldFirstInstance.then(() => {
      for (const window of [...this.windows.values()]) window.close()
      // A window that refused to close, or a listener, may call the whole thing off.
      this.#quitting = false
      if (this.windows.size > 0 || !this.#emitPreventable('will-quit')) return
      this.emit('quit', {}, 0)
      this.exit(0)
    })
  }

  exit(code = 0): void {
    browser.kill()
    process.exit(code)
  }

  /** Called by a window that has gone. */
  windowClosed(id: number): void {
    this.windows.delete(id)
    if (this.windows.size > 0 || this.#quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  #emitPreventable(name: string): boolean {
    let go = true
    this.emit(name, {
      preventDefault: () => {
        go = false
      },
    })
    return go
  }

  async #start(): Promise<void> {
    const wantsPort = process.argv.some((argument) => argument.startsWith('--remote-debugging-port'))
    const address = await browser.start(join(this.getPath('userData'), 'chromium'), wantsPort)
    await takeDownloads(join(this.getPath('userData'), 'downloads'))
    if (address !== null) process.stderr.write(`\nDevTools listening on ${address}\n`)
    this.emit('ready', {})
  }
}

/** A socket path has to be short; the folder may be anywhere. */
function socketFor(folder: string): string {
  const inside = join(folder, 'standin.sock')
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return inside.length < 100 ? inside : join(tmpdir(), `standin-${name}.sock`)
}

function isHeldByOther(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    process.kill(pid, 0)
    return pid !== process.pid
  } catch {
    return false
  }
}

function tellFirstInstance(socket: string): Promise<void> {
  return new Promise((resolve) => {
    const connection = connect(socket, () =>
      connection.write(JSON.stringify({ argv: process.argv, cwd: process.cwd() })),
    )
    connection.on('error', () => resolve())
    connection.on('close', () => resolve())
    connection.resume()
  })
}

export const app = new App()

browser.on('ended', () => app.quit())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
process.on('exit', () => browser.kill())
