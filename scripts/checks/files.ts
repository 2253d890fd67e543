/**
 * Which files the checks look at: everything that git tracks, or, for single folders, what lies on the disk.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that hold results, not sources. */
const RESULTS = new Set(['node_modules', 'out', 'dist', 'test-results', 'playwright-report', '.cache', '.git', 'demo'])

/** TypeScript and JavaScript files below a folder, as paths from it with forward slashes, sorted. */
export function sourceFiles(folder: string): string[] {
  return allFiles(folder).filter((path) => /\.(?:tsx?|mjs)$/.test(path))
}

/** Every file below a folder except results, as sorted paths from it with forward slashes. None if there is no such folder. */
export function allFiles(folder: string, below = ''): string[] {
  if (!existsSync(join(folder, below))) return []
  return readdirSync(join(folder, below), { withFileTypes: true })
    .filter((entry) => !RESULTS.has(entry.name))
    .flatMap((entry) => {
      const path = below ? `${below}/${entry.name}` : entry.name
      return entry.isDirectory() ? allFiles(folder, path) : [path]
    })
    .sort()
}

/** Files that git tracks and that exist; without git (a source archive) every file that is not a result. */
export function trackedFiles(root: string): string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
  } catch {
    return allFiles(root)
  }
}
