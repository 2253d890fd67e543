/** The same events as the desk's own XML reader, made with saxes: the oracle that the reader is compared with. */
import { SaxesParser } from 'saxes'

export type OracleNode = {
  name: string
  text: string
  attributes: Record<string, string>
  children: OracleNode[]
  line: number
}

/** The tree of a text, or null when saxes does not take it. */
export function saxesTree(text: string): OracleNode | null {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const root: OracleNode = { name: '', text: '', attributes: {}, children: [], line: 0 }
  const stack = [root]
  let failed = false
  parser.on('doctype', () => {
    failed = true
  })
  parser.on('error', () => {
    failed = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name: name.slice(name.indexOf(':') + 1), text: '', attributes, children: [], line: parser.line }
    stack.at(-1)?.children.push(node)
    stack.push(node)
  })
  const addText = (piece: string): void => {
    const node = stack.at(-1)
    if (node) node.text += piece
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    stack.pop()
  })
  parser.write(text).close()
  return failed ? null : (root.children[0] ?? null)
}
