/** npm run types: checks the three TypeScript projects (node side, window, preload); all of them, then fails if one did. */
import { runNode, say, toolScript } from './tools.mjs'

const PROJECTS = ['tsconfig.json', 'tsconfig.web.json', 'tsconfig.preload.json']

const failed = PROJECTS.filter((project) => runNode([toolScript('typescript', 'tsc'), '-p', project]) !== 0)
say(failed.length === 0 ? 'types: in order' : `types: errors in ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
