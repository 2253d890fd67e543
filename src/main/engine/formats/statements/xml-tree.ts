/**
 * Small questions to the light tree of the XML reader. Elements are matched by local name, because banks use prefixes,
 * national namespaces or none at all.
 */
import { XML_LIMITS, type XmlHandler, type XmlNode, XmlReader } from './xml-reader.ts'

export { XML_LIMITS, type XmlHandler, type XmlNode } from './xml-reader.ts'

/** Reads a whole XML text. Throws a `Refusal` for anything that is not well-formed or not allowed. */
export function readXml(text: string, handler: XmlHandler): void {
  const reader = new XmlReader(handler)
  for (let at = 0; at < text.length; at += XML_LIMITS.sliceLength) {
    reader.write(text.slice(at, at + XML_LIMITS.sliceLength))
  }
  reader.close()
}

/** All children with a local name. */
export function childrenNamed(node: XmlNode | undefined, name: string): XmlNode[] {
  return node === undefined ? [] : node.children.filter((child) => child.name === name)
}

/** A path of local names (`Acct/Id/IBAN`), taken apart once for those that are asked for with every entry. */
export type Path = readonly string[]

export function pathsOf(...paths: string[]): readonly Path[] {
  return paths.map((path) => path.split('/'))
}

/** The first element at a path of local names. */
export function nodeAt(node: XmlNode | undefined, path: string): XmlNode | undefined {
  return follow(node, path.split('/'))
}

function follow(node: XmlNode | undefined, path: Path): XmlNode | undefined {
  let current = node
  for (const name of path) {
    current = current === undefined ? undefined : childNamed(current, name)
    if (current === undefined) return undefined
  }
  return current
}

/** The first child with a local name. */
export function childNamed({ children }: XmlNode, name: string): XmlNode | undefined {
  for (const child of children) if (child.name === name) return child
  return undefined
}

/** Without blanks around it; most texts have none. */
function trimmed(text: string): string {
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  return first > 32 && first < 128 && last > 32 && last < 128 ? text : text.trim()
}

/** The trimmed text at the first of several paths that has any, or `null`. */
export function textAt(node: XmlNode | undefined, ...paths: string[]): string | null {
  if (node === undefined) return null
  for (const path of paths) {
    const text = nodeAt(node, path)?.text.trim()
    if (text !== undefined && text !== '') return text
  }
  return null
}

/** The same for paths that were taken apart before. */
export function firstText(node: XmlNode | undefined, paths: readonly Path[]): string | null {
  if (node === undefined) return null
  for (const path of paths) {
    const found = follow(node, path)
    if (found === undefined) continue
    const text = trimmed(found.text)
    if (text !== '') return text
  }
  return null
}

/** The trimmed text of a child, or `null`. */
export function childText(node: XmlNode | undefined, name: string): string | null {
  const found = node === undefined ? undefined : childNamed(node, name)
  if (found === undefined) return null
  const text = trimmed(found.text)
  return text === '' ? null : text
}
