/** The register as people read it: pages under filters, the same as a file, and what happened to one leaf. */
import type { LeafEvent, LeafState } from '../../../../contract/cheques.ts'
import type { BusinessDate, Instant } from '../../../../contract/dates.ts'
import type { AuditEntry } from '../../audit/chain.ts'
import type { Call } from '../../call.ts'
import type { TableRow } from '../../formats/tables/columns.ts'
import { collectBytes, writeCsv } from '../../formats/tables/write-csv.ts'
import { writeXlsx } from '../../formats/tables/write-xlsx.ts'
import { toLeafRow } from './leaves.ts'
import { leafPage, leavesByNumber, leavesByPayee } from './register-store.ts'
import { searchOf } from './rules.ts'
import type { Leaf } from './schema.ts'
import { leafCells, leafColumns } from './slips.ts'

export type Filter = {
  states: readonly LeafState[]
  search: string
  bankAccountId: number | null
  from: BusinessDate | null
  to: BusinessDate | null
  overdue: boolean
}

/** One page of the register, newest first. */
export function pageOfLeaves(
  call: Call,
  filter: Filter,
  { after, limit }: { after: number | null; limit: number },
): Leaf[] {
  const { search, overdue, ...rest } = filter
  const validity = call.services.settings.get('cheques.validityMonths')
  const page = { ...rest, staleBy: overdue ? { today: call.today, validity } : null, after, limit }
  const wanted = searchOf(search)
  if (wanted === null) return leafPage(call, page)
  return 'number' in wanted ? leavesByNumber(call, wanted.number, page) : leavesByPayee(call, wanted.payee, page)
}

const EXPORT_PAGE = 500

export type PreparedExport = { bytes: Uint8Array; rows: number; name: string; mediaType: string }

/** Every leaf under the filters, in the columns of the register. */
export async function prepareExport(call: Call, input: Filter & { format: 'csv' | 'xlsx' }): Promise<PreparedExport> {
  const { format, ...filter } = input
  let rows = 0
  const source = (function* (): Generator<TableRow> {
    let after: number | null = null
    for (;;) {
      const page = pageOfLeaves(call, filter, { after, limit: EXPORT_PAGE })
      for (const leaf of page) {
        rows++
        yield leafCells(toLeafRow(call, leaf))
      }
      if (page.length < EXPORT_PAGE) return
      after = page.at(-1)?.id ?? null
    }
  })()
  const options = { timeZone: call.services.settings.get('desk.timeZone') }
  const bytes =
    format === 'csv'
      ? await collectBytes(writeCsv(leafColumns(), source, options))
      : await writeXlsx(leafColumns(), source, { ...options, titleLines: ['Cheque register'], createdAt: call.now })
  const mediaType = format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { bytes, rows, name: `cheque-register-${call.today}.${format}`, mediaType }
}

/** An audit record of a leaf as its card shows it. */
export function toLeafEvent({ sequence, record }: { sequence: number; record: string }): LeafEvent {
  const entry = JSON.parse(record) as AuditEntry & { at: number; actor: string }
  const changes = (entry.changes ?? []).filter(([, before, after]) => before !== after)
  return {
    sequence,
    at: entry.at as Instant,
    by: entry.actor,
    action: entry.action,
    reason: entry.reason ?? '',
    changes: changes.map(([field, before, after]) => ({ field, before, after })),
  }
}
