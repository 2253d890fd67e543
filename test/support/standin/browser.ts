/** One Chromium process, driven over the debugging pipe (DevTools protocol, messages ended by a zero byte). */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const FLAGS = [
  '--disable-background-networking',
  '--disable-backgrounding-occluded-windows',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-quic',
  '--disable-renderer-backgrounding',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
  '--no-default-browser-check',
  '--no-first-run',
  '--password-store=basic',
  '--use-mock-keychain',
]
const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const BLANK_URL = new URL('./page/blank.html', import.meta.url).href

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void }
type Incoming = {
  id?: number
  error?: { message: string }
  result?: unknown
  sessionId?: string
  method?: string
  params?: unknown
}

/** The answer to a protocol command; callers name the fields that they read. */
// biome-ignore lint/suspicious/noExplicitAny: the DevTools protocol has no types here
export type ProtocolResult = any

/** Errors of commands that were overtaken by the end of a page or of the browser. */
const OVERTAKEN = /browser has ended|closed|Session with given id not found|Cannot find context|Invalid InterceptionId/

export class Browser extends EventEmitter {
  readonly #headless = process.env.STANDIN_HEADLESS === '1' || !process.env.DISPLAY
  readonly #executable = process.env.STANDIN_CHROMIUM ?? CANDIDATES.find((path) => existsSync(path)) ?? 'chromium'
  readonly #waiting = new Map<number, Waiting>()
  #flags: string[] = []
  #environment = process.env
  #process: ChildProcess | undefined
  #nextId = 0
  #received = ''

  /**
   * Starts Chromium without a window.
   * @param debuggingPort true also opens a debugging port, which a test driver may connect to
   * @returns the WebSocket address of that port, or null
   */
  async start(profile: string, debuggingPort: boolean): Promise<string | null> {
    mkdirSync(profile, { recursive: true })
    const portFile = join(profile, 'DevToolsActivePort')
    rmSync(portFile, { force: true })
    this.#flags = [
      `--user-data-dir=${profile}`,
      ...FLAGS,
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
      ...(this.#headless ? ['--headless=new'] : []),
    ]
    const own = [
      '--no-startup-window',
      '--remote-debugging-pipe',
      ...(debuggingPort ? ['--remote-debugging-port=0'] : []),
    ]
    const errors = process.env.STANDIN_VERBOSE ? 'inherit' : 'ignore'
    // Chromium's own temporary files go with the profile; its socket needs a path that is not too long.
    if (profile.length < 50) this.#environment = { ...process.env, TMPDIR: profile }
    this.#process = spawn(this.#executable, [...this.#flags, ...own], {
      env: this.#environment,
      stdio: ['ignore', 'ignore', errors, 'pipe', 'pipe'],
    })
    this.#process.on('error', (error) => this.#ended(error.message))
    this.#process.on('exit', () => this.#ended('browser has ended'))
    this.#listen()
    const filter = [{ type: 'page' }]
    await this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter })
    return debuggingPort ? await readAddress(portFile) : null
  }

  /** Sends a command, to one page when `sessionId` is given. */
  send(method: string, params: object = {}, sessionId?: string): Promise<ProtocolResult> {
    const id = ++this.#nextId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const pipe = this.#process?.stdio[3] as Writable
      pipe.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  /** Sends a command whose result nobody waits for; real errors are printed. */
  post(method: string, params: object = {}, sessionId?: string): void {
    this.send(method, params, sessionId).catch(reportUnlessOvertaken)
  }

  /** Opens a window showing the blank page. */
  async openWindow(size: { width: number; height: number }): Promise<void> {
    if (this.#headless) {
      await this.send('Target.createTarget', { url: BLANK_URL, newWindow: true, ...size })
      return
    }
    // An --app window has neither tabs nor address bar; this second process only hands over to the first.
    const flags = [`--app=${BLANK_URL}`, `--window-size=${size.width},${size.height}`]
    spawn(this.#executable, [...this.#flags, ...flags], { env: this.#environment, stdio: 'ignore' })
  }

  kill(): void {
    this.#process?.kill()
  }

  #listen(): void {
    const [, , , commands, messages] = this.#process?.stdio ?? []
    ;(commands as Writable).on('error', () => undefined)
    ;(messages as Readable).setEncoding('utf8').on('data', (text: string) => {
      const parts = (this.#received + text).split('\0')
      this.#received = parts.pop() ?? ''
      for (const part of parts) this.#receive(JSON.parse(part) as Incoming)
    })
  }

  #receive(message: Incoming): void {
    if (message.id === undefined) {
      this.emit(message.sessionId ? `${message.sessionId}:${message.method}` : String(message.method), message.params)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(message.error.message))
    else waiting?.resolve(message.result)
  }

  #ended(reason: string): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new Error(reason))
    this.#waiting.clear()
    this.emit('ended')
  }
}

export function reportUnlessOvertaken(error: Error): void {
  if (!OVERTAKEN.test(error.message)) console.error('[stand-in]', error)
}

export const isBlankPage = (url: string): boolean => url === BLANK_URL || url === fileURLToPath(BLANK_URL)

/** Chromium writes port and path of its debugging socket into a file. */
async function readAddress(file: string): Promise<string> {
  for (let attempt = 0; attempt < 250; attempt++) {
    if (existsSync(file)) {
      const [port, path] = readFileSync(file, 'utf8').trim().split('\n')
      if (port && path) return `ws://127.0.0.1:${port}${path}`
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`Chromium did not open a debugging port (${file} is missing).`)
}

export const browser = new Browser()
