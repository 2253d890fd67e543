/** Starts the built browser shell for a spec, on a ledger of its own, and ends it by its process id. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type BrowserShell = {
  process: ChildProcess
  ledger: string
  /** The one-time link that was printed first. */
  link: string
  origin: string
  /** Presses Enter and waits for the next link. */
  newLink(): Promise<string>
  /** Everything printed to standard output so far. */
  printed(): string[]
  /** Ends it with SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
}

/** A new folder for one spec's files; gone when the test process ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-e2e-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** Starts `out/main/serve.js`; rejects with what it said when it ends before it prints a link. */
export async function startBrowserShell(
  options: { ledger?: string; args?: readonly string[]; nodeArgs?: readonly string[] } = {},
): Promise<BrowserShell> {
  const ledger = options.ledger ?? join(newFolder(), 'ledger.countersign')
  const child = spawn(process.execPath, [
    ...(options.nodeArgs ?? []),
    'out/main/serve.js',
    '--ledger',
    ledger,
    ...(options.args ?? []),
  ])
  const printed: string[] = []
  const waiting: ((line: string) => void)[] = []
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    printed.push(line)
    waiting.shift()?.(line)
  })
  const nextLine = (): Promise<string> => new Promise((resolve) => waiting.push(resolve))
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
  const link = await Promise.race([
    nextLine(),
    ended.then((code) => Promise.reject(new Error(`The browser shell ended with code ${code}:\n${said}`))),
  ])
  return {
    process: child,
    ledger,
    link,
    origin: new URL(link).origin,
    printed: () => printed,
    newLink: () => {
      const line = nextLine()
      child.stdin.write('\n')
      return line
    },
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
