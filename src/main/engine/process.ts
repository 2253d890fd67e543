/**
 * Entry of the engine's own process in the desktop shell. It opens the ledger, then serves every port that
 * main hands over; the data path never crosses main. A ledger that cannot be opened is reported as a message
 * and is no crash: starting again would not help.
 */
import type { PeerInfo } from './engine-interface.ts'
import { createEngine } from './index.ts'
import { describeOpenFailure, type OpenFailure } from './open-failure.ts'

/** What main may say to the engine process. `connect` carries one port. */
export type ToEngine = { kind: 'connect'; peer: PeerInfo } | { kind: 'close' }

/** What the engine process says to main. */
export type FromEngine =
  | { kind: 'ready' }
  | { kind: 'open-failed'; failure: OpenFailure }
  | { kind: 'log'; line: string }

/** Exit code after a refused ledger; main has been told why by then. */
export const EXIT_OPEN_FAILED = 3

const parent = process.parentPort
const tell = (message: FromEngine): void => parent.postMessage(message)

function serve(): void {
  const [path, resourcesDir] = process.argv.slice(-2)
  if (path === undefined || resourcesDir === undefined) throw new Error('usage: process <ledger> <resources>')
  const engine = createEngine({ path, resourcesDir, deliver: true, onLog: (line) => tell({ kind: 'log', line }) })
  parent.on('message', ({ data, ports }) => {
    const message = data as ToEngine
    if (message.kind === 'close') {
      engine.close()
      process.exit(0)
    }
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
