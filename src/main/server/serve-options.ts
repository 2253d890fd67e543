/** Reads the command line of the browser shell. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type ServeOptions = { ledger: string; port: number; open: boolean }

export type ServeCommand =
  | { kind: 'serve'; options: ServeOptions }
  | { kind: 'help' }
  | { kind: 'bad'; sentence: string }

export const USAGE = `Usage: serve [--ledger FILE] [--port N] [--open]

  --ledger FILE  the ledger to open (default: ledger.countersign in the current folder)
  --port N       port on 127.0.0.1 (default: a free one)
  --open         open the link in the browser
`

/** What the operator asked for; a sentence instead when it cannot be understood. */
export function readServeOptions(argv: readonly string[], cwd: string): ServeCommand {
  let values: { ledger?: string; port?: string; open?: boolean; help?: boolean }
  try {
    values = parseArgs({
      args: [...argv],
      options: {
        ledger: { type: 'string' },
        port: { type: 'string' },
        open: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    return { kind: 'bad', sentence: error instanceof Error ? error.message : String(error) }
  }
  if (values.help) return { kind: 'help' }
  const port = values.port ?? '0'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return { kind: 'bad', sentence: `--port ${port} is not a port: give a number from 0 to 65535.` }
  }
  const ledger = values.ledger === undefined ? join(cwd, 'ledger.countersign') : resolve(cwd, values.ledger)
  return { kind: 'serve', options: { ledger, port: Number(port), open: values.open ?? false } }
}
