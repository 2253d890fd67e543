/** A step on a selection, some rows per transaction so that the desk stays open to others, with a result per row and a file at the end. */
import type { Currency } from '../../../../contract/money.ts'
import { refusalTexts } from '../../../../contract/refusal-texts/en.ts'
import { fillSentence, type RefusalData } from '../../../../contract/refusals.ts'
import type { Call } from '../../call.ts'
import type { Column } from '../../formats/tables/columns.ts'
import { CSV_START, csvHeader, csvLine } from '../../formats/tables/write-csv.ts'
import { actOnEach } from '../requests/index.ts'
import { insertResults, resultsOf } from './store.ts'

/** Rows per transaction: enough to share one flush to disk, few enough that nobody waits for them. */
const ROWS_PER_STEP = 50

export type Wanted = {
  action: string
  comment: string
  documents: readonly string[]
  reasonCode: string | null
  requests: readonly { requestId: number; expectedVersion: number; contentDigest: string | null }[]
}

export function startRun(call: Call, wanted: Wanted): number {
  const { action, comment, documents, reasonCode, requests } = wanted
  const given = { comment, documents, reasonCode, acknowledgeShortBalance: false }
  const jobId: number = call.services.jobs.startSteps(call, {
    kind: 'actOnSelection',
    input: { action, comment, documents, reasonCode, requests },
    total: requests.length,
    step(one, done) {
      const rows = requests.slice(done, done + ROWS_PER_STEP)
      insertResults(one, jobId, actOnEach(one, { action, given, rows }))
      return done + rows.length
    },
    result: (one) => resultOf(one, jobId),
  })
  return jobId
}

const COLUMNS = [
  { key: 'request', title: 'WD ID', kind: 'text' },
  { key: 'customer', title: 'Customer', kind: 'text' },
  { key: 'amount', title: 'Amount', kind: 'amount' },
  { key: 'currency', title: 'Currency', kind: 'text' },
  { key: 'outcome', title: 'Result', kind: 'text' },
  { key: 'status', title: 'Status', kind: 'text' },
  { key: 'reason', title: 'Reason', kind: 'text' },
] as const satisfies readonly Column[]

function resultOf(call: Call, jobId: number) {
  const rows = resultsOf(call, jobId)
  const timeZone = call.services.settings.get('desk.timeZone')
  const lines = rows.map(({ requestId, customerName, amountMinor, currency, status, refusal }, at) =>
    csvLine(
      COLUMNS,
      {
        request: `WD-${requestId}`,
        customer: customerName,
        amount: { amountMinor, currency: currency as Currency },
        currency,
        outcome: status !== null ? 'done' : refusal !== null ? 'refused' : 'not reached',
        status: status ?? '',
        reason: sentenceOf(refusal),
      },
      { rowNumber: at + 1, timeZone },
    ),
  )
  const text = CSV_START + csvHeader(COLUMNS) + lines.join('')
  const done = rows.filter(({ status }) => status !== null).length
  const refused = rows.filter(({ refusal }) => refusal !== null).length
  return {
    result: { rows: done + refused, done, refused },
    file: { name: `selection-${jobId}.csv`, mediaType: 'text/csv', bytes: Buffer.from(text, 'utf8') },
  }
}

function sentenceOf(refusal: string | null): string {
  if (refusal === null) return ''
  const { code, figures } = JSON.parse(refusal) as RefusalData
  return fillSentence(refusalTexts[code], figures)
}
