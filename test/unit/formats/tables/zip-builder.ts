/** A minimal ZIP writer for tests, able to lie in its directory. */
import { crc32, deflateRawSync } from 'node:zlib'

export type Part = {
  name: string
  content: string | Uint8Array
  /** What the directory claims instead of the truth. */
  claimedBytes?: number
  flags?: number
  method?: number
}

export function zip(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const packed = deflateRawSync(content)
    const name = Buffer.from(part.name)
    const fields = () => {
      const head = Buffer.alloc(26)
      head.writeUInt16LE(20, 0)
      head.writeUInt16LE(part.flags ?? 0, 2)
      head.writeUInt16LE(part.method ?? 8, 4)
      head.writeUInt32LE(crc32(content), 10)
      head.writeUInt32LE(packed.length, 14)
      head.writeUInt32LE(part.claimedBytes ?? content.length, 18)
      head.writeUInt16LE(name.length, 22)
      return head
    }
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields(), name, packed])
    // Extra, comment, disk, attributes, then where the part starts.
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields(), tail, name]))
    bodies.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, entries, end])
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook of one sheet, given the XML of its rows. */
export function workbookParts(rows: string, extra: Part[] = [], workbookPr = ''): Part[] {
  const parts: Part[] = [
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${MAIN} xmlns:r="${OFFICE}">${workbookPr}<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="200" formatCode="[$-404]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="201" formatCode="&quot;d&quot;0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="201"/></cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', content: `<sst ${MAIN}><si><t>shared &amp;amp; text</t></si></sst>` },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>` },
  ]
  const replaced = new Set(extra.map((part) => part.name))
  return [...parts.filter((part) => !replaced.has(part.name)), ...extra]
}

export const workbookOf = (rows: string, extra: Part[] = [], workbookPr = '') =>
  zip(workbookParts(rows, extra, workbookPr))
