/** npm run types: checks the three TypeScript projects (node side, window, preload); all of them, then fails if one did. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode, say, toolScript } from './tools.mjs'

const PROJECTS = ['tsconfig.json', 'tsconfig.web.json', 'tsconfig.preload.json']

/** What was found the last time: only what a change reaches is checked again. */
const KNOWN = join(root, '.cache')
mkdirSync(KNOWN, { recursive: true })

const check = (project) =>
  runNode([
    toolScript('typescript', 'tsc'),
    ...['-p', project, '--incremental', '--tsBuildInfoFile', join(KNOWN, `${project}.tsbuildinfo`)],
  ])
const failed = PROJECTS.filter((project) => check(project) !== 0)
say(failed.length === 0 ? 'types: in order' : `types: errors in ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
