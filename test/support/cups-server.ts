/**
 * A real CUPS server of the test's own, with one cheque printer. Its queue goes through the real PDF filters; behind it a backend
 * of a few lines keeps what the printer would get. Needs root and Debian's cups, cups-client and cups-filters.
 */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CUPSD = '/usr/sbin/cupsd'
const NEEDED = [CUPSD, '/usr/bin/lp', '/usr/sbin/lpadmin', '/usr/lib/cups/filter/pdftopdf']

/** Why no CUPS server can be started here; null: one can. */
export function whyNoCups(): string | null {
  const missing = NEEDED.filter((path) => !existsSync(path))
  if (missing.length > 0) return `not on this machine: ${missing.join(', ')}`
  return process.getuid?.() === 0 ? null : 'a print server of its own needs root'
}

const BACKEND = `#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct store:/ "Unknown" "Store"'; exit 0; fi
out="\${DEVICE_URI#store://}"
if [ -n "$6" ]; then cat "$6" > "$out/job-$1.part"; else cat > "$out/job-$1.part"; fi
printf '%s\\n' "$5" > "$out/job-$1.options"
mv "$out/job-$1.part" "$out/job-$1.pdf"
`

const option = (key: string, name: string, choices: readonly string[]) => [
  `*OpenUI *${key}/${name}: PickOne`,
  `*Default${key}: ${choices[0]}`,
  ...choices.map((choice) => `*${key} ${choice}/${choice}: ""`),
  `*CloseUI: *${key}`,
]
const SIZES = { w575h252: '575.43 252.28', A4: '595.28 841.89' }
const PPD = [
  '*PPD-Adobe: "4.3"',
  '*FormatVersion: "4.3"',
  '*FileVersion: "1.0"',
  '*LanguageVersion: English',
  '*LanguageEncoding: ISOLatin1',
  '*PCFileName: "CHEQUE.PPD"',
  '*Manufacturer: "Test"',
  '*Product: "(Test)"',
  '*ModelName: "Test cheque printer"',
  '*ShortNickName: "Test cheque printer"',
  '*NickName: "Test cheque printer, driver 7"',
  '*PSVersion: "(3010.000) 0"',
  '*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"',
  ...option('PageSize', 'Media Size', Object.keys(SIZES)),
  ...option('PageRegion', 'Media Size', Object.keys(SIZES)),
  '*DefaultImageableArea: w575h252',
  ...Object.entries(SIZES).map(([name, size]) => `*ImageableArea ${name}: "0 0 ${size}"`),
  '*DefaultPaperDimension: w575h252',
  ...Object.entries(SIZES).map(([name, size]) => `*PaperDimension ${name}: "${size}"`),
  ...option('InputSlot', 'Tray', ['Tray1', 'Manual']),
  '*DefaultFont: Courier',
  '',
].join('\n')

export type CupsServer = {
  /** What came out of the printer for a job, and the options that it was printed with. */
  printed(job: number): Promise<{ pdf: Buffer; options: string }>
  admin(...args: string[]): void
  stop(): Promise<void>
}

/** Starts a server on a free port and points this process's print commands at it. */
export async function startCups(): Promise<CupsServer> {
  const home = mkdtempSync(join(tmpdir(), 'countersign-cups-'))
  chmodSync(home, 0o755)
  const port = await freePort()
  const server = `127.0.0.1:${port}`
  for (const folder of ['etc/ppd', 'spool/tmp', 'cache', 'state', 'log', 'out'])
    mkdirSync(join(home, folder), { recursive: true })
  for (const folder of ['spool', 'spool/tmp', 'cache', 'state', 'log', 'out']) chmodSync(join(home, folder), 0o777)
  cpSync('/usr/lib/cups', join(home, 'lib'), { recursive: true })
  for (const name of readdirSync(join(home, 'lib/backend'))) rmSync(join(home, 'lib/backend', name))
  writeFileSync(join(home, 'lib/backend/store'), BACKEND, { mode: 0o755 })
  writeFileSync(join(home, 'etc/cupsd.conf'), configOf(server))
  writeFileSync(join(home, 'etc/cups-files.conf'), placesOf(home))
  writeFileSync(join(home, 'cheque.ppd'), PPD)
  const child = spawn(CUPSD, ['-f', '-c', join(home, 'etc/cupsd.conf'), '-s', join(home, 'etc/cups-files.conf')], {
    stdio: 'ignore',
  })
  const before = process.env.CUPS_SERVER
  process.env.CUPS_SERVER = server
  const admin = (...args: string[]): void => {
    execFileSync('/usr/sbin/lpadmin', args, { stdio: 'ignore' })
  }
  await until(() => {
    admin('-p', 'cheques', '-E', '-v', `store://${join(home, 'out')}`, '-P', join(home, 'cheque.ppd'))
    return true
  })
  return {
    admin,
    async printed(job) {
      const pdf = join(home, 'out', `job-${job}.pdf`)
      await until(() => existsSync(pdf))
      return { pdf: readFileSync(pdf), options: readFileSync(join(home, 'out', `job-${job}.options`), 'utf8') }
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      if (before === undefined) delete process.env.CUPS_SERVER
      else process.env.CUPS_SERVER = before
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function configOf(server: string): string {
  const open = ['  Order allow,deny', '  Allow all']
  return [
    `Listen ${server}`,
    'LogLevel warn',
    'DefaultAuthType None',
    'WebInterface No',
    'Browsing No',
    ...['/', '/admin'].flatMap((path) => [`<Location ${path}>`, ...open, '</Location>']),
    '<Policy default>',
    '  JobPrivateValues none',
    '  <Limit All>',
    ...open.map((line) => `  ${line}`),
    '  </Limit>',
    '</Policy>',
    '',
  ].join('\n')
}

function placesOf(home: string): string {
  const places = {
    ServerRoot: 'etc',
    ServerBin: 'lib',
    RequestRoot: 'spool',
    TempDir: 'spool/tmp',
    CacheDir: 'cache',
    StateDir: 'state',
    AccessLog: 'log/access',
    ErrorLog: 'log/error',
    PageLog: 'log/page',
  }
  const lines = Object.entries(places).map(([key, folder]) => `${key} ${join(home, folder)}`)
  return [...lines, 'DataDir /usr/share/cups', 'User lp', 'Group lp', 'SystemGroup root', 'FatalErrors none', ''].join(
    '\n',
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Tries again for some seconds until something holds and does not throw. */
async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; ; round++) {
    try {
      if (holds()) return
    } catch (error) {
      if (round > 100) throw error
    }
    if (round > 100) throw new Error('waited for ten seconds in vain')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
