/**
 * The requirement register. Without options: completes and orders docs/requirements/register.json and draws register.md from it.
 *   --check  changes nothing; fails with every problem and if one of the two files would change
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureOwnNode } from './own-node.mjs'

ensureOwnNode(import.meta.url)
const register = await import('./checks/register.ts')

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const rules = register.readRules(root)
const stored = register.readRegister(root)
const entries = register.completeEntries(rules, stored)
const problems = register.registerProblems(root, rules, check ? stored : entries)

for (const [name, text] of [
  ['register.json', register.toRegisterJson(entries)],
  ['register.md', register.toRegisterMarkdown(rules, entries)],
]) {
  const path = `${root}docs/requirements/${name}`
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  if (check) problems.push(`${name} is not up to date; run node scripts/register.mjs`)
  else writeFileSync(path, text)
}

for (const problem of problems) process.stderr.write(`${problem}\n`)
const done = entries.filter((entry) => entry.state === 'done').length
process.stdout.write(`register: ${entries.length} requirements, ${done} done, ${problems.length} problems\n`)
process.exitCode = problems.length === 0 ? 0 : 1
