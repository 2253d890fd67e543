/** Papers about leaves: hand-over slips, deposit lists; and the columns in which leaves are listed on them. */
import { readFileSync } from 'node:fs'
import type { LeafState } from '../../../../contract/cheques.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import type { ReportBlock, ReportFact } from '../../formats/reports/definition.ts'
import { drawReport } from '../../formats/reports/draw-report.ts'
import type { Column, TableRow } from '../../formats/tables/columns.ts'
import { fontFile } from '../../resources.ts'
import type { toLeafRow } from './leaves.ts'

/** A leaf as the contract says it. */
type LeafRow = ReturnType<typeof toLeafRow>

export type Slip = {
  title: string
  facts: readonly ReportFact[]
  leaves: readonly LeafRow[]
  /** Who signs the paper, one box each. */
  boxes: readonly string[]
}

const SLIP_COLUMNS: readonly Column[] = [
  { key: 'number', title: 'Cheque', kind: 'text', width: 12 },
  { key: 'payee', title: 'Payee', kind: 'text', width: 40 },
  { key: 'date', title: 'Dated', kind: 'date' },
  { key: 'amount', title: 'Amount', kind: 'amount' },
]

/** A paper that lists leaves, with totals per currency and boxes to sign in. The same leaves give the same bytes. */
export async function drawSlip(call: Call, slip: Slip): Promise<Uint8Array> {
  const { settings, resourcesDir } = call.services
  const rows = slip.leaves.map((leaf) => leafCells(leaf))
  const font = (weight: 'regular' | 'bold') => readFileSync(fontFile(resourcesDir, weight))
  const blocks: ReportBlock[] = [
    { kind: 'facts', facts: slip.facts },
    { kind: 'table', columns: SLIP_COLUMNS, rows, totals: totalsOf(slip.leaves) },
    { kind: 'signatures', boxes: slip.boxes.map((title) => ({ title, lines: ['Name, date, time'] })) },
  ]
  const definition = {
    title: slip.title,
    subtitle: settings.get('desk.name'),
    createdAt: call.now,
    timeZone: settings.get('desk.timeZone'),
    blocks,
    footer: `${settings.get('desk.name')} · ${call.actor.displayName}`,
    digest: digestOf({ title: slip.title, facts: slip.facts, rows }),
  }
  return drawReport(definition, { regular: font('regular'), bold: font('bold') })
}

function totalsOf(leaves: readonly LeafRow[]): TableRow[] {
  const currencies = [...new Set(leaves.map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const own = leaves.filter((leaf) => leaf.currency === currency)
    const amountMinor = own.reduce((sum, leaf) => sum + (leaf.amountMinor ?? 0), 0)
    return { number: '', payee: `${own.length} cheques in ${currency}`, date: null, amount: { amountMinor, currency } }
  })
}

/** The columns of the register, for workbooks and CSV. */
export function leafColumns(): readonly Column[] {
  return [
    { key: 'number', title: 'Number', kind: 'text', width: 12 },
    { key: 'state', title: 'State', kind: 'text', width: 22 },
    { key: 'payee', title: 'Payee', kind: 'text', width: 34 },
    { key: 'amount', title: 'Amount', kind: 'amount' },
    { key: 'date', title: 'Cheque date', kind: 'date' },
    { key: 'request', title: 'Request', kind: 'text', width: 12 },
    { key: 'printed', title: 'Printed', kind: 'instant' },
    { key: 'printedBy', title: 'Printed by', kind: 'text' },
    { key: 'signed', title: 'Signed', kind: 'text', width: 40 },
    { key: 'released', title: 'Released', kind: 'instant' },
    { key: 'releasedTo', title: 'Released to', kind: 'text' },
    { key: 'holder', title: 'Who has it', kind: 'text' },
    { key: 'stale', title: 'Stale on', kind: 'date' },
    { key: 'bank', title: 'The bank says', kind: 'text', width: 34 },
    { key: 'replaces', title: 'Replaces', kind: 'text', width: 12 },
    { key: 'reason', title: 'Reason', kind: 'text', width: 34 },
    { key: 'digest', title: 'SHA-256 of the print', kind: 'text', width: 66 },
  ]
}

const STATE_NAMES: Record<LeafState, string> = {
  blank: 'Blank',
  reserved: 'Number taken, not confirmed',
  printed: 'Printed',
  spoiled: 'Spoiled',
  signedOnce: 'Signed once',
  signedTwice: 'Signed twice',
  released: 'Released',
  deposited: 'Deposited',
  presented: 'Presented',
  returned: 'Returned by the bank',
  stale: 'Stale',
  stopped: 'Stopped at the bank',
  void: 'Void',
  destroyed: 'Destroyed',
}

/** A leaf in those columns. */
export function leafCells(leaf: LeafRow): TableRow {
  const { amountMinor, currency, requestId } = leaf
  return {
    number: leaf.number,
    state: STATE_NAMES[leaf.state],
    payee: leaf.payeeName ?? '',
    amount: amountMinor === null ? null : { amountMinor, currency },
    date: leaf.chequeDate,
    request: requestId === null ? '' : `WD-${requestId}`,
    printed: leaf.printedAt,
    printedBy: leaf.printedBy ?? '',
    signed: leaf.signatures.map(({ by, group }) => `${by} (${group})`).join(', '),
    released: leaf.releasedAt,
    releasedTo: leaf.releasedTo ?? '',
    holder: leaf.holder ?? '',
    stale: leaf.staleOn,
    bank: leaf.bankReference ?? '',
    replaces: leaf.replaces ?? '',
    reason: leaf.reason ?? '',
    digest: leaf.pdfSha256 ?? '',
  }
}
