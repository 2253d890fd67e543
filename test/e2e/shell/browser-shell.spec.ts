/** The browser shell: who gets in, what is served, how it ends. */
import { existsSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { LINK_LIFETIME_MS } from '../../../src/main/server/sessions.ts'
import { startShellServer } from '../../../src/main/server/shell-server.ts'
import { type BrowserShell, newFolder, startBrowserShell } from '../support/browser-shell.ts'
import { countRedPixels, showPaper } from '../support/paper.ts'
import { HANDSHAKE, rawRequest } from '../support/raw-request.ts'

let shell: BrowserShell

test.beforeAll(async () => {
  shell = await startBrowserShell()
})
test.afterAll(async () => {
  await shell.stop()
})

/** Uses a fresh link without a browser; the cookie of the new session. */
async function newCookie(): Promise<string> {
  const { pathname, search } = new URL(await shell.newLink())
  const { status, headers } = await rawRequest(shell.origin, pathname + search)
  expect(status).toBe(303)
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

test('prints one line, a link on the loopback address', async () => {
  const own = await startBrowserShell()
  expect(own.printed()).toHaveLength(1)
  expect(own.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]{43}$/)
  await own.stop()
  expect(own.printed()).toEqual([own.link])
})

test('lets one browser in per link, by a cookie that scripts cannot read', async ({ page, context, browser }) => {
  const link = await shell.newLink()
  await page.goto(link)
  await expect(page).toHaveURL((url) => url.origin === shell.origin && !url.search.includes('token'))
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const cookie = (await context.cookies()).find(({ name }) => name.startsWith('countersign_'))
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', expires: -1 })
  expect(link).not.toContain(cookie?.value ?? '')

  await page.goto(link)
  expect(new URL(page.url()).pathname, 'the browser that is in may go back to its link').not.toBe('/start')

  const stranger = await browser.newContext()
  const answer = await (await stranger.newPage()).goto(link)
  expect(answer?.status()).toBe(403)
  expect(await answer?.text()).toContain('used before')
  await stranger.close()
})

test('refuses a link that is five minutes old', async () => {
  let now = 1_000_000
  const server = await startShellServer({
    engine: { connectSocket: () => undefined },
    rendererDir: resolve('out/renderer'),
    port: 0,
    now: () => now,
  })
  const path = (link: string): string => link.slice(server.origin.length)
  const [late, timely] = [server.newLink(), server.newLink()]
  now += LINK_LIFETIME_MS - 1
  expect((await rawRequest(server.origin, path(timely))).status).toBe(303)
  now += 1
  const answer = await rawRequest(server.origin, path(late))
  expect(answer.status).toBe(403)
  expect(answer.body).toContain('older than five minutes')
  expect(answer.headers['set-cookie']).toBeUndefined()
  await server.close()
})

test('is not used up by a prefetch or by a look at the headers', async () => {
  const { pathname, search } = new URL(await shell.newLink())
  const ahead = await rawRequest(shell.origin, pathname + search, { 'sec-purpose': 'prefetch;prerender' })
  expect(ahead.status).toBe(405)
  expect((await rawRequest(shell.origin, pathname + search)).status).toBe(303)
})

test('answers nothing without a session', async () => {
  for (const path of ['/', '/index.html', '/assets/index.js', '/rpc']) {
    const answer = await rawRequest(shell.origin, path)
    expect(answer.status, path).toBe(403)
    expect(answer.body).toContain('Press Enter')
  }
  const forged = await rawRequest(shell.origin, '/', { cookie: `countersign_${new URL(shell.origin).port}=guess` })
  expect(forged.status).toBe(403)
})

test('refuses a foreign Host and a foreign Origin, even with a session', async () => {
  const cookie = await newCookie()
  const { port } = new URL(shell.origin)
  expect((await rawRequest(shell.origin, '/', { cookie })).status).toBe(200)
  for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1']) {
    expect((await rawRequest(shell.origin, '/', { cookie, host })).status, host).toBe(403)
  }
  for (const origin of ['https://evil.example', 'null', `http://localhost:${port}`, `https://127.0.0.1:${port}`]) {
    expect((await rawRequest(shell.origin, '/', { cookie, origin })).status, origin).toBe(403)
  }
  const embedded = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
  expect((await rawRequest(shell.origin, '/', embedded)).status).toBe(403)
})

