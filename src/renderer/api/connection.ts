/**
 * The line to the engine: a MessagePort in the desktop shell, a WebSocket in the browser shell. It comes back by itself
 * after a break; nothing that was under way is repeated, the callers ask again.
 */
import type { ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { WebSocket as ReconnectingSocket } from 'partysocket'

export type Link = ClientLink<Record<never, never>>
export type LineState = 'connecting' | 'up' | 'down'

export type Line = {
  state(): LineState
  /** Tells of every change of state; returns the way to stop listening. */
  subscribe(listener: (state: LineState) => void): () => void
  /** The link in force; null while there is none. */
  link(): Link | null
}

/** What the preload script shows to the page. */
declare global {
  interface Window {
    readonly desktop?: { readonly platform: string; readonly version: string }
  }
}

const CONNECT_MESSAGE = 'countersign-connect'
const ENGINE_MESSAGE = 'countersign-engine'
const RECONNECT_MIN_MS = 300
const RECONNECT_MAX_MS = 5_000

/** Opens the line that this shell offers. */
export function openLine(): Line {
  return window.desktop ? openPortLine() : openSocketLine()
}

/** Keeps the state of a line and tells of changes. */
function lineOf(): Line & { set(state: LineState, link: Link | null): void } {
  const listeners = new Set<(state: LineState) => void>()
  let current: LineState = 'connecting'
  let link: Link | null = null
  return {
    state: () => current,
    link: () => link,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(state, next) {
      link = next
      if (state === current) return
      current = state
      for (const listener of listeners) listener(state)
    },
  }
}

function openSocketLine(): Line {
  const line = lineOf()
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`
  // Nothing is queued while the line is down: a call either reaches the engine or fails at once.
  const socket = new ReconnectingSocket(address, [], {
    minReconnectionDelay: RECONNECT_MIN_MS,
    maxReconnectionDelay: RECONNECT_MAX_MS,
    maxEnqueuedMessages: 0,
  })
  const link = new SocketLink({ websocket: socket as unknown as WebSocket }) as Link
  socket.addEventListener('open', () => line.set('up', link))
  socket.addEventListener('close', () => line.set('down', null))
  return line
}

function openPortLine(): Line {
  const line = lineOf()
  const connect = (): void => {
    const { port1, port2 } = new MessageChannel()
    const link = new PortLink({ port: port1 }) as Link
    // The engine's end closes when the engine ends; the shell says when a new one is there.
    port1.addEventListener('close', () => {
      if (line.link() === link) line.set('down', null)
    })
    port1.start()
    window.postMessage(CONNECT_MESSAGE, '*', [port2])
    line.set('up', link)
  }
  window.addEventListener('message', ({ source, data }) => {
    if (source !== window || data?.type !== ENGINE_MESSAGE) return
    if (data.state !== 'up') line.set('down', null)
    else if (line.state() !== 'up') connect()
  })
  connect()
  return line
}
