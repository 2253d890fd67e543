/** Requests and customers from a file: the same checks in the preview and when taking it (law 10). */
import type { Call, Handlers } from '../../call.ts'
import { fileBytes, fileInfo } from '../../files/store.ts'
import { refuse } from '../../refuse.ts'
import { readCustomers, takeCustomers } from './customers.ts'
import type { Read } from './read.ts'
import { readRequests, takeRequests } from './requests.ts'
import { keepIntake, takenBefore } from './store.ts'

type Kind = 'requests' | 'customers'

const ERRORS_SHOWN = 200
const SAMPLE_ROWS = 20

export const intakeHandlers: Handlers<'intake'> = {
  preview(call, { kind, fileId }) {
    const { sha256 } = fileInfo(call, fileId)
    const read = readFile(call, kind, fileId)
    return {
      kind,
      sha256,
      refusal: read.refusal,
      rowCount: read.rowCount,
      sums: read.sums,
      errors: read.errors.slice(0, ERRORS_SHOWN),
      errorCount: read.errors.length,
      warnings: read.warnings.slice(0, ERRORS_SHOWN),
      columns: read.columns,
      sample: read.sample.slice(0, SAMPLE_ROWS),
      takenBefore: takenBefore(call, sha256),
    }
  },

  take(call, { kind, fileId, sha256 }) {
    const info = fileInfo(call, fileId)
    if (info.sha256 !== sha256) refuse('CONTENT_CHANGED', { request: info.name })
    const earlier = takenBefore(call, sha256)
    if (earlier)
      refuse('FILE_ALREADY_TAKEN', { name: info.name, by: earlier.by, at: new Date(earlier.at).toISOString() })
    const read = readFile(call, kind, fileId)
    if (read.refusal)
      refuse('FILE_NOT_READABLE', { name: info.name, place: read.refusal.place, why: read.refusal.message })
    const [first] = read.errors
    if (first)
      refuse('FILE_HAS_ERRORS', {
        name: info.name,
        count: read.errors.length,
        row: first.row,
        column: first.column,
        why: first.message,
      })
    const ids = read.take()
    keepIntake(call, { sha256, kind, fileId, rows: ids.length })
    call.audit({
      action: `intake.${kind}`,
      subject: `file:${fileId}`,
      changes: [
        ['file', null, info.name],
        ['sha256', null, sha256],
        ['rows', null, String(ids.length)],
      ],
    })
    return { taken: ids.length, firstRequestId: kind === 'requests' ? (ids[0] ?? null) : null, date: call.today }
  },
}

function readFile(call: Call, kind: Kind, fileId: number): Read {
  const bytes = fileBytes(call, fileId)
  if (kind === 'customers') {
    const read = readCustomers(call, bytes)
    return { ...read, take: () => takeCustomers(call, read.rows) }
  }
  const read = readRequests(call, bytes)
  return { ...read, take: () => takeRequests(call, read.rows) }
}
