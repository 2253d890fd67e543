/**
 * A small SMTP client (RFC 5321): greeting, STARTTLS where it is asked for, AUTH PLAIN, one message, goodbye. A name and password
 * leave only over TLS or to this machine itself. It connects to the configured server and nowhere else.
 */
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { composeMail, isPlainAddress, type Mail } from './compose.ts'

export type MailServer = {
  host: string
  port: number
  security: 'none' | 'startTls' | 'tls'
  user: string
  password: string
  /** How this machine calls itself. */
  clientName: string
}

const TIMEOUT_MS = 20_000
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** What the server said no with, or why it could not be asked. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
}

/** Resolves when the server has taken the message; rejects with its own words otherwise. */
export async function sendMail(server: MailServer, mail: Mail): Promise<void> {
  for (const address of [mail.from, mail.to])
    if (!isPlainAddress(address)) throw new MailRefused(`not an address: ${address}`)
  const line = new Conversation(await open(server))
  try {
    await greet(line, server)
    await signIn(line, server)
    await line.ask(`MAIL FROM:<${mail.from}>`, 250)
    await line.ask(`RCPT TO:<${mail.to}>`, 250)
    await line.ask('DATA', 354)
    await line.ask(`${dotStuffed(composeMail(mail))}.`, 250)
    await line.ask('QUIT', 221).catch(() => undefined)
  } finally {
    line.end()
  }
}

async function greet(line: Conversation, server: MailServer): Promise<void> {
  await line.expect(220)
  const offered = await line.ask(`EHLO ${server.clientName}`, 250)
  if (server.security !== 'startTls') return
  if (!/^250[ -]STARTTLS/im.test(offered)) throw new MailRefused('the server does not offer STARTTLS')
  await line.ask('STARTTLS', 220)
  await line.secure(server.host)
  await line.ask(`EHLO ${server.clientName}`, 250)
}

async function signIn(line: Conversation, { host, security, user, password }: MailServer): Promise<void> {
  if (user === '') return
  if (security === 'none' && !LOOPBACK.has(host))
    throw new MailRefused('a password is sent only over TLS: set the security of the mail server')
  await line.ask(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`, 'utf8').toString('base64')}`, 235)
}

/** A line that is a single dot would end the message. */
function dotStuffed(text: string): string {
  return text.replace(/^\./gm, '..')
}

function open({ host, port, security }: MailServer): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = security === 'tls' ? connectTls({ host, port, servername: host }) : connectPlain({ host, port })
    const ready = security === 'tls' ? 'secureConnect' : 'connect'
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`no answer from ${host}:${port}`)))
    socket.once(ready, () => {
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

/** Questions and answers over one connection, strictly in turn. */
class Conversation {
  #socket: Socket
  #read = ''
  #waiting: { resolve: (answer: string) => void; reject: (error: Error) => void } | null = null
  #broken: Error | null = null

  constructor(socket: Socket) {
    this.#socket = socket
    this.#listen()
  }

  async ask(words: string, code: number): Promise<string> {
    this.#socket.write(`${words}\r\n`)
    return this.expect(code)
  }

  async expect(code: number): Promise<string> {
    const answer = await new Promise<string>((resolve, reject) => {
      if (this.#broken) reject(this.#broken)
      else {
        this.#waiting = { resolve, reject }
        this.#take()
      }
    })
    if (!answer.startsWith(String(code))) throw new MailRefused(answer.trim().slice(0, 300))
    return answer
  }

  /** Goes on over TLS on the same connection. */
  secure(host: string): Promise<void> {
    this.#socket.removeAllListeners()
    return new Promise((resolve, reject) => {
      const secured = connectTls({ socket: this.#socket, servername: host }, () => {
        secured.off('error', reject)
        this.#socket = secured
        this.#listen()
        resolve()
      })
      secured.setTimeout(TIMEOUT_MS, () => secured.destroy(new Error(`no answer from ${host}`)))
      secured.once('error', reject)
    })
  }

  end(): void {
    this.#socket.destroy()
  }

  #listen(): void {
    this.#socket.setEncoding('utf8')
    this.#socket.on('data', (text: string) => {
      this.#read += text
      this.#take()
    })
    const broken = (error: Error): void => {
      this.#broken = error
      this.#waiting?.reject(error)
      this.#waiting = null
    }
    this.#socket.on('error', broken)
    this.#socket.on('close', () => broken(this.#broken ?? new Error('the server hung up')))
  }

  /** An answer is whole when a line has a blank after its code. */
  #take(): void {
    const end = /^\d{3}(?: [^\n]*)?\r?\n/m.exec(this.#read)
    if (!this.#waiting || !end) return
    const answer = this.#read.slice(0, end.index + end[0].length)
    this.#read = this.#read.slice(answer.length)
    const { resolve } = this.#waiting
    this.#waiting = null
    resolve(answer)
  }
}
