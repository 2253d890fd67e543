/** HTTP requests exactly as written: no normalised path, no header added by a browser. */
import { request } from 'node:http'

export type RawAnswer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string }

/** Sends one request to the origin; `headers` may carry a false Host. Resolves for a refused upgrade too. */
export function rawRequest(origin: string, path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(origin)
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, headers: { host, ...headers }, setHost: false })
    outgoing.on('response', (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text) => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    outgoing.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

/** Headers of a WebSocket handshake. */
export const HANDSHAKE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}
