/** A list drawn up from the leaves that wait: its lines, its bytes by the layout of the account, and what stands in the way. */
import type { LeafState } from '../../../../contract/cheques.ts'
import type { ReportedAs } from '../../../../contract/issue-files.ts'
import type { UploadLayout } from '../../../../contract/layouts.ts'
import { LIMITS } from '../../../../contract/limits.ts'
import type { Currency } from '../../../../contract/money.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import type { Upload } from '../../formats/uploads/model.ts'
import { readUpload } from '../../formats/uploads/read.ts'
import { writeUpload } from '../../formats/uploads/write.ts'
import { refuse } from '../../refuse.ts'
import { newestLayout } from '../channels/index.ts'
import { type BankAccountRow, bankAccountById } from '../settings/index.ts'
import { listName, statusToReport, type Totals, totalsOf } from './rules.ts'
import { type ListedLeaf, nextSequence, profileOf, waitingLeaves } from './store.ts'

export type Line = Omit<ListedLeaf, 'state' | 'reported'> & { status: ReportedAs; before: ReportedAs | null }

export type DrawnUp = {
  account: BankAccountRow
  sequence: number
  layout: UploadLayout
  /** `key:version`, by which the same bytes can be written again. */
  layoutName: string
  lines: Line[]
  more: boolean
  totals: Totals
  bytes: Uint8Array
  problems: { number: string; field: string; why: string }[]
  digest: string
}

/** The next list of an account. Refuses ISSUE_LAYOUT_MISSING. */
export function drawUp(call: Call, bankAccountId: number): DrawnUp {
  const account = bankAccountById(call, bankAccountId)
  const key = profileOf(call, bankAccountId)?.layout ?? refuse('ISSUE_LAYOUT_MISSING', { account: account.name })
  const { definition: layout, version } = newestLayout(call, key)
  const found = waitingLeaves(call, bankAccountId, LIMITS.issueLines + 1)
  const lines = found.slice(0, LIMITS.issueLines).flatMap(({ state, reported, ...leaf }): Line[] => {
    const status = statusToReport({ state: state as LeafState, reported })
    return status === null ? [] : [{ ...leaf, status, before: reported }]
  })
  const sequence = nextSequence(call, bankAccountId)
  const list = { account, businessDate: call.today, sequence }
  const { bytes, problems } =
    lines.length === 0 ? { bytes: new Uint8Array(), problems: [] } : written(list, lines, layout)
  const layoutName = `${key}:${version}`
  return {
    account,
    sequence,
    layout,
    layoutName,
    lines,
    more: found.length > LIMITS.issueLines,
    totals: totalsOf(lines),
    bytes,
    problems,
    digest: digestOf({ layout: layoutName, date: call.today, sequence, lines }),
  }
}

type List = { account: BankAccountRow; businessDate: string; sequence: number }

/** The bytes of a list; read back by another road and compared field by field before anybody may have them. */
export function written(list: List, lines: readonly Omit<Line, 'before'>[], layout: UploadLayout) {
  const upload = uploadOf(list, lines)
  const { bytes, problems: faults } = writeUpload(upload, layout)
  const read = faults.length > 0 ? faults : readUpload(bytes, layout, upload).problems
  const problems = read.map(({ path, found }) => {
    const at = /^payments\[(\d+)\]\.(\w+)$/.exec(path)
    return { number: lines[Number(at?.[1] ?? -1)]?.number ?? '—', field: at?.[2] ?? path, why: found }
  })
  return { bytes, problems }
}

function uploadOf({ account, businessDate, sequence }: List, lines: readonly Omit<Line, 'before'>[]): Upload {
  return {
    messageId: listName(businessDate, sequence),
    debitAccount: account.accountNumber,
    currency: account.currency as Currency,
    valueDate: businessDate,
    payments: lines.map(({ number, status, payeeName, amountMinor, chequeDate }) => ({
      reference: number,
      payeeName: payeeName ?? '',
      accountNumber: '',
      bankCode: '',
      bankBic: '',
      bankName: '',
      amountMinor: amountMinor ?? 0,
      remittance: '',
      cheque: { number, status, date: chequeDate ?? '' },
    })),
  }
}
