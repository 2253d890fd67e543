/** The desktop shell: what a window may and may not do, one instance, an orderly end. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { newFolder } from '../support/browser-shell.ts'
import { type DesktopShell, EXECUTABLE, enginePid, OWN_PAGE, startDesktopShell } from '../support/desktop-shell.ts'
import { installPageClient } from '../support/install-page-client.ts'
import { countRedPixels, showPaper } from '../support/paper.ts'

let shell: DesktopShell

test.beforeAll(async () => {
  shell = await startDesktopShell()
})
test.afterAll(async () => {
  await shell.app.close()
})

test('opens a sandboxed, isolated window without Node', async () => {
  const { app, page } = shell
  const window = await app.browserWindow(page)
  const preferences = await window.evaluate((each) => each.webContents.getLastWebPreferences())
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    desktop: Object.entries((window as unknown as { desktop: object }).desktop).map(([key, value]) => [
      key,
      typeof value,
    ]),
    secure: isSecureContext,
  }))
  expect(seen).toEqual({
    node: [],
    desktop: [
      ['platform', 'string'],
      ['version', 'string'],
      ['connect', 'function'],
    ],
    secure: true,
  })
  expect(await page.evaluate(() => (window as unknown as { desktop: { version: string } }).desktop.version)).toBe(
    await app.evaluate(({ app }) => app.getVersion()),
  )
  await expect(page.locator('#root')).not.toBeEmpty()
})

test('does not let the page be changed from within the page', async () => {
  const changed = await shell.page.evaluate(() => {
    const { desktop } = window as unknown as { desktop: { connect: unknown } }
    try {
      desktop.connect = () => 'mine'
    } catch {
      return 'refused'
    }
    return String(desktop.connect).includes('mine') ? 'changed' : 'unchanged'
  })
  expect(changed).not.toBe('changed')
})

test('denies navigation, new windows, frames and foreign requests, and writes it to the log', async () => {
  const { app, page, log } = shell
  await page.evaluate(() => {
    location.href = 'https://evil.example/navigated'
  })
  await expect.poll(log).toContain('denied: navigation https://evil.example/navigated')
  expect(page.url()).toMatch(OWN_PAGE)

  const opened = await page.evaluate(() => window.open('https://evil.example/opened'))
  expect(opened).toBeNull()
  await expect.poll(log).toContain('denied: new window https://evil.example/opened')
  expect(app.windows()).toHaveLength(1)

  const fetched = await page.evaluate(() =>
    fetch('https://evil.example/fetched').then(
      () => 'fetched',
      () => 'blocked',
    ),
  )
  expect(fetched).toBe('blocked')
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'https://evil.example/framed'
    document.body.append(frame)
  })
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(page.frames().filter((frame) => frame.url().includes('evil'))).toHaveLength(0)
})

test('runs the window under a strict policy', async () => {
  const { page } = shell
  const answer = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    const response = await fetch(location.href)
    return { inline: 'inlineRan' in window, policy: response.headers.get('content-security-policy') }
  })
  expect(answer.inline).toBe(false)
  expect(answer.policy).toContain("script-src 'self';")
})

test('serves nothing outside the window', async () => {
  const statuses = await shell.page.evaluate(async () => {
    const paths = ['/..%2f..%2fpackage.json', '/assets/..%2f..%2f..%2fpackage.json', '/missing.js']
    return await Promise.all(paths.map(async (path) => (await fetch(path)).status))
  })
  expect(statuses).toEqual([404, 404, 404])
})

test('denies permissions', async () => {
  const answers = await shell.page.evaluate(async () => {
    const query = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state
    return {
      notification: await Notification.requestPermission(),
      geolocation: await query('geolocation'),
      camera: await query('camera'),
      clipboardRead: await query('clipboard-read'),
    }
  })
  expect(answers).toEqual({
    notification: 'denied',
    geolocation: 'denied',
    camera: 'denied',
    clipboardRead: 'denied',
  })
})

test('saves what the page has made, and nothing from elsewhere', async () => {
  const { app, page } = shell
  const saved = join(newFolder(), 'export.csv')
  await app.evaluate(({ session }, path) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    session.defaultSession.on('will-download', (event, item) => {
      asked.push(
        `${item.getURL().split(':')[0]} ${item.getFilename()} ${event.defaultPrevented ? 'denied' : 'allowed'}`,
      )
      item.setSavePath(path)
    })
  }, saved)
  const download = (href: string): Promise<void> =>
    page.evaluate((address) => {
      const link = document.createElement('a')
      link.href = address || URL.createObjectURL(new Blob(['date,amount\n']))
      link.download = 'export.csv'
      link.click()
    }, href)
  await download('')
  await expect.poll(() => existsSync(saved) && readFileSync(saved, 'utf8')).toBe('date,amount\n')
  await download('https://evil.example/export.csv')
  await expect.poll(shell.log).toMatch(/denied: .*https:\/\/evil\.example\/export\.csv/)
  const asked = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
  expect(asked.filter((line) => line.startsWith('blob'))).toEqual(['blob export.csv allowed'])
  expect(asked.filter((line) => !line.startsWith('blob') && line.endsWith('allowed'))).toEqual([])
})

test('gives no connection to a foreign sender', async () => {
  const { app, log } = shell
  const closed = await app.evaluate(({ ipcMain }) => {
    const frames = [
      { url: 'https://evil.example/', parent: null },
      { url: 'app://evil/index.html', parent: null },
      { url: 'app://countersign/index.html', parent: {} },
      null,
    ]
    return frames.map((senderFrame) => {
      let wasClosed = false
      const port = {
        close: () => {
          wasClosed = true
        },
      }
      ipcMain.emit('engine:connect', { senderFrame, ports: [port] })
      return wasClosed
    })
  })
  expect(closed).toEqual([true, true, true, true])
  expect(log()).toContain('denied: connection from https://evil.example/')
})

test('hands out connections in both ways that a page can ask for', async () => {
  const { page } = shell
  await installPageClient(page)
  const answers = await page.evaluate(async () => {
    const { ask, connect, connectByShell } = window.pageClient
    return [await ask(connect()), await ask(await connectByShell())]
  })
  expect(answers).toEqual(['answered', 'answered'])
})

test('opens a second window from the menu; both talk to the one engine', async () => {
  const { app, page } = shell
  const [second] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('new-window')?.click()),
  ])
  await expect(second).toHaveURL(OWN_PAGE)
  for (const each of [page, second]) {
    await installPageClient(each)
    expect(await each.evaluate(() => window.pageClient.ask(window.pageClient.connect()))).toBe('answered')
  }
  expect(await enginePid(app)).toBeGreaterThan(0)
  await second.close()
  await expect.poll(() => app.windows().length).toBe(1)
})

test('starts once: a second start brings the first window to the front', async () => {
  const { app, page, userData } = shell
  const window = await app.browserWindow(page)
  await window.evaluate((each) => {
    each.focus = () => {
      each.setTitle('brought to the front')
    }
  })
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(EXECUTABLE, ['.', `--user-data-dir=${userData}`, ...sandbox], { stdio: 'ignore' })
  expect(await new Promise((resolve) => second.on('exit', resolve))).toBe(0)
  await expect.poll(() => window.evaluate((each) => each.getTitle())).toBe('brought to the front')
  expect(app.windows()).toHaveLength(1)
})

test('shows paper: a PDF that the page has made', async () => {
  const { app, page } = await startDesktopShell()
  expect(await countRedPixels(page)).toBeLessThan(1_000)
  await showPaper(page)
  await expect.poll(() => countRedPixels(page)).toBeGreaterThan(50_000)
  await app.close()
})

test('ends with the last window, engine and all', async () => {
  test.skip(process.platform === 'darwin', 'on macOS a program outlives its windows')
  const own = await startDesktopShell()
  const engine = await enginePid(own.app)
  const ended = new Promise((resolve) => own.app.process().on('exit', resolve))
  await own.page.close()
  expect(await ended).toBe(0)
  expect(() => process.kill(engine ?? 0, 0)).toThrow('ESRCH')
})
