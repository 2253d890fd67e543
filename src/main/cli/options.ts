/** Reads the options of a command line. */
import { parseArgs } from 'node:util'

/** Where a command writes: results for machines, notes for people. */
export type Output = { result: (text: string) => void; note: (text: string) => void }

/** The command line itself is wrong: exit code 2. */
export class CommandLineError extends Error {}

export type CommandLine = {
  words: string[]
  json: boolean
  ledger: string | undefined
  out: string | undefined
  as: string | undefined
  anchor: string | undefined
  seedOnly: boolean
  dryRun: boolean
}

export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        ledger: { type: 'string' },
        out: { type: 'string' },
        as: { type: 'string' },
        anchor: { type: 'string' },
        'seed-only': { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const { json, ledger, out, as, anchor } = values
    return {
      words: positionals,
      json,
      ledger,
      out,
      as,
      anchor,
      seedOnly: values['seed-only'],
      dryRun: values['dry-run'],
    }
  } catch (error) {
    throw new CommandLineError((error as Error).message)
  }
}

/** The value of an option that a command cannot do without. */
export function need(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new CommandLineError(`${option} is missing`)
  return value
}
