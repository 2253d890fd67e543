/**
 * What of a pain.001 document the record can carry, as a tree of element names. The reader walks every document along
 * it, so that an element the record has no place for is reported instead of lost.
 */
import { pathOf, type XmlElement } from '../xml/read.ts'

/** Names that may stand inside an element. `null`: a leaf with text. */
export type Shape = { readonly [name: string]: Shape | null }

/** Elements that may stand several times side by side. */
const REPEATED = new Set(['AdrLine', 'PmtInf', 'CdtTrfTxInf'])

/** Elements that hold their value directly in version .03 and in a child element later. */
const LEAF_IN_V03 = new Set(['ReqdExctnDt'])

const ADDRESS: Shape = { StrtNm: null, BldgNb: null, PstCd: null, TwnNm: null, Ctry: null, AdrLine: null }
const PARTY: Shape = { Nm: null, PstlAdr: ADDRESS }
const ACCOUNT: Shape = { Id: { IBAN: null, Othr: { Id: null } } }
const AGENT: Shape = {
  FinInstnId: { BIC: null, BICFI: null, ClrSysMmbId: { ClrSysId: { Cd: null }, MmbId: null }, Nm: null },
}

export const GROUP_SHAPE: Shape = {
  MsgId: null,
  CreDtTm: null,
  NbOfTxs: null,
  CtrlSum: null,
  InitgPty: { Nm: null, Id: { OrgId: { Othr: { Id: null } } } },
}

export const BLOCK_SHAPE: Shape = {
  PmtInfId: null,
  PmtMtd: null,
  BtchBookg: null,
  NbOfTxs: null,
  CtrlSum: null,
  PmtTpInf: { SvcLvl: { Cd: null } },
  ReqdExctnDt: { Dt: null },
  Dbtr: PARTY,
  DbtrAcct: ACCOUNT,
  DbtrAgt: AGENT,
  ChrgBr: null,
}

export const TRANSFER_SHAPE: Shape = {
  PmtId: { InstrId: null, EndToEndId: null, UETR: null },
  Amt: { InstdAmt: null },
  CdtrAgt: AGENT,
  Cdtr: PARTY,
  CdtrAcct: ACCOUNT,
  Purp: { Cd: null },
  RmtInf: { Ustrd: null },
}

/**
 * Calls `report` for each element that has no place in the record, stands twice where the record holds one, or has text
 * between its elements.
 */
export function findNotCarried(element: XmlElement, shape: Shape, report: (found: XmlElement) => void): void {
  const { children } = element
  if (element.text.trim() !== '' && !(children.length === 0 && LEAF_IN_V03.has(element.name))) report(element)
  for (let i = 0; i < children.length; i += 1) {
    const child = children[i]!
    const inner = Object.hasOwn(shape, child.name) ? shape[child.name] : undefined
    if (inner === undefined || (i > 0 && !REPEATED.has(child.name) && isRepeated(children, i))) report(child)
    else if (inner !== null) findNotCarried(child, inner, report)
    else if (child.children.length > 0) report(child)
  }
}

function isRepeated(children: readonly XmlElement[], index: number): boolean {
  const { name } = children[index]!
  for (let i = 0; i < index; i += 1) if (children[i]!.name === name) return true
  return false
}

/** Path below the transfer, block or header: `RmtInf/Strd`. */
export function shortPath(element: XmlElement): string {
  return pathOf(element).replace(/^.*?(GrpHdr|CdtTrfTxInf|PmtInf(?!.*CdtTrfTxInf))\//, '')
}
