/** A real SMTP server on the loopback address for tests: takes messages, or says no as it is told. */
import { createServer, type Server, type Socket } from 'node:net'

export type TakenMail = { from: string; to: string; data: string; authorised: string | null }

export type TestMailServer = {
  port: number
  taken: TakenMail[]
  /** Answers of the next messages to `RCPT TO`, first come first served; 250 without any. */
  answers: string[]
  close(): Promise<void>
}

export async function startMailServer(): Promise<TestMailServer> {
  const taken: TakenMail[] = []
  const answers: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    converse(socket, { taken, answers })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    taken,
    answers,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function converse(socket: Socket, { taken, answers }: Pick<TestMailServer, 'taken' | 'answers'>): void {
  let read = ''
  let data: string | null = null
  const mail: TakenMail = { from: '', to: '', data: '', authorised: null }
  const say = (line: string) => socket.write(`${line}\r\n`)
  const take = (line: string): void => {
    if (data !== null) {
      if (line !== '.') data += `${line.startsWith('..') ? line.slice(1) : line}\r\n`
      else {
        taken.push({ ...mail, data })
        data = null
        say('250 taken')
      }
    } else if (line.startsWith('EHLO')) socket.write('250-test server\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n')
    else if (line.startsWith('AUTH PLAIN ')) {
      mail.authorised = Buffer.from(line.slice(11), 'base64').toString('utf8')
      say('235 welcome')
    } else if (line.startsWith('MAIL FROM:')) {
      mail.from = line.slice(10)
      say('250 ok')
    } else if (line.startsWith('RCPT TO:')) {
      mail.to = line.slice(8)
      say(answers.shift() ?? '250 ok')
    } else if (line === 'DATA') {
      data = ''
      say('354 go on')
    } else if (line === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('502 what')
  }
  say('220 test server')
  socket.setEncoding('utf8')
  socket.on('error', () => undefined)
  socket.on('data', (text: string) => {
    read += text
    const lines = read.split('\r\n')
    read = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
}
