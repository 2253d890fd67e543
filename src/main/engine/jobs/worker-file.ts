/** The worker's entry: the source in a checkout, `worker.js` beside the bundle otherwise. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export function workerFile(): string {
  const candidates = ['../worker.ts', 'worker.js', '../worker.js'].map((name) => join(import.meta.dirname, name))
  const found = candidates.find(existsSync)
  if (!found) throw new Error('the worker of long jobs is missing: reinstall the program')
  return found
}
