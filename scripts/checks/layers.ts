/**
 * Holds every import below src/ against the layer table, keeps SQL, clocks and consoles where they belong, and looks for
 * cycles between features. Works on the text of the files, so it needs no build and takes well under a second.
 */
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { type FeatureGraph, featureGraph, findCycle } from './feature-graph.ts'
import { sourceFiles } from './files.ts'
import { findImports, type ImportUse, localTarget, type SourceFile } from './imports.ts'
import { featureOf, type Layer, layerOf, type Violation } from './layer-table.ts'
import { findPlacedCalls } from './placed-calls.ts'
import { type Token, tokenize } from './source.ts'

/** An import that stays inside the repository. */
interface LocalImport {
  from: Layer
  file: string
  target: string
  /** True for `?modulePath`: the target is named, not loaded. */
  pathOnly: boolean
  typeOnly: boolean
}

/** Extensions that a relative import may end in; without one Node cannot run the sources as they are. */
const EXTENSION = /\.(?:tsx?|[cm]?js|json|css|svg|png|ttf|sql)$/

/** Reads src/ below a root folder and returns every breach of the layer rules, ordered by file and line. */
export function checkLayers(root: string): Violation[] {
  const violations: Violation[] = []
  const files = readSources(root)
  for (const { path: file, imports, tokens } of files) {
    const layer = layerOf(file)
    if (layer === undefined) {
      const message = 'no layer has this file: give its folder a place in layer-table.ts'
      violations.push({ file, line: 1, rule: 'place', message })
    } else {
      for (const use of imports) {
        violations.push(...checkImport(root, file, { layer, use }).map((found) => ({ file, line: use.line, ...found })))
      }
    }
    violations.push(...findPlacedCalls(file, tokens))
  }
  const cycle = findCycle(featureGraph(files))
  if (cycle) {
    const [first, second] = cycle
    violations.push({
      ...(first!.via.get(second!.feature) ?? { file: 'src/main/engine/features', line: 1 }),
      rule: 'feature cycle',
      message: `${cycle.map((node) => node.feature).join(' → ')}: features may not need each other; let work wait in a state`,
    })
  }
  return violations.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

/** Which feature needs which other one, read from the sources below a root folder. */
export function readFeatureGraph(root: string): FeatureGraph {
  return featureGraph(readSources(root))
}

function readSources(root: string): (SourceFile & { tokens: Token[] })[] {
  return sourceFiles(join(root, 'src')).map((below) => {
    const path = `src/${below}`
    const tokens = tokenize(readFileSync(join(root, path), 'utf8'))
    return { path, tokens, imports: findImports(tokens) }
  })
}

interface Problem {
  rule: string
  message: string
}

function checkImport(root: string, file: string, { layer, use }: { layer: Layer; use: ImportUse }): Problem[] {
  const { specifier, typeOnly } = use
  if (specifier === null) {
    return [{ rule: 'computed import', message: 'write the module as a literal, so that it can be checked' }]
  }
  const target = localTarget(file, specifier)
  if (target === null) return packageProblem(layer, specifier).map((message) => ({ rule: layer.name, message }))
  if (!EXTENSION.test(target)) {
    return [{ rule: 'extension', message: `'${specifier}' needs its file extension: the sources run as they are` }]
  }
  if (!existsSync(join(root, target))) return [{ rule: 'missing file', message: `'${specifier}' leads to no file` }]
  const local = { from: layer, file, target, pathOnly: specifier.endsWith('?modulePath'), typeOnly }
  return localProblem(local).map((message) => ({ rule: layer.name, message }))
}

function packageProblem(layer: Layer, specifier: string): string[] {
  if (isBuiltin(specifier)) {
    const name = specifier.startsWith('node:') ? specifier : `node:${specifier}`
    const module = name.split('/')[0]!
    if (layer.node === 'all' || (layer.node !== 'none' && layer.node.includes(module))) return []
    return [
      `${layer.name} may not use ${name}; of Node it may use ${layer.node === 'none' ? 'nothing' : layer.node.join(', ')}`,
    ]
  }
  const parts = specifier.split('/')
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!
  if (layer.packages.includes(name) || layer.packages.includes(`${parts[0]}/*`)) return []
  return [`${layer.name} may not use the package ${name}; allowed: ${layer.packages.join(', ') || 'none'}`]
}

function localProblem({ from, file, target, pathOnly, typeOnly }: LocalImport): string[] {
  if (target.startsWith('resources/') && from.node !== 'none') return []
  const to = layerOf(target)
  if (!to) return [`${from.name} may not import ${target}, which lies outside every layer`]
  if (pathOnly && from.pathsOf?.includes(to.name)) return []
  if (typeOnly && from.typesOf?.includes(to.name)) return []
  const [feature, other] = [featureOf(file), featureOf(target)]
  if (feature !== undefined && other !== undefined && feature !== other && !target.endsWith('/index.ts')) {
    return [`feature ${feature} may not reach into ${target}; allowed: src/main/engine/features/${other}/index.ts`]
  }
  if (to.name === from.name || from.layers.includes(to.name)) return []
  const types = from.typesOf ? `; types only of: ${from.typesOf.join(', ')}` : ''
  const paths = from.pathsOf ? `; by path only (?modulePath): ${from.pathsOf.join(', ')}` : ''
  return [
    `${from.name} may not import ${to.name} (${target}); allowed: ${[from.name, ...from.layers].join(', ')}${types}${paths}`,
  ]
}
