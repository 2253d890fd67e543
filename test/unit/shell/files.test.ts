/** Files of the shells: what the window's address may read, the log, the copy of a ledger, the failure page. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBundleFile } from '../../../src/main/bundle/files.ts'
import { answerAppRequest } from '../../../src/main/shell/app-protocol.ts'
import { failurePage } from '../../../src/main/shell/failure-page.ts'
import { copyLedger } from '../../../src/main/shell/ledger-copy.ts'
import { LogFile } from '../../../src/main/shell/log-file.ts'
import { ledgerPath } from '../../../src/main/shell/start-options.ts'

let folder: string
let root: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-shell-'))
  root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<p>window</p>')
  writeFileSync(join(root, 'assets/index-BN4xIrUL.js'), '1')
  writeFileSync(join(root, 'assets/plain.css'), 'p{}')
  writeFileSync(join(folder, 'secret.json'), '{}')
  mkdirSync(join(folder, 'renderer-other'))
  writeFileSync(join(folder, 'renderer-other/secret.json'), '{}')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('findBundleFile', () => {
  it.each([
    ['/', 'index.html', false],
    ['/index.html', 'index.html', false],
    ['/requests/WD-1042', 'index.html', false],
    ['/assets/index-BN4xIrUL.js', 'assets/index-BN4xIrUL.js', true],
    ['/assets/plain.css', 'assets/plain.css', false],
  ])('%s is %s, cached for ever: %s', (path, file, immutable) => {
    expect(findBundleFile(root, path)).toMatchObject({ path: join(root, file), immutable })
  })

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/..%5csecret.json',
    '/..%2frenderer-other/secret.json',
    '/secret.json%00.html',
    '/%E0%A4%A.json',
    '/assets.json',
    '/missing.js',
    '/link.json',
    'secret.json',
    '/program.exe',
  ])('%s is nothing', (path) => {
    symlinkSync(join(folder, 'secret.json'), join(root, 'link.json'))
    writeFileSync(join(root, 'program.exe'), '')
    expect(findBundleFile(root, path)).toBeNull()
  })
})

describe('answerAppRequest', () => {
  const content = () => ({ rendererDir: root, failurePage: () => '<p>failed</p>' })

  it('serves the window and the failure page under the content policy', async () => {
    const window = answerAppRequest(new Request('app://countersign/index.html'), content())
    expect(await window.text()).toBe('<p>window</p>')
    expect(window.headers.get('content-security-policy')).toContain("script-src 'self'")
    const failed = answerAppRequest(new Request('app://countersign/engine-failed'), content())
    expect(await failed.text()).toBe('<p>failed</p>')
    expect(failed.headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  it('serves nothing else', () => {
    const status = (url: string, method = 'GET'): number =>
      answerAppRequest(new Request(url, { method }), content()).status
    expect(status('app://countersign/..%2fsecret.json')).toBe(404)
    expect(status('app://elsewhere/index.html')).toBe(404)
    expect(status('app://countersign/index.html', 'POST')).toBe(405)
  })
})

describe('copyLedger', () => {
  it('copies the ledger and its write-ahead log into a folder named after the moment', () => {
    const ledger = join(folder, 'ledger.countersign')
    writeFileSync(ledger, 'pages')
    writeFileSync(`${ledger}-wal`, 'last commits')
    const copy = copyLedger(ledger, folder, Date.UTC(2026, 10, 21, 7, 5, 9))
    expect(copy).toBe(join(folder, 'countersign-copy-20261121-070509'))
    expect(readFileSync(join(copy, 'ledger.countersign'), 'utf8')).toBe('pages')
    expect(readFileSync(join(copy, 'ledger.countersign-wal'), 'utf8')).toBe('last commits')
  })

  it('leaves nothing half done', () => {
    expect(() => copyLedger(join(folder, 'none.countersign'), folder, 0)).toThrow('There is no ledger')
    const ledger = join(folder, 'ledger.countersign')
    mkdirSync(ledger)
    expect(() => copyLedger(ledger, folder, 0)).toThrow()
    expect(readdirSync(folder).filter((name) => name.startsWith('countersign-copy'))).toEqual([])
  })
})

describe('LogFile', () => {
  it('writes one line per event and moves a long log aside', () => {
    const log = new LogFile(join(folder, 'logs/desk.log'))
    log.write('first\nsecond line of it\n')
    expect(readFileSync(log.path, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z first\\nsecond line of it\n$/)
    writeFileSync(log.path, 'x'.repeat(4 * 1024 * 1024 + 1))
    log.write('after')
    expect(readFileSync(log.path, 'utf8').length).toBeLessThan(100)
    expect(existsSync(`${log.path}.1`)).toBe(true)
  })
})

describe('failurePage', () => {
  it('shows the facts as text, never as markup', () => {
    const facts = { reason: 'cannot open <b> & "it"', ledger: '/desk/$&.countersign', log: "/desk/it's.log" }
    const page = failurePage('resources', facts)
    expect(page).toContain('cannot open &lt;b&gt; &amp; &quot;it&quot;')
    expect(page).toContain('<dd>/desk/$&amp;.countersign</dd>')
    expect(page).not.toContain('{{')
    expect(page).not.toContain('<script')
  })
})

describe('ledgerPath', () => {
  it('is the named file, else the one in the user data folder', () => {
    expect(ledgerPath(['electron', '.', '--ledger=books/a.countersign'], '/data')).toBe(resolve('books/a.countersign'))
    expect(ledgerPath(['electron', '.', '--ledger='], '/data')).toBe(join('/data', 'ledger.countersign'))
    expect(ledgerPath(['electron', '.'], '/data')).toBe(join('/data', 'ledger.countersign'))
  })
})
