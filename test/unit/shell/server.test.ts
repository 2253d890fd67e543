/** The browser shell's decisions as tables: links and sessions, headers, command line. */
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type Gate,
  readCookie,
  refuseForeign,
  refuseRequest,
  refuseSocket,
} from '../../../src/main/server/admission.ts'
import { openCommand } from '../../../src/main/server/open-browser.ts'
import { readServeOptions } from '../../../src/main/server/serve-options.ts'
import { LINK_LIFETIME_MS, Sessions } from '../../../src/main/server/sessions.ts'

describe('Sessions', () => {
  it('lets a link be used once', () => {
    const sessions = new Sessions(() => 0)
    const link = sessions.issueLink()
    const session = sessions.redeemLink(link)
    expect(session).not.toBeNull()
    expect(sessions.hasSession(session ?? '')).toBe(true)
    expect(sessions.redeemLink(link)).toBeNull()
    expect(sessions.hasSession(link)).toBe(false)
  })

  it('lets a link be used for five minutes', () => {
    let now = 0
    const sessions = new Sessions(() => now)
    const [timely, late] = [sessions.issueLink(), sessions.issueLink()]
    now = LINK_LIFETIME_MS - 1
    expect(sessions.redeemLink(timely)).not.toBeNull()
    now = LINK_LIFETIME_MS
    expect(sessions.redeemLink(late)).toBeNull()
  })

  it('knows no secret that it has not made, and never makes one twice', () => {
    const sessions = new Sessions()
    const links = Array.from({ length: 50 }, () => sessions.issueLink())
    expect(new Set(links).size).toBe(50)
    for (const guess of ['', 'x', links[0]?.slice(1) ?? '', `${links[0]}x`]) {
      expect(sessions.redeemLink(guess)).toBeNull()
      expect(sessions.hasSession(guess)).toBe(false)
    }
  })

  it('lets the oldest of many sessions go', () => {
    const sessions = new Sessions(() => 0)
    const all = Array.from({ length: 17 }, () => sessions.redeemLink(sessions.issueLink()) ?? '')
    expect(all.map((session) => sessions.hasSession(session))).toEqual([false, ...Array(16).fill(true)])
  })
})

describe('admission', () => {
  const gate: Gate = { host: '127.0.0.1:5000', cookieName: 'desk', hasSession: (session) => session === 'good' }
  const host = gate.host
  const origin = 'http://127.0.0.1:5000'

  it.each([
    [{ host }, null],
    [{ host, origin }, null],
    [{}, 'wrong-host'],
    [{ host: '127.0.0.1:5001' }, 'wrong-host'],
    [{ host: 'evil.example' }, 'wrong-host'],
    [{ host, origin: 'https://127.0.0.1:5000' }, 'wrong-origin'],
    [{ host, origin: 'null' }, 'wrong-origin'],
    [{ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 'wrong-origin'],
    [{ host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 'wrong-origin'],
    [{ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, null],
    [{ host, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, null],
  ])('%j: %s', (headers, refusal) => {
    expect(refuseForeign(headers, gate)).toBe(refusal)
  })

  it('wants the session for files, and for the socket the Origin as well', () => {
    expect(refuseRequest({ host, cookie: 'desk=good' }, gate)).toBeNull()
    expect(refuseRequest({ host, cookie: 'desk=bad' }, gate)).toBe('no-session')
    expect(refuseRequest({ host }, gate)).toBe('no-session')
    expect(refuseRequest({ host: 'evil.example', cookie: 'desk=good' }, gate)).toBe('wrong-host')
    expect(refuseSocket({ host, origin, cookie: 'desk=good' }, gate)).toBeNull()
    expect(refuseSocket({ host, cookie: 'desk=good' }, gate)).toBe('wrong-origin')
    expect(refuseSocket({ host, origin }, gate)).toBe('no-session')
  })

  it('reads one cookie by its whole name', () => {
    expect(readCookie('a=1; desk=2; b=3', 'desk')).toBe('2')
    expect(readCookie('xdesk=2', 'desk')).toBeNull()
    expect(readCookie('desk=1; desk=2', 'desk')).toBeNull()
    expect(readCookie(undefined, 'desk')).toBeNull()
  })
})

describe('readServeOptions', () => {
  it('reads ledger, port and open', () => {
    expect(readServeOptions(['--ledger', 'a.countersign', '--port', '8123', '--open'], '/books')).toEqual({
      kind: 'serve',
      options: { ledger: resolve('/books/a.countersign'), port: 8123, open: true },
    })
    expect(readServeOptions([], '/books')).toEqual({
      kind: 'serve',
      options: { ledger: join('/books', 'ledger.countersign'), port: 0, open: false },
    })
    expect(readServeOptions(['--help'], '/')).toEqual({ kind: 'help' })
  })

  it.each([[['--port', '65536']], [['--port', '-1']], [['--port', 'x']], [['--what']], [['file']]])(
    'says what is wrong with %j',
    (argv) => {
      expect(readServeOptions(argv, '/')).toMatchObject({ kind: 'bad', sentence: expect.stringMatching(/\S/) })
    },
  )
})

describe('openCommand', () => {
  it('opens a link without a shell on every platform', () => {
    const url = 'http://127.0.0.1:1/start?token=a&b'
    expect(openCommand('linux', url)).toEqual(['xdg-open', [url]])
    expect(openCommand('darwin', url)).toEqual(['open', [url]])
    expect(openCommand('win32', url)).toEqual(['rundll32', ['url.dll,FileProtocolHandler', url]])
  })
})
