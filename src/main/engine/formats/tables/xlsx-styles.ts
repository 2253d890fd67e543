/** The looks of cells in a workbook, numbered once; and the parts of a workbook that hold no rows. */
import { CURRENCY_EXPONENT, type Currency, exponentOf } from '../../../../contract/money.ts'
import type { ColumnKind } from './columns.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Font = 'plain' | 'title' | 'small' | 'grey' | 'bold'
const FONTS: Record<Font, string> = {
  plain: '<sz val="11"/><name val="Calibri"/>',
  title: '<b/><sz val="14"/><name val="Calibri"/>',
  grey: '<sz val="11"/><color rgb="FF555555"/><name val="Calibri"/>',
  small: '<sz val="9"/><color rgb="FF555555"/><name val="Calibri"/>',
  bold: '<b/><sz val="11"/><name val="Calibri"/>',
}
const FONT_NAMES = Object.keys(FONTS) as Font[]

/** Built-in formats have fixed numbers; own ones begin at 164. */
const BUILT_IN: Record<string, number> = { General: 0, '0': 1, '#,##0': 3, '#,##0.00': 4, '@': 49 }
const OWN = ['#,##0.000', 'yyyy-mm-dd hh:mm:ss', 'yyyy-mm-dd']

type Look = { format: string; font: Font; head?: boolean; align?: 'left' | 'right' }
const LOOKS: Look[] = []

function look(wanted: Look): number {
  return LOOKS.push(wanted) - 1
}

const amountFormat = (decimals: number) => (decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`)
const perExponent = (font: Font) =>
  new Map<number, number>(
    [...new Set<number>(Object.values(CURRENCY_EXPONENT))].map((n) => [n, look({ format: amountFormat(n), font })]),
  )

const GENERAL = look({ format: 'General', font: 'plain' })
const AMOUNTS = perExponent('plain')
const TOTALS = perExponent('bold')

/** The number of each look. */
export const STYLE = {
  general: GENERAL,
  text: look({ format: '@', font: 'plain' }),
  integer: look({ format: '0', font: 'plain' }),
  instant: look({ format: 'yyyy-mm-dd hh:mm:ss', font: 'plain' }),
  date: look({ format: 'yyyy-mm-dd', font: 'plain' }),
  title: look({ format: '@', font: 'title' }),
  subtitle: look({ format: '@', font: 'grey' }),
  header: look({ format: '@', font: 'bold', head: true, align: 'left' }),
  amountHeader: look({ format: '@', font: 'bold', head: true, align: 'right' }),
  totalLabel: look({ format: '@', font: 'bold' }),
  note: look({ format: '@', font: 'small', align: 'left' }),
} as const

export const amountStyle = (currency: Currency): number => AMOUNTS.get(exponentOf(currency)) ?? GENERAL
export const totalStyle = (currency: Currency): number => TOTALS.get(exponentOf(currency)) ?? GENERAL
/** The look of a column's empty cells. */
export const columnStyle = (kind: ColumnKind): number => (kind === 'amount' ? (AMOUNTS.get(2) ?? GENERAL) : STYLE[kind])

function stylesXml(): string {
  const formatId = (format: string) => BUILT_IN[format] ?? 164 + OWN.indexOf(format)
  const formats = OWN.map((format) => `<numFmt numFmtId="${formatId(format)}" formatCode="${format}"/>`).join('')
  const cells = LOOKS.map(({ format, font, head, align }) => {
    const frame = head ? ' fillId="2" borderId="1" applyFill="1" applyBorder="1"' : ' fillId="0" borderId="0"'
    const middle = head ? ' vertical="center"' : ''
    const inner = align ? `<alignment horizontal="${align}"${middle}/>` : ''
    return `<xf numFmtId="${formatId(format)}" fontId="${FONT_NAMES.indexOf(font)}"${frame} xfId="0" applyNumberFormat="1" applyFont="1"${align ? ' applyAlignment="1"' : ''}>${inner}</xf>`
  })
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${OWN.length}">${formats}</numFmts><fonts count="${FONT_NAMES.length}">${FONT_NAMES.map((name) => `<font>${FONTS[name]}</font>`).join('')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6F0F0"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

/** Text between tags. Controls were made visible before; the two characters that no XML may hold go. */
export function escapeXml(text: string): string {
  if (!/[&<>\ufffe\uffff]/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
}

export type WorkbookPart = { name: string; text: string }

/** Everything but the sheets. */
export function workbookParts(sheetNames: readonly string[], createdAt: number): WorkbookPart[] {
  const sheetFile = (i: number) => `worksheets/sheet${i + 1}.xml`
  const type = (part: string, kind: string) => `<Override PartName="/${part}" ContentType="application/${kind}+xml"/>`
  const office = 'vnd.openxmlformats-officedocument.spreadsheetml'
  const at = `${new Date(createdAt).toISOString().slice(0, 19)}Z`
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${kind}" Target="${target}"/>`
  const relations = (inner: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`
  return [
    {
      name: '[Content_Types].xml',
      text: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('xl/workbook.xml', `${office}.sheet.main`)}${sheetNames.map((_, i) => type(`xl/${sheetFile(i)}`, `${office}.worksheet`)).join('')}${type('xl/styles.xml', `${office}.styles`)}${type('docProps/core.xml', 'vnd.openxmlformats-package.core-properties')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: relations(
        relation(1, `${OFFICE}/officeDocument`, 'xl/workbook.xml') +
          relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
      ),
    },
    {
      name: 'docProps/core.xml',
      text: `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Countersign</dc:creator><cp:lastModifiedBy>Countersign</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheetNames.map((name, i) => `<sheet name="${escapeXml(name).replaceAll('"', '&quot;')}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relations(
        sheetNames.map((_, i) => relation(i + 1, `${OFFICE}/worksheet`, sheetFile(i))).join('') +
          relation(sheetNames.length + 1, `${OFFICE}/styles`, 'styles.xml'),
      ),
    },
    { name: 'xl/styles.xml', text: stylesXml() },
  ]
}

export const SHEET_START = `${XML}<worksheet xmlns="${MAIN}">`
