/**
 * Dispatches a command line. Exit code 0: done; 1: the desk says no, or a check found something; 2: the command line itself is
 * wrong. Results on stdout (JSON with --json), everything else on stderr, never a stack trace.
 */
import { EngineOpenError } from '../engine/index.ts'
import { auditVerify } from './audit-verify.ts'
import { callMethod } from './call-method.ts'
import { demo } from './demo/index.ts'
import { evidenceVerify } from './evidence-verify.ts'
import { ledgerCheck } from './ledger-check.ts'
import { CommandLineError, type Output, readCommandLine } from './options.ts'
import { sayError } from './say-error.ts'
import { statementInspect } from './statement-inspect.ts'
import { takeFile } from './take-file.ts'

const USAGE = `countersign COMMAND [options]

  demo --out DIR [--ledger FILE]            the whole job on the sample input, without a window
  demo --seed-only --ledger FILE            a demo ledger to open at the desk
  ledger check --ledger FILE                proves the books, balances, holds and the audit chain
  audit verify --ledger FILE [--anchor N:HASH]   recomputes the audit chain
  evidence verify FILE [--ledger FILE]      checks an evidence pack; with a ledger also that it made it
  requests import FILE --ledger FILE --as USER [--dry-run]
  customers import FILE --ledger FILE --as USER [--dry-run]
  statement inspect FILE                    reads a bank statement; writes nothing
  call METHOD [JSON] --ledger FILE --as USER     any method of the contract; JSON - reads stdin

  --json        the result as JSON on stdout
  The password comes from COUNTERSIGN_PASSWORD or a prompt, a one-time code from COUNTERSIGN_CODE or a prompt.
`

type Command = (about: ReturnType<typeof readCommandLine>, output: Output) => Promise<number> | number

const COMMANDS: Record<string, Command> = {
  demo,
  'ledger check': ledgerCheck,
  'audit verify': auditVerify,
  'evidence verify': evidenceVerify,
  'requests import': takeFile('requests'),
  'customers import': takeFile('customers'),
  'statement inspect': statementInspect,
  call: callMethod,
}

const stdio: Output = {
  result: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
}

/** Runs one command line and returns the exit code. */
export async function run(args: readonly string[], output: Output = stdio): Promise<number> {
  try {
    const name = commandName(args)
    if (name === 'help') {
      output.result(USAGE)
      return 0
    }
    const command = COMMANDS[name]
    if (!command)
      throw new CommandLineError(
        args.length === 0 ? 'which command?' : `there is no command ${args.slice(0, 2).join(' ')}`,
      )
    return await command(readCommandLine(args.slice(name.split(' ').length)), output)
  } catch (error) {
    if (error instanceof CommandLineError) {
      output.note(`countersign: ${error.message}\n\n${USAGE}`)
      return 2
    }
    if (error instanceof EngineOpenError) {
      output.note(`countersign: ${error.sentence}`)
      return 1
    }
    output.note(`countersign: ${sayError(error)}`)
    return 1
  }
}

function commandName(args: readonly string[]): string {
  const [first = '', second = ''] = args
  if (['', 'help', '--help', '-h'].includes(first)) return first === '' ? '' : 'help'
  return `${first} ${second}` in COMMANDS ? `${first} ${second}` : first
}
