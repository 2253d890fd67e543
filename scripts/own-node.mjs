/**
 * The checks are written in TypeScript, which Node reads by itself from version 22.18 on. Started with an older Node, a script
 * runs itself again on the Node that the project brings along in node_modules.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Returns if this Node can read TypeScript; otherwise runs the script again and ends the process with its exit code.
 * @param {string} scriptUrl `import.meta.url` of the calling script
 */
export function ensureOwnNode(scriptUrl) {
  if (process.features.typescript) return
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = fileURLToPath(new URL(`../node_modules/node/bin/${binary}`, import.meta.url))
  if (!existsSync(node)) {
    process.stderr.write(
      `Node ${process.versions.node} cannot run TypeScript sources. Run npm ci once, then try again.\n`,
    )
    process.exit(1)
  }
  const script = fileURLToPath(scriptUrl)
  const { status } = spawnSync(node, [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}
