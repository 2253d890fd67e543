/**
 * Hands the page its port to the engine and tells it how the engine is; nothing else. It runs sandboxed in a
 * world of its own, and the page sees three plain values.
 */
import { contextBridge, ipcRenderer } from 'electron'

const CONNECT_CHANNEL = 'engine:connect'
const STATE_CHANNEL = 'engine:state'
const CONNECT_MESSAGE = 'countersign-connect'
const VERSION_FLAG = '--countersign-version='

const version = process.argv.find((argument) => argument.startsWith(VERSION_FLAG))?.slice(VERSION_FLAG.length) ?? ''

const handOver = (port: MessagePort): void => ipcRenderer.postMessage(CONNECT_CHANNEL, null, [port])

// The page makes the channel, keeps one end and posts the other here.
window.addEventListener('message', (event) => {
  const port = event.ports[0]
  if (event.source === window && event.data === CONNECT_MESSAGE && port !== undefined) handOver(port)
})

ipcRenderer.on(STATE_CHANNEL, (_event, state: 'up' | 'down' | 'failed') => {
  window.postMessage({ type: 'countersign-engine', state }, window.location.origin)
})

contextBridge.exposeInMainWorld('desktop', {
  platform: process.platform,
  version,
  /** Makes a channel itself and posts the page's end as a `countersign-port` message. */
  connect(): void {
    const { port1, port2 } = new MessageChannel()
    handOver(port2)
    window.postMessage('countersign-port', window.location.origin, [port1])
  },
})
