/** The engine host with a make-believe process: restarts, ports while down, refused ledgers, an orderly end. */
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ToEngine } from '../../../src/main/engine/process.ts'
import { EngineHost, type EngineState } from '../../../src/main/shell/engine-host.ts'

class Port {
  closed = false
  close(): void {
    this.closed = true
  }
}

class Child extends EventEmitter {
  readonly pid = 1
  readonly received: { message: ToEngine; ports: Port[] }[] = []
  killed = false

  postMessage(message: ToEngine, ports: Port[] = []): void {
    this.received.push({ message, ports })
  }

  kill(): boolean {
    this.killed = true
    this.emit('exit', 9)
    return true
  }
}

const peer = { shell: 'desktop', address: 'here' } as const
const children: Child[] = []
const states: EngineState[] = []
const log: string[] = []

function newHost(): EngineHost<Port> {
  return new EngineHost<Port>({
    fork: () => {
      const child = new Child()
      children.push(child)
      return child
    },
    onState: (state) => states.push(state),
    onLog: (line) => log.push(line),
    closeTimeoutMs: 1_000,
  })
}

const newest = (): Child => {
  const child = children.at(-1)
  if (child === undefined) throw new Error('no engine was started')
  return child
}

beforeEach(() => {
  vi.useFakeTimers()
  for (const list of [children, states, log]) list.length = 0
})
afterEach(() => {
  vi.useRealTimers()
})

describe('EngineHost', () => {
  it('hands ports to the running engine, also before it is ready', () => {
    const host = newHost()
    host.start()
    const port = new Port()
    host.connect(port, peer)
    expect(newest().received).toEqual([{ message: { kind: 'connect', peer }, ports: [port] }])
    expect(port.closed).toBe(false)
    newest().emit('message', { kind: 'ready' })
    expect(states).toEqual(['up'])
  })

  it('starts the engine again after a crash and closes ports meanwhile', () => {
    const host = newHost()
    host.start()
    newest().emit('exit', 1)
    const port = new Port()
    host.connect(port, peer)
    expect(port.closed).toBe(true)
    expect(states).toEqual(['down'])
    vi.advanceTimersByTime(250)
    expect(children).toHaveLength(2)
    newest().emit('message', { kind: 'ready' })
    expect(states).toEqual(['down', 'up'])
  })

  it('gives up at the fourth crash within a minute, and begins anew when asked', () => {
    const host = newHost()
    host.start()
    for (let crash = 1; crash <= 3; crash++) {
      newest().emit('exit', 1)
      vi.advanceTimersByTime(4_000)
      expect(children).toHaveLength(crash + 1)
    }
    newest().emit('exit', 1)
    vi.advanceTimersByTime(600_000)
    expect(children).toHaveLength(4)
    expect(states).toEqual(['down', 'down', 'down', 'down', 'failed'])
    expect(host.failure).toBeUndefined()
    host.start()
    expect(children).toHaveLength(5)
    newest().emit('exit', 1)
    vi.advanceTimersByTime(250)
    expect(children).toHaveLength(6)
  })

  it('goes on for ever when crashes are more than a minute apart', () => {
    const host = newHost()
    host.start()
    for (let crash = 1; crash <= 10; crash++) {
      newest().emit('exit', 1)
      vi.advanceTimersByTime(61_000)
      expect(children).toHaveLength(crash + 1)
    }
    expect(states).not.toContain('failed')
  })

  it('does not try again when the ledger was refused, and keeps the reason', () => {
    const host = newHost()
    host.start()
    const failure = { code: 'NOT_A_LEDGER', message: 'header', sentence: 'This is no ledger.' }
    newest().emit('message', { kind: 'open-failed', failure })
    newest().emit('exit', 3)
    vi.advanceTimersByTime(600_000)
    expect(children).toHaveLength(1)
    expect(states).toEqual(['down', 'failed'])
    expect(host.failure).toEqual(failure)
    host.start()
    expect(host.failure).toBeUndefined()
  })

  it('asks the engine to close and waits for it', async () => {
    const host = newHost()
    host.start()
    const child = newest()
    let stopped = false
    const stop = host.stop().then(() => {
      stopped = true
    })
    expect(child.received.at(-1)?.message).toEqual({ kind: 'close' })
    await vi.advanceTimersByTimeAsync(500)
    expect(stopped).toBe(false)
    child.emit('exit', 0)
    await stop
    expect(child.killed).toBe(false)
    expect(states, 'an orderly end is no failure').toEqual([])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(children).toHaveLength(1)
  })

  it('kills an engine that does not close in time', async () => {
    const host = newHost()
    host.start()
    const stop = host.stop()
    await vi.advanceTimersByTimeAsync(1_000)
    await stop
    expect(newest().killed).toBe(true)
  })

  it('does not start again while it is being stopped', async () => {
    const host = newHost()
    host.start()
    newest().emit('exit', 1)
    await host.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(children).toHaveLength(1)
  })
})
