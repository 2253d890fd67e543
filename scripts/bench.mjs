/** npm run bench: the figures of test/bench, straight from the sources on the project's own Node. */
import { ensureOwnNode } from './own-node.mjs'

ensureOwnNode(import.meta.url)
const { main } = await import('../test/bench/main.ts')
process.exitCode = await main(process.argv.slice(2))
