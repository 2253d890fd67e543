/**
 * The parts of a workbook that give cells their meaning: which sheets there are, the shared texts, and which formats
 * are dates. Every part is read by the strict XML reader, so a DOCTYPE or a giant text ends the reading.
 */
import type { FormatRefusal } from '../refusal.ts'
import { readXml, type XmlElement } from '../xml/read.ts'
import { childOf, childrenOf } from '../xml/tree.ts'
import { refuseTable } from './table-file.ts'

export type SheetReference = { readonly name: string; readonly hidden: boolean; readonly relationId: string }
export type WorkbookPart = { readonly sheets: readonly SheetReference[]; readonly date1904: boolean }
export type Relation = { readonly id: string; readonly type: string; readonly target: string }

/** Numbers of the built-in formats that show a date or a time (ECMA-376 18.8.30, East Asian ones included). */
const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
])

export type Taking = { readonly name: string; readonly onTaken: (element: XmlElement) => void }

/** Reads a part; elements of the name in `taking` are handed over one by one and not kept. */
export function readPart(name: string, bytes: Uint8Array, taking?: Taking): XmlElement {
  const read = readXml(bytes, taking ? { take: new Set([taking.name]), onTaken: taking.onTaken } : {})
  return read.ok ? read.root : refusePart(name, read.refusal)
}

function refusePart(name: string, refusal: FormatRefusal): never {
  return refuseTable(
    'XLSX_BROKEN',
    `${name}, ${refusal.place}`,
    `The workbook is damaged in ${name}: ${refusal.message}`,
  )
}

export function readWorkbookPart(bytes: Uint8Array): WorkbookPart {
  const root = readPart('xl/workbook.xml', bytes)
  const properties = childOf(root, 'workbookPr')
  const sheets = childrenOf(childOf(root, 'sheets'), 'sheet').map((sheet) => ({
    name: sheet.attributes.name ?? '',
    hidden: (sheet.attributes.state ?? 'visible') !== 'visible',
    relationId: relationIdOf(sheet),
  }))
  return { sheets, date1904: isTrue(properties?.attributes.date1904) }
}

export function readRelations(name: string, bytes: Uint8Array): Relation[] {
  return childrenOf(readPart(name, bytes), 'Relationship').map(({ attributes }) => ({
    id: attributes.Id ?? '',
    type: (attributes.Type ?? '').split('/').at(-1)!,
    target: attributes.Target ?? '',
  }))
}

/** The prefix of the relationship namespace is a convention only, so the attribute is found by its local name. */
function relationIdOf(sheet: XmlElement): string {
  for (const name in sheet.attributes) if (name === 'id' || name.endsWith(':id')) return sheet.attributes[name]!
  return ''
}

export function readSharedStrings(bytes: Uint8Array): string[] {
  const strings: string[] = []
  readPart('xl/sharedStrings.xml', bytes, { name: 'si', onTaken: (element) => strings.push(richText(element)) })
  return strings
}

/** All runs of a text, formatting left out, and pronunciation guides (`rPh`) left out. */
export function richText(element: XmlElement): string {
  let text = ''
  for (const child of element.children) {
    if (child.name === 't') text += child.text
    else if (child.name === 'r')
      text += childrenOf(child, 't')
        .map((run) => run.text)
        .join('')
  }
  return unescapeText(text)
}

/** Excel writes characters that XML cannot hold, and look-alikes of this escape, as `_xHHHH_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** Per cell style: does it show a date or a time? */
export function readDateStyles(bytes: Uint8Array): boolean[] {
  const root = readPart('xl/styles.xml', bytes)
  const own = new Map<number, boolean>()
  for (const { attributes } of childrenOf(childOf(root, 'numFmts'), 'numFmt')) {
    own.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
  }
  return childrenOf(childOf(root, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0)
    return own.get(id) ?? BUILT_IN_DATES.has(id)
  })
}

/** A format shows a date if, apart from quoted text, colours and padding, it names a year, month, day, hour or second. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\[[^\]]*\]/g, (bracket) => (/^\[[hms]+\]$/i.test(bracket) ? 'h' : ''))
    .replace(/[\\_*]./g, '')
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare)
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
