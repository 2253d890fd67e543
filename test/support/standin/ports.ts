/** Electron's MessagePortMain: one end of a channel whose other end lives in a page or in a child process. */
import { EventEmitter } from 'node:events'

export type PortTransport = {
  /** Sends data to the other end. */
  send: (data: unknown) => void
  /** Tells the other end that this one was closed. */
  close: () => void
}

export class MessagePortMain extends EventEmitter {
  readonly #transport: PortTransport
  #waiting: unknown[] = []
  #started = false
  #closed = false

  constructor(transport: PortTransport) {
    super()
    this.#transport = transport
  }

  postMessage(data: unknown): void {
    if (!this.#closed) this.#transport.send(data)
  }

  /** Messages that came before are delivered now. */
  start(): void {
    this.#started = true
    for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (this.#closed) return
    this.#transport.close()
    this.closedByOtherEnd()
  }

  deliver(data: unknown): void {
    if (this.#started) this.emit('message', { data, ports: [] })
    else this.#waiting.push(data)
  }

  closedByOtherEnd(): void {
    if (this.#closed) return
    this.#closed = true
    this.emit('close')
  }
}
