/**
 * npm run layers: holds every import below src/ against the layer table and fails with file, line, rule and what is allowed.
 *   --graph   prints which feature needs which one as a Mermaid block
 *   --write   puts that block into ARCHITECTURE.md
 *   --root X  checks the tree below X instead of this repository
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureOwnNode } from './own-node.mjs'

ensureOwnNode(import.meta.url)
const { checkLayers, readFeatureGraph } = await import('./checks/layers.ts')
const { toMermaid, withGraph } = await import('./checks/feature-graph.ts')

const options = process.argv.slice(2)
const given = options.indexOf('--root')
const root = given < 0 ? fileURLToPath(new URL('..', import.meta.url)) : resolve(options[given + 1] ?? '.')

if (options.includes('--graph')) process.stdout.write(toMermaid(readFeatureGraph(root)))
else if (options.includes('--write')) {
  const path = join(root, 'ARCHITECTURE.md')
  writeFileSync(path, withGraph(readFileSync(path, 'utf8'), readFeatureGraph(root)))
} else {
  const violations = checkLayers(root)
  for (const { file, line, rule, message } of violations) process.stderr.write(`${file}:${line} [${rule}] ${message}\n`)
  process.stdout.write(violations.length === 0 ? 'layers: in order\n' : `layers: ${violations.length} broken\n`)
  process.exitCode = violations.length === 0 ? 0 : 1
}
