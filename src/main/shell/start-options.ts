/** Reads the command line of the desktop shell. */
import { join, resolve } from 'node:path'

const LEDGER_FLAG = '--ledger='

/** The ledger named by `--ledger=FILE` (relative to the working directory), else the one in the user's data folder. */
export function ledgerPath(argv: readonly string[], userData: string): string {
  const named = argv.find((argument) => argument.startsWith(LEDGER_FLAG))?.slice(LEDGER_FLAG.length)
  return named ? resolve(named) : join(userData, 'ledger.countersign')
}
