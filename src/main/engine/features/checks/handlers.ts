/** What was checked of a request; answers to manual checks and resolutions of failed ones, with evidence. */
import { CHECKS, type CheckName } from '../../../../contract/check-list.ts'
import type { CheckLine } from '../../../../contract/checks.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Method } from '../../../../contract/transactions.ts'
import type { Call, Handlers } from '../../call.ts'
import { fileInfo } from '../../files/store.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { accountById } from '../customers/index.ts'
import { type CheckSubject, limitsOfCustomer, withdrawableOf } from './looking.ts'
import { blocks, type Line } from './rules/judging.ts'
import { contentOf, linesOf, momentOf } from './service.ts'
import { insertResult, type ResultListRow, resultsOf, type SubjectRow, subjectRow } from './store.ts'

export const checksHandlers: Handlers<'checks'> = {
  limitsOfCustomer: (call, { customerId }) =>
    limitsOfCustomer(call, customerId).map(({ limit: { id, currency, method, ...limit }, used, rest }) => ({
      limit: {
        ...limit,
        limitId: id,
        currency: (currency || null) as Currency | null,
        method: (method || null) as Method | null,
      },
      used,
      rest,
    })),

  ofRequest(call, { requestId }) {
    const subject = subjectRow(call, requestId)
    return {
      lines: linesOf(call, subject, { closed: subject.closedAt !== null }).map(toLine),
      withdrawable: { ...withdrawableOf(call, subject), currency: subject.currency as Currency },
      mayAnswer: refusalOf(() => refuseToAnswer(call, subject)),
    }
  },

  history: (call, { requestId }) =>
    resultsOf(call, requestId).map((row) => ({
      check: row.name as CheckName,
      kind: row.kind as 'run',
      moment: row.moment as 'review',
      outcome: row.outcome as 'hold',
      state: row.state as 'passed',
      figures: JSON.parse(row.figures) as Record<string, string | number>,
      text: row.text,
      by: row.by,
      at: row.at,
    })),

  before(call, { customerId, accountId, destinationId, method, amountMinor, profile }) {
    const account = accountById(call, accountId)
    if (account.customerId !== customerId) refuse('ACCOUNT_OF_OTHER_CUSTOMER', { number: account.accountNumber })
    const { data } = call.services.profiles.forNew(profile)
    const subject: CheckSubject = {
      requestId: null,
      profile: data.profile,
      profileVersion: data.version,
      status: null,
      customerId,
      accountId,
      destinationId,
      method,
      amountMinor: amountMinor ?? 0,
      currency: account.currency,
      createdAt: call.now,
    }
    const moments = amountMinor === null ? ['pageLoad'] : ['pageLoad', 'submission', 'confirmation']
    const lines = linesOf(call, subject).filter((line) => line.binding.moments.some((each) => moments.includes(each)))
    return {
      lines: lines.map(toLine),
      withdrawable: { ...withdrawableOf(call, subject), currency: account.currency as Currency },
    }
  },

  answer(call, { requestId, check, passed, text, fileId }) {
    const subject = subjectRow(call, requestId)
    refuseToAnswer(call, subject)
    const line = lineFor(call, subject, check)
    if (CHECKS[check].kind !== 'manual') refuse('CHECK_AUTOMATIC', { check })
    keepWord(call, subject, { line, kind: 'answer', passed, text, fileId })
    return { requestId, check }
  },

  resolve(call, { requestId, check, text, fileId }) {
    const subject = subjectRow(call, requestId)
    refuseToAnswer(call, subject)
    const line = lineFor(call, subject, check)
    if (line.state !== 'failed') refuse('CHECK_NOT_FAILED', { check })
    if (line.outcome === 'refuse') refuse('CHECK_NEVER_RESOLVED', { check, next: check })
    keepWord(call, subject, { line, kind: 'resolution', passed: true, text, fileId })
    return { requestId, check }
  },
}

/** Law 4: who made a request neither answers for it nor clears what holds it. */
function refuseToAnswer(call: Call, subject: SubjectRow): void {
  const request = `WD-${subject.requestId}`
  if (subject.closedAt !== null) refuse('STATUS_FINAL', { request, status: subject.status })
  if (!call.actor.permissions.has('checks.answer'))
    refuse('PERMISSION_MISSING', { permission: 'checks.answer', by: call.actor.displayName })
  if (subject.createdBy === call.actor.operatorId) refuse('CHECK_BY_MAKER', { request, by: call.actor.displayName })
}

function lineFor(call: Call, subject: SubjectRow, check: CheckName): Line<ResultListRow> {
  const line = linesOf(call, subject).find(({ binding }) => binding.check === check)
  return line ?? refuse('CHECK_NOT_ASKED', { check, request: `WD-${subject.requestId}` })
}

type Word = {
  line: Line<ResultListRow>
  kind: 'answer' | 'resolution'
  passed: boolean
  text: string
  fileId: number | null
}

function keepWord(call: Call, subject: SubjectRow, { line, kind, passed, text, fileId }: Word): void {
  const { check } = line.binding
  if (text === '' && fileId === null) refuse('CHECK_EVIDENCE', { check })
  const file = fileId === null ? null : fileInfo(call, fileId)
  insertResult(call, {
    requestId: subject.requestId,
    name: check,
    kind,
    moment: momentOf(line.binding),
    outcome: line.outcome,
    state: passed ? 'passed' : 'failed',
    figures: JSON.stringify(line.figures),
    content: contentOf(call, subject),
    text,
    fileId,
    at: call.now,
    operatorId: call.actor.operatorId,
  })
  call.audit({
    action: kind === 'answer' ? 'check.answer' : 'check.resolve',
    subject: `request:${subject.requestId}`,
    requestId: subject.requestId,
    ...(text === '' ? {} : { reason: text }),
    changes: [
      [check, line.state, kind === 'resolution' ? 'resolved' : passed ? 'passed' : 'failed'],
      ...(file ? [['sha256', null, file.sha256] as [string, null, string]] : []),
    ],
  })
  call.changed('requests', subject.requestId)
}

function toLine(line: Line<ResultListRow>): CheckLine {
  const evidence = (row: ResultListRow | null) =>
    row && {
      by: row.by,
      at: row.at as CheckLine['at'] & number,
      text: row.text,
      fileId: row.fileId,
      fileName: row.fileName,
    }
  return {
    check: line.binding.check,
    moments: line.binding.moments,
    outcome: line.outcome,
    state: line.state,
    blocks: blocks(line),
    figures: line.figures,
    at: line.at as CheckLine['at'],
    answer: evidence(line.answer) as CheckLine['answer'],
    resolution: evidence(line.resolution) as CheckLine['resolution'],
  }
}

function refusalOf(ask: () => void): { code: Refusal['code']; figures: Refusal['figures'] } | null {
  try {
    ask()
    return null
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, figures: error.figures }
    throw error
  }
}
