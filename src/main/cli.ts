/** `countersign`: the same engine and rules from a terminal, for scheduled work and for checking. */
import { run } from './cli/run.ts'

process.exitCode = await run(process.argv.slice(2))
