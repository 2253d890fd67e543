/**
 * Keeps the engine process alive for the desktop shell: starts it, hands it ports, starts it again with
 * back-off after a crash, and gives up when that does not help. It never replays anything: the windows learn
 * that the engine went down and ask again themselves.
 */
import type { PeerInfo, PrintHost } from '../engine/engine-interface.ts'
import type { OpenFailure } from '../engine/open-failure.ts'
import type { FromEngine, PrintAsk, ToEngine } from '../engine/process.ts'
import { decideRestart } from './restart-policy.ts'

/** What the windows are told; `failed` means that nobody is trying any more. */
export type EngineState = 'up' | 'down' | 'failed'

/** The part of Electron's UtilityProcess that is used here. */
export interface EngineChild<Port> {
  readonly pid: number | undefined
  postMessage(message: ToEngine, transfer?: Port[]): void
  kill(): boolean
  on(event: 'message', listener: (message: FromEngine) => void): unknown
  once(event: 'exit', listener: (code: number) => void): unknown
}

export type EngineHostOptions<Port> = {
  fork: () => EngineChild<Port>
  onState: (state: EngineState) => void
  onLog: (line: string) => void
  /** The print system of the machine; the engine asks main for it. */
  printHost?: PrintHost
  now?: () => number
  /** How long a closing engine may take before it is killed. */
  closeTimeoutMs?: number
}

export class EngineHost<Port extends { close(): void }> {
  readonly #options: EngineHostOptions<Port>
  readonly #now: () => number
  #child: EngineChild<Port> | undefined
  #exited: Promise<void> = Promise.resolve()
  #restartTimer: NodeJS.Timeout | undefined
  #restartedAtMs: number[] = []
  #failure: OpenFailure | undefined
  #stopping = false

  constructor(options: EngineHostOptions<Port>) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** Why the last start was refused, for the failure page; undefined after a plain crash. */
  get failure(): OpenFailure | undefined {
    return this.#failure
  }

  /** Starts the engine, also after it was given up: the count of tries begins anew. */
  start(): void {
    if (this.#child !== undefined) return
    clearTimeout(this.#restartTimer)
    this.#restartedAtMs = []
    this.#fork()
  }

  /** Hands a port to the engine. While no engine runs the port is closed, so that its other end is told. */
  connect(port: Port, peer: PeerInfo): void {
    if (this.#child === undefined || this.#stopping) port.close()
    else this.#child.postMessage({ kind: 'connect', peer }, [port])
  }

  /** Lets the engine close the ledger, kills it when it takes too long; resolves when no process is left. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#restartTimer)
    const child = this.#child
    if (child === undefined) return
    child.postMessage({ kind: 'close' })
    const timer = setTimeout(() => child.kill(), this.#options.closeTimeoutMs ?? 5_000)
    await this.#exited
    clearTimeout(timer)
  }

  #fork(): void {
    const child = this.#options.fork()
    this.#child = child
    this.#failure = undefined
    child.on('message', (message) => this.#receive(message))
    this.#exited = new Promise((resolve) => {
      child.once('exit', (code) => {
        this.#child = undefined
        resolve()
        if (!this.#stopping) this.#handleExit(code)
      })
    })
  }

  #receive(message: FromEngine): void {
    if (message.kind === 'log') this.#options.onLog(message.line)
    else if (message.kind === 'ready') this.#options.onState('up')
    else if (message.kind === 'print') void this.#print(message.id, message.ask)
    else {
      this.#failure = message.failure
      this.#options.onLog(`ledger not opened: ${message.failure.code} ${message.failure.message}`)
    }
  }

  /** Asks the print system and answers the engine that asked; one that has gone meanwhile is told nothing. */
  async #print(id: number, { method, args }: PrintAsk): Promise<void> {
    const child = this.#child
    try {
      const host = this.#options.printHost
      if (host === undefined) throw new Error('this machine has no print system')
      const ask = host[method] as (...given: unknown[]) => Promise<unknown>
      child?.postMessage({ kind: 'printed', id, answer: await ask(...args) })
    } catch (error) {
      child?.postMessage({ kind: 'printed', id, problem: error instanceof Error ? error.message : String(error) })
    }
  }

  #handleExit(code: number): void {
    this.#options.onLog(`engine ended with code ${code}`)
    this.#options.onState('down')
    const decision = decideRestart(this.#restartedAtMs, this.#now())
    if (this.#failure !== undefined || decision.kind === 'give-up') {
      this.#options.onState('failed')
      return
    }
    this.#restartTimer = setTimeout(() => {
      this.#restartedAtMs.push(this.#now())
      this.#fork()
    }, decision.afterMs)
  }
}
