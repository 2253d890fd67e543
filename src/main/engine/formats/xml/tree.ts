/**
 * Small questions to a tree that `readXml` built. Names are local names; the namespace is looked at once, at the root.
 */
import { pathOf, type XmlElement } from './read.ts'

/** The first child with this local name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined
  for (const child of element.children) if (child.name === name) return child
  return undefined
}

/** All children with this local name, in order. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element ? element.children.filter((child) => child.name === name) : []
}

/** The first element down a path of local names. */
export function elementAt(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  let at = element
  for (const name of names) {
    if (!at) return undefined
    at = childOf(at, name)
  }
  return at
}

/** Text of the first element down a path, white space as found; `undefined` if there is no such element. */
export function textAt(element: XmlElement | undefined, ...names: string[]): string | undefined {
  return elementAt(element, ...names)?.text
}

/** Where an element stands, for a sentence: `line 12, Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs`. */
export function placeOf(element: XmlElement): string {
  return `line ${element.line}, ${pathOf(element)}`
}
