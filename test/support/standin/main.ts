/** Starts an app folder (or a main file) as the electron executable does. */
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const named = process.argv.slice(2).find((argument) => !argument.startsWith('-'))
let entry = resolve(named ?? '.')
if (statSync(entry).isDirectory()) {
  process.chdir(entry)
  const manifest = JSON.parse(readFileSync(join(entry, 'package.json'), 'utf8')) as { main: string }
  entry = join(entry, manifest.main)
}
await import(pathToFileURL(entry).href)
