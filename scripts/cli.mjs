/** npm run --silent cli -- …: the command line of the checkout, straight from the sources on the project's own Node. */
import { ensureOwnNode } from './own-node.mjs'

ensureOwnNode(import.meta.url)
const { run } = await import('../src/main/cli/run.ts')
process.exitCode = await run(process.argv.slice(2))
