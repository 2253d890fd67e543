/**
 * Which feature of the engine needs which other one, as a graph: for the search for cycles and for the drawing in ARCHITECTURE.md.
 */
import { localTarget, type SourceFile } from './imports.ts'
import { featureOf } from './layer-table.ts'

export interface FeatureNode {
  feature: string
  /** For each needed feature the first import that needs it. */
  via: Map<string, { file: string; line: number }>
}

export type FeatureGraph = Map<string, FeatureNode>

/** Builds the graph from the imports of every file; features without needs are nodes as well. */
export function featureGraph(files: readonly SourceFile[]): FeatureGraph {
  const graph: FeatureGraph = new Map()
  const node = (feature: string): FeatureNode => {
    const known = graph.get(feature) ?? { feature, via: new Map() }
    graph.set(feature, known)
    return known
  }
  for (const { path, imports } of files) {
    const feature = featureOf(path)
    if (feature === undefined) continue
    const { via } = node(feature)
    for (const { specifier, line } of imports) {
      const target = specifier === null ? null : localTarget(path, specifier)
      const needed = target === null ? undefined : featureOf(target)
      if (needed === undefined || needed === feature) continue
      node(needed)
      if (!via.has(needed)) via.set(needed, { file: path, line })
    }
  }
  return graph
}

/** A chain of features that ends where it began, or nothing if there is none. */
export function findCycle(graph: FeatureGraph): FeatureNode[] | undefined {
  const done = new Set<string>()
  const visit = (feature: string, chain: FeatureNode[]): FeatureNode[] | undefined => {
    const node = graph.get(feature)!
    const start = chain.indexOf(node)
    if (start >= 0) return [...chain.slice(start), node]
    if (done.has(feature)) return undefined
    done.add(feature)
    for (const needed of [...node.via.keys()].sort()) {
      const cycle = visit(needed, [...chain, node])
      if (cycle) return cycle
    }
    return undefined
  }
  for (const feature of [...graph.keys()].sort()) {
    const cycle = visit(feature, [])
    if (cycle) return cycle
  }
  return undefined
}

/** The graph as a Mermaid block for Markdown; the same graph always gives the same text. */
export function toMermaid(graph: FeatureGraph): string {
  const lines = [...graph.values()]
    .sort((a, b) => a.feature.localeCompare(b.feature))
    .flatMap(({ feature, via }) =>
      via.size === 0 ? [`  ${feature}`] : [...via.keys()].sort().map((needed) => `  ${feature} --> ${needed}`),
    )
  return ['```mermaid', 'graph TD', ...lines, '```', ''].join('\n')
}

const BEGIN = '<!-- feature graph: npm run layers -- --write -->'
const END = '<!-- end of feature graph -->'

/** The text of ARCHITECTURE.md with its drawing renewed. Throws if the two marks that frame the drawing are missing. */
export function withGraph(text: string, graph: FeatureGraph): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`ARCHITECTURE.md has lost the lines "${BEGIN}" and "${END}".`)
  return `${text.slice(0, begin + BEGIN.length)}\n${toMermaid(graph)}${text.slice(end)}`
}
