/**
 * The house rules held over the whole repository: sizes, names, words, layers, links, dependencies and the requirement register.
 * Every test collects all breaches, so that one run shows all there is to do.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { toMermaid } from '../scripts/checks/feature-graph.ts'
import { trackedFiles } from '../scripts/checks/files.ts'
import {
  dependencyProblems,
  isSource,
  nameProblems,
  parameterProblems,
  sizeProblems,
  textProblems,
} from '../scripts/checks/house-rules.ts'
import { checkLayers, readFeatureGraph } from '../scripts/checks/layers.ts'
import { brokenLinks } from '../scripts/checks/markdown.ts'
import * as register from '../scripts/checks/register.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = trackedFiles(root)
const sources = files.filter(isSource)
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
/** Folders of a folder; none if it does not exist. */
const foldersOf = (path: string): string[] =>
  existsSync(join(root, path))
    ? readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      )
    : []

/** Files that hold text of our own: no samples, no lock file, nothing binary. */
function isOwnText(path: string): boolean {
  if (path.startsWith('test/fixtures/') || path === 'package-lock.json') return false
  return !readFileSync(join(root, path)).subarray(0, 8000).includes(0)
}

describe('sources', () => {
  it('sees the repository', () => {
    expect(sources).toContain('test/tidy.test.ts')
  })

  it('has short files and short functions', () => {
    expect(sources.flatMap((path) => sizeProblems(path, read(path)))).toEqual([])
  })

  it('has functions with at most three parameters', () => {
    expect(sources.flatMap((path) => parameterProblems(path, read(path)))).toEqual([])
  })

  it('has telling names in kebab-case', () => {
    expect(sources.flatMap(nameProblems)).toEqual([])
  })

  it('carries no marks of unfinished work, no paths of a machine and no registry address', () => {
    expect(files.filter(isOwnText).flatMap((path) => textProblems(path, read(path)))).toEqual([])
  })

  it('locks packages without naming a host', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":\s*"https?:/)
  })

  it('keeps to the layers', () => {
    expect(checkLayers(root).map(({ file, line, rule, message }) => `${file}:${line} [${rule}] ${message}`)).toEqual([])
  })
})

describe('documents', () => {
  const documents = files.filter((path) => path.endsWith('.md') && !path.startsWith('test/fixtures/'))

  it('has no dead link', () => {
    expect(documents.length).toBeGreaterThan(10)
    expect(documents.flatMap((path) => brokenLinks(root, path))).toEqual([])
  })

  it('names each feature document after a feature of the engine', () => {
    const features = foldersOf('src/main/engine/features')
    const named = files.flatMap((path) => /^docs\/features\/(.*)\.md$/.exec(path)?.[1] ?? [])
    expect(named.filter((name) => name !== 'README' && !features.includes(name))).toEqual([])
  })

  it('gives a reason for every dependency', () => {
    expect(dependencyProblems(read('package.json'), read('docs/dependencies.md'))).toEqual([])
  })

  it('draws the features as they are (npm run layers -- --write)', () => {
    const drawn = /```mermaid\n[^`]*```\n/.exec(read('ARCHITECTURE.md'))?.[0]
    expect(drawn).toBe(toMermaid(readFeatureGraph(root)))
  })
})

describe('the requirement register', () => {
  const rules = register.readRules(root)
  const entries = register.readRegister(root)

  it('knows all 369 requirements, each once', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(369)
    expect(rules).toHaveLength(369)
  })

  it('has one sound entry for each of them', () => {
    expect(register.registerProblems(root, rules, entries)).toEqual([])
  })

  it('is in order and drawn (node scripts/register.mjs)', () => {
    const complete = register.completeEntries(rules, entries)
    expect(read('docs/requirements/register.json')).toBe(register.toRegisterJson(complete))
    expect(read('docs/requirements/register.md')).toBe(register.toRegisterMarkdown(rules, complete))
  })
})
