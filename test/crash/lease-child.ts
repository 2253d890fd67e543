/**
 * Opens a ledger at a moment that another process waits for too, and says how that went: `open`, or the refusal's code and sentence.
 * The one that has it open keeps it until it is killed.
 */
import { createInterface } from 'node:readline'
import { createEngine, EngineOpenError } from '../../src/main/engine/index.ts'

const [path = ''] = process.argv.slice(2)

createInterface({ input: process.stdin }).once('line', (startAt) => {
  while (Date.now() < Number(startAt));
  try {
    const engine = createEngine({ path })
    // Held on to: a ledger that nobody refers to any more is let go.
    process.on('exit', () => engine.close())
    process.stdout.write('open\n')
  } catch (error) {
    if (!(error instanceof EngineOpenError)) throw error
    process.stdout.write(`${error.code} ${error.sentence}\n`)
    process.exit(0)
  }
})
process.stdout.write('ready\n')
