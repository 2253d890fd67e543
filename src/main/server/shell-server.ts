/**
 * The browser shell: the built window over HTTP and the engine over a WebSocket, on the loopback address
 * only. Everything that is asked passes admission.ts first.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { findBundleFile } from '../bundle/files.ts'
import type { Engine } from '../engine/engine-interface.ts'
import { type Gate, refuseForeign, refuseRequest, refuseSocket } from './admission.ts'
import { type Answer, fileAnswer, letInAnswer, plainAnswer, refusalAnswer } from './answers.ts'
import { Sessions } from './sessions.ts'

const LOOPBACK = '127.0.0.1'
/** A statement or workbook travels as one message. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024
const HEARTBEAT_MS = 30_000

export type ShellServerOptions = {
  engine: Pick<Engine, 'connectSocket'>
  rendererDir: string
  /** 0 lets the system choose. */
  port: number
  now?: () => number
}

export type ShellServer = {
  /** `http://127.0.0.1:PORT` */
  origin: string
  /** A start link that works once, for five minutes. */
  newLink(): string
  /** Ends all connections; resolves when the port is free. */
  close(): Promise<void>
}

/** Starts listening; rejects when the port is taken. */
export async function startShellServer(options: ShellServerOptions): Promise<ShellServer> {
  const sessions = new Sessions(options.now)
  const server = createServer()
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  const host = `${LOOPBACK}:${port}`
  const gate: Gate = {
    host,
    // Cookies do not know ports: the name keeps two desks on one machine apart.
    cookieName: `countersign_${port}`,
    hasSession: (session) => sessions.hasSession(session),
  }
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false })
  server.on('request', (request, response) => {
    const answer = answerTo(request, { gate, sessions, rendererDir: options.rendererDir })
    send(response, answer, request.method !== 'HEAD')
  })
  server.on('upgrade', (request, socket, head) => {
    if (!admitSocket(request, socket, gate)) return
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.engine.connectSocket(webSocket, { shell: 'browser', address: request.socket.remoteAddress ?? LOOPBACK })
    })
  })
  const heartbeat = startHeartbeat(sockets)
  return {
    origin: `http://${host}`,
    newLink: () => `http://${host}/start?token=${sessions.issueLink()}`,
    close: () => {
      clearInterval(heartbeat)
      return closeAll(server, sockets)
    },
  }
}

type Desk = { gate: Gate; sessions: Sessions; rendererDir: string }

function answerTo(request: IncomingMessage, { gate, sessions, rendererDir }: Desk): Answer {
  const url = URL.parse(request.url ?? '', `http://${gate.host}`)
  if (url === null) return plainAnswer(400, 'Not an address.\n')
  const foreign = refuseForeign(request.headers, gate)
  if (foreign !== null) return refusalAnswer(foreign)
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405, 'Reading only.\n')
  if (url.pathname === '/start') return redeemLink(request, url.searchParams.get('token') ?? '', { gate, sessions })
  const refusal = refuseRequest(request.headers, gate)
  if (refusal !== null) return refusalAnswer(refusal)
  const file = findBundleFile(rendererDir, url.pathname)
  return file === null ? plainAnswer(404, 'Not found.\n') : fileAnswer(file, `ws://${gate.host}`)
}

function redeemLink(request: IncomingMessage, token: string, { gate, sessions }: Omit<Desk, 'rendererDir'>): Answer {
  // Looking ahead is not opening: a prefetch or a preview must not use up the link.
  const prefetch = `${request.headers['sec-purpose'] ?? ''}${request.headers.purpose ?? ''}`.includes('prefetch')
  if (request.method !== 'GET' || prefetch) return plainAnswer(405, 'Open the link in a window.\n')
  const session = sessions.redeemLink(token)
  if (session !== null) return letInAnswer(`${gate.cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`)
  // A browser that goes back to its used link is already in.
  return refuseRequest(request.headers, gate) === null ? letInAnswer(null) : refusalAnswer('used-link')
}

function send(response: ServerResponse, answer: Answer, withBody: boolean): void {
  const length = typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.byteLength
  response.writeHead(answer.status, { ...answer.headers, 'content-length': length })
  response.end(withBody ? answer.body : undefined)
}

function admitSocket(request: IncomingMessage, socket: Duplex, gate: Gate): boolean {
  const refusal = request.url === '/rpc' ? refuseSocket(request.headers, gate) : 'wrong-host'
  if (refusal === null) return true
  socket.end(`HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: ${refusal.length}\r\n\r\n${refusal}`)
  return false
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Ends sockets whose browser has gone without saying so (sleep, pulled cable). */
function startHeartbeat(sockets: WebSocketServer): NodeJS.Timeout {
  const silent = new WeakSet<WebSocket>()
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) socket.terminate()
      silent.add(socket)
      socket.once('pong', () => silent.delete(socket))
      socket.ping()
    }
  }, HEARTBEAT_MS)
  timer.unref()
  return timer
}

function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) {
    socket.close(1001, 'the desk is closing')
    setTimeout(() => socket.terminate(), 1_000).unref()
  }
  return new Promise((resolve) => {
    sockets.close()
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
