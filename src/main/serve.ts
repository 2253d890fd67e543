/**
 * The browser shell as a program: opens the ledger, listens on the loopback address, prints one link, and
 * prints a fresh one whenever Enter is pressed. Ends cleanly on Ctrl+C.
 */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Engine } from './engine/engine-interface.ts'
import { createEngine } from './engine/index.ts'
import { describeOpenFailure } from './engine/open-failure.ts'
import { openBrowser } from './server/open-browser.ts'
import { readServeOptions, type ServeOptions, USAGE } from './server/serve-options.ts'
import { type ShellServer, startShellServer } from './server/shell-server.ts'
import { systemPrintHost } from './spooler/index.ts'

const RENDERER_DIR = join(import.meta.dirname, '../renderer')
const RESOURCES_DIR = join(import.meta.dirname, '../../resources')

const say = (text: string): boolean => process.stderr.write(`${text}\n`)

function openEngine(path: string): Engine | null {
  try {
    return createEngine({ path, resourcesDir: RESOURCES_DIR, deliver: true, onLog: say, printHost: systemPrintHost() })
  } catch (error) {
    const failure = describeOpenFailure(error)
    if (failure === null) throw error
    say(failure.sentence)
    return null
  }
}

async function listen(engine: Engine, port: number): Promise<ShellServer | null> {
  try {
    return await startShellServer({ engine, rendererDir: RENDERER_DIR, port })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    say(
      `Port ${port} on this machine is taken or not allowed (${code}). Give another --port, or none to use a free one.`,
    )
    return null
  }
}

async function serve({ ledger, port, open }: ServeOptions): Promise<number | null> {
  const engine = openEngine(ledger)
  if (engine === null) return 1
  const server = await listen(engine, port)
  if (server === null) {
    engine.close()
    return 1
  }
  const printLink = (): string => {
    const link = server.newLink()
    process.stdout.write(`${link}\n`)
    return link
  }
  let closing = false
  const shutDown = async (): Promise<void> => {
    if (closing) process.exit(1)
    closing = true
    await server.close()
    engine.close()
    process.exit(0)
  }
  process.on('SIGINT', shutDown)
  process.on('SIGTERM', shutDown)

  const link = printLink()
  if (open) openBrowser(link)
  createInterface({ input: process.stdin }).on('line', printLink)
  return null
}

const command = readServeOptions(process.argv.slice(2), process.cwd())
if (command.kind === 'serve') {
  const exitCode = await serve(command.options)
  if (exitCode !== null) process.exit(exitCode)
} else {
  say(command.kind === 'help' ? USAGE : `${command.sentence}\n\n${USAGE}`)
  process.exit(command.kind === 'help' ? 0 : 2)
}
