/** Loaded before the engine's own code in a utility process: gives it `process.parentPort`. */
import { EventEmitter } from 'node:events'
import { MessagePortMain } from './ports.ts'
import type { ToChild, ToParent } from './utility-process.ts'

const ports = new Map<number, MessagePortMain>()
const send = (message: ToParent): void => {
  process.send?.(message)
}

class ParentPort extends EventEmitter {
  #waiting: unknown[] = []

  constructor() {
    super()
    // Messages that arrive before anybody listens are kept, as Electron does.
    this.on('newListener', (name) => {
      if (name === 'message') setImmediate(() => this.#deliverWaiting())
    })
  }

  #deliverWaiting(): void {
    for (const event of this.#waiting.splice(0)) this.emit('message', event)
  }

  postMessage(data: unknown): void {
    send({ kind: 'message', data })
  }

  deliver(event: { data: unknown; ports: MessagePortMain[] }): void {
    if (this.listenerCount('message') > 0 && this.#waiting.length === 0) this.emit('message', event)
    else this.#waiting.push(event)
  }
}

const parentPort = new ParentPort()

function openPort(id: number): MessagePortMain {
  const port = new MessagePortMain({
    send: (data) => send({ kind: 'port', id, data }),
    close: () => {
      ports.delete(id)
      send({ kind: 'close', id })
    },
  })
  ports.set(id, port)
  return port
}

process.on('message', (received) => {
  const message = received as ToChild
  if (message.kind === 'message') parentPort.deliver({ data: message.data, ports: message.ports.map(openPort) })
  else if (message.kind === 'port') ports.get(message.id)?.deliver(message.data)
  else {
    ports.get(message.id)?.closedByOtherEnd()
    ports.delete(message.id)
  }
})
process.on('disconnect', () => process.exit(0))

Object.defineProperty(process, 'parentPort', { value: parentPort })
