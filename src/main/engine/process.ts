/**
 * Entry of the engine's own process in the desktop shell. It opens the ledger, then serves every port that
 * main hands over; the data path never crosses main. A ledger that cannot be opened is reported as a message
 * and is no crash: starting again would not help.
 */
import type { PeerInfo, PrintHost } from './engine-interface.ts'
import { createEngine } from './index.ts'
import { describeOpenFailure, type OpenFailure } from './open-failure.ts'

/** What main may say to the engine process. `connect` carries one port. */
export type ToEngine =
  | { kind: 'connect'; peer: PeerInfo }
  | { kind: 'close' }
  | { kind: 'printed'; id: number; answer?: unknown; problem?: string }

/** What the engine process says to main. */
export type FromEngine =
  | { kind: 'ready' }
  | { kind: 'open-failed'; failure: OpenFailure }
  | { kind: 'log'; line: string }
  /** The print system is main's: it is asked here and answers with `printed`. */
  | { kind: 'print'; id: number; ask: PrintAsk }

export type PrintAsk = { [M in keyof PrintHost]: { method: M; args: Parameters<PrintHost[M]> } }[keyof PrintHost]

/** Exit code after a refused ledger; main has been told why by then. */
export const EXIT_OPEN_FAILED = 3

const parent = process.parentPort
const tell = (message: FromEngine): void => parent.postMessage(message)

type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void }
const asked = new Map<number, Waiting>()
let asks = 0

/** The print system as the engine sees it: every question crosses to main and comes back. */
function printHostOfMain(): PrintHost {
  const ask = <T>(question: PrintAsk): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = ++asks
      asked.set(id, { resolve: resolve as Waiting['resolve'], reject })
      tell({ kind: 'print', id, ask: question })
    })
  return {
    printers: () => ask({ method: 'printers', args: [] }),
    print: (order) => ask({ method: 'print', args: [order] }),
    cancel: (spoolId) => ask({ method: 'cancel', args: [spoolId] }),
    state: (spoolId) => ask({ method: 'state', args: [spoolId] }),
  }
}

function answered({ id, answer, problem }: Extract<ToEngine, { kind: 'printed' }>): void {
  const waiting = asked.get(id)
  asked.delete(id)
  if (problem === undefined) waiting?.resolve(answer)
  else waiting?.reject(new Error(problem))
}

function serve(): void {
  const [path, resourcesDir] = process.argv.slice(-2)
  if (path === undefined || resourcesDir === undefined) throw new Error('usage: process <ledger> <resources>')
  const onLog = (line: string): void => tell({ kind: 'log', line })
  const engine = createEngine({ path, resourcesDir, deliver: true, onLog, printHost: printHostOfMain() })
  parent.on('message', ({ data, ports }) => {
    const message = data as ToEngine
    if (message.kind === 'close') {
      engine.close()
      process.exit(0)
    }
    if (message.kind === 'printed') answered(message)
    if (message.kind !== 'connect') return
    for (const port of ports) {
      engine.connectPort(port, message.peer)
      port.start()
    }
  })
  tell({ kind: 'ready' })
}

try {
  serve()
} catch (error) {
  const failure = describeOpenFailure(error)
  if (failure === null) throw error
  tell({ kind: 'open-failed', failure })
  // The message needs one turn of the loop to leave the process.
  setTimeout(() => process.exit(EXIT_OPEN_FAILED), 50)
}