test('opens the socket to the engine for our own page only', async () => {
  const cookie = await newCookie()
  const own = { ...HANDSHAKE, cookie, origin: shell.origin }
  expect((await rawRequest(shell.origin, '/rpc', own)).status).toBe(101)
  expect((await rawRequest(shell.origin, '/other', own)).status).toBe(403)
  expect((await rawRequest(shell.origin, '/rpc', { ...own, origin: 'https://evil.example' })).status).toBe(403)
  expect((await rawRequest(shell.origin, '/rpc', { ...own, host: 'evil.example' })).status).toBe(403)
  expect((await rawRequest(shell.origin, '/rpc', { ...HANDSHAKE, cookie })).status, 'no Origin').toBe(403)
  expect((await rawRequest(shell.origin, '/rpc', { ...HANDSHAKE, origin: shell.origin })).status, 'no cookie').toBe(403)
})

test('serves nothing outside the window', async () => {
  const cookie = await newCookie()
  expect(existsSync(resolve('out/renderer/../../package.json')), 'the file that must not be served').toBe(true)
  const paths = [
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/../../package.json',
    '/..%5c..%5cpackage.json',
    '/%00/package.json',
    '//etc/hosts.json',
  ]
  for (const path of paths) {
    const answer = await rawRequest(shell.origin, path, { cookie })
    expect(answer.status, path).toBe(404)
    expect(answer.body, path).toBe('Not found.\n')
  }
  expect((await rawRequest(shell.origin, '/queue/customer-support', { cookie })).body).toContain('<div id="root">')
})

test('runs the window under a strict policy', async ({ page }) => {
  const answer = await page.goto(await shell.newLink())
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(answer?.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    const fetched = await fetch('http://127.0.0.1:1/').then(
      () => 'fetched',
      () => 'blocked',
    )
    return { inline: 'inlineRan' in window, fetched }
  })
  expect(ran).toEqual({ inline: false, fetched: 'blocked' })
})

test('shows paper: a PDF that the page has made', async ({ page }) => {
  await page.goto(await shell.newLink())
  expect(await countRedPixels(page)).toBeLessThan(1_000)
  await showPaper(page)
  await expect.poll(() => countRedPixels(page)).toBeGreaterThan(50_000)
})

test('lets hashed files be cached and nothing else', async () => {
  const cookie = await newCookie()
  const index = await rawRequest(shell.origin, '/', { cookie })
  expect(index.headers['cache-control']).toBe('no-cache')
  const script = /src="(\/assets\/[^"]+)"/.exec(index.body)?.[1] ?? ''
  const asset = await rawRequest(shell.origin, script, { cookie })
  expect(asset.status).toBe(200)
  expect(asset.headers['cache-control']).toContain('immutable')
})

test('listens on the loopback address only', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === 'IPv4')
  test.skip(outside === undefined, 'this machine has no other address')
  const reached = await new Promise<string>((resolve) => {
    const connection = createConnection(Number(new URL(shell.origin).port), outside?.address)
    connection.on('connect', () => resolve('reached'))
    connection.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
  })
  expect(reached).toBe('ECONNREFUSED')
})

test('ends on SIGTERM with the port free and the ledger closed', async () => {
  test.skip(process.platform === 'win32', 'Windows ends a process without asking it')
  const own = await startBrowserShell()
  const port = new URL(own.origin).port
  expect(await own.stop()).toBe(0)
  const again = await startBrowserShell({ ledger: own.ledger, args: ['--port', port] })
  expect(new URL(again.origin).port).toBe(port)
  await again.stop()
})

test('says what is wrong with a port or a ledger and ends', async () => {
  const port = new URL(shell.origin).port
  await expect(startBrowserShell({ args: ['--port', port] })).rejects.toThrow(/code 1:.*Port \d+ .* is taken/s)
  await expect(startBrowserShell({ args: ['--port', 'many'] })).rejects.toThrow(/code 2:.*not a port/s)
  const ledger = join(newFolder(), 'letter.countersign')
  writeFileSync(ledger, 'BAD: this is a letter and no ledger'.repeat(100))
  await expect(startBrowserShell({ ledger })).rejects.toThrow(/code 1:.*letter\.countersign/s)
})
