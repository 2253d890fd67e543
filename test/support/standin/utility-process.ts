/** Electron's utilityProcess: a Node child process whose ports are tunnelled over the child's message channel. */
import { type ChildProcess, fork as forkNode } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import type { MessagePortMain } from './ports.ts'

export type ToChild =
  | { kind: 'message'; data: unknown; ports: number[] }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'close'; id: number }

export type ToParent =
  | { kind: 'message'; data: unknown }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'close'; id: number }

type ForkOptions = { serviceName?: string; stdio?: 'pipe' | 'inherit'; env?: NodeJS.ProcessEnv }

/** Running utility processes, for app.getAppMetrics(). */
export const running = new Set<UtilityProcess>()

export class UtilityProcess extends EventEmitter {
  readonly serviceName: string
  readonly #child: ChildProcess
  readonly #ports = new Map<number, MessagePortMain>()
  #nextPort = 0
  pid: number | undefined

  constructor(file: string, args: readonly string[], options: ForkOptions) {
    super()
    this.serviceName = options.serviceName ?? 'Node Utility Process'
    const output = options.stdio ?? 'inherit'
    this.#child = forkNode(file, args, {
      serialization: 'advanced',
      // The parent's own arguments (its inspector) are not inherited.
      execArgv: ['--import', new URL('./utility-child.ts', import.meta.url).href],
      env: options.env ?? process.env,
      stdio: ['ignore', output, output, 'ipc'],
    })
    this.pid = this.#child.pid
    running.add(this)
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.#receive(message as ToParent))
    this.#child.on('exit', (code) => this.#exited(code ?? 1))
  }

  get stdout(): Readable | null {
    return this.#child.stdout
  }

  get stderr(): Readable | null {
    return this.#child.stderr
  }

  kill(): boolean {
    return this.#child.kill()
  }

  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    this.#send({ kind: 'message', data, ports: transfer.map((port) => this.#adopt(port)) })
    for (const port of transfer) port.start()
  }

  #adopt(port: MessagePortMain): number {
    const id = ++this.#nextPort
    this.#ports.set(id, port)
    port.on('message', (event: { data: unknown }) => this.#send({ kind: 'port', id, data: event.data }))
    port.on('close', () => {
      this.#ports.delete(id)
      this.#send({ kind: 'close', id })
    })
    return id
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message)
  }

  #receive(message: ToParent): void {
    if (message.kind === 'message') this.emit('message', message.data)
    else if (message.kind === 'port') this.#ports.get(message.id)?.postMessage(message.data)
    else this.#ports.get(message.id)?.close()
  }

  #exited(code: number): void {
    running.delete(this)
    this.pid = undefined
    for (const port of [...this.#ports.values()]) port.close()
    this.emit('exit', code)
  }
}

export const utilityProcess = {
  fork: (file: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(file, args, options),
}
