/** Lists of cheques for the bank: what it does not know yet, made into a file once, given again as the same bytes, answered. */
import type { IssueFileState } from '../../../../contract/issue-files.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { fileInfo, keepFile } from '../../files/store.ts'
import { refuse } from '../../refuse.ts'
import { chequeLayouts } from '../channels/index.ts'
import { auditLeaf, leafById } from '../cheques/index.ts'
import { operatorById } from '../operators/index.ts'
import { bankAccountById, bankAccounts } from '../settings/index.ts'
import { proposeLayout } from './changing.ts'
import { drawUp } from './drawing-up.ts'
import { listName, type Totals } from './rules.ts'
import type { IssueFileRow } from './schema.ts'
import { type IssueFileAction, issueStateAfter } from './states.ts'
import {
  changeFile,
  fileAt,
  fileById,
  filePage,
  insertFile,
  insertLine,
  linesOf,
  profileOf,
  takeBack,
  waitingCount,
} from './store.ts'

/** Characters of a file that the preview shows. */
const TEXT_SHOWN = 4_000

export const issueFilesHandlers: Handlers<'issueFiles'> = {
  accounts(call) {
    const layouts = chequeLayouts(call)
    const accounts = bankAccounts(call).map(({ id, name, accountNumber, currency }) => {
      const profile = profileOf(call, id)
      const layout = profile?.layout ?? null
      return {
        bankAccountId: id,
        name,
        accountNumber,
        currency: currency as Currency,
        layout,
        layoutName: layouts.find(({ key }) => key === layout)?.name ?? null,
        version: profile?.version ?? 0,
        waiting: waitingCount(call, id),
      }
    })
    return { accounts, layouts: layouts.map(({ key, name }) => ({ key, name })) }
  },

  preview(call, { bankAccountId }) {
    const { account, lines, more, totals, bytes, problems, digest } = drawUp(call, bankAccountId)
    return {
      lines: lines.map(({ amountMinor, ...line }) => ({ ...line, amountMinor: amountMinor as AmountMinor | null })),
      more,
      ...said(totals),
      currency: account.currency as Currency,
      text: new TextDecoder().decode(bytes).slice(0, TEXT_SHOWN),
      problems,
      digest,
    }
  },

  list(call, { after, pageSize }) {
    const found = filePage(call, { after, limit: pageSize + 1 })
    return { rows: found.slice(0, pageSize).map((file) => toFile(call, file)), more: found.length > pageSize }
  },

  setLayout(call, { commandId: _, ...choice }) {
    const { proposalId, applied } = proposeLayout(call, choice)
    return { proposalId, applied: applied !== null }
  },

  make(call, { bankAccountId, digest }) {
    const { account, sequence, layout, layoutName, lines, totals, bytes, problems, ...list } = drawUp(
      call,
      bankAccountId,
    )
    if (lines.length === 0) refuse('ISSUE_NOTHING', { account: account.name })
    if (list.digest !== digest) refuse('ISSUE_LIST_MOVED', { account: account.name })
    const first = problems[0]
    if (first) refuse('ISSUE_LIST_INVALID', { number: first.number, what: first.field, why: first.why })
    const name = `${listName(call.today, sequence)}.${layout.extension}`
    const { fileId, sha256 } = keepFile(call, { name, mediaType: 'text/plain', bytes })
    const id = insertFile(call, {
      bankAccountId,
      sequence,
      state: 'made',
      layout: layoutName,
      businessDate: call.today,
      ...totals,
      fileId,
      sha256,
      madeBy: call.actor.operatorId,
      madeAt: call.now,
    })
    for (const line of lines) {
      insertLine(call, id, line)
      const leaf = leafById(call, line.leafId)
      auditLeaf(call, leaf, {
        action: 'cheque.report',
        from: leaf.state,
        changes: [['reported', line.before, line.status]],
      })
    }
    call.audit({
      action: 'issueFile.make',
      subject: `issueFile:${id}`,
      amountMinor: totals.totalMinor,
      currency: account.currency,
      changes: [
        ['lines', null, `${totals.issued} issued, ${totals.void} void, ${totals.stopped} stopped`],
        ['sha256', null, sha256],
      ],
    })
    call.changed('cheques')
    return done(fileById(call, id))
  },

  export(call, input) {
    const file = fileAt(call, input)
    const exported = changeFile(call, file, { state: requireState(file, 'export'), exports: file.exports + 1 })
    audit(call, exported, { action: 'issueFile.export', from: file, reason: '' })
    return { ...done(exported), exports: exported.exports }
  },

  answer(call, { taken, bankSays, ...at }) {
    const file = fileAt(call, at)
    const state = requireState(file, taken ? 'take' : 'refuse')
    const { operatorId } = call.actor
    const answered = changeFile(call, file, { state, bankSays, answeredBy: operatorId, answeredAt: call.now })
    if (!taken) {
      const before = new Map(linesOf(call, file.id).map(({ leafId, reported }) => [leafId, reported]))
      takeBack(call, file.id)
      for (const { leafId, reported } of linesOf(call, file.id)) {
        if (before.get(leafId) === reported) continue
        const leaf = leafById(call, leafId)
        const changes: [string, string | null, string | null][] = [['reported', before.get(leafId) ?? null, reported]]
        auditLeaf(call, leaf, { action: 'cheque.unreport', from: leaf.state, reason: bankSays, changes })
      }
    }
    audit(call, answered, { action: taken ? 'issueFile.take' : 'issueFile.refuse', from: file, reason: bankSays })
    return done(answered)
  },
}

function requireState(file: IssueFileRow, action: IssueFileAction): IssueFileState {
  const { sequence, state } = file
  return issueStateAfter(state as IssueFileState, action) ?? refuse('ISSUE_FILE_STATE', { sequence, status: state })
}

type FileRecord = { action: string; from: IssueFileRow; reason: string }

function audit(call: Call, file: IssueFileRow, { action, from, reason }: FileRecord): void {
  call.audit({
    action,
    subject: `issueFile:${file.id}`,
    ...(reason === '' ? {} : { reason }),
    changes: [
      ['state', from.state, file.state],
      ['exports', String(from.exports), String(file.exports)],
    ],
  })
  call.changed('cheques')
}

function said({ totalMinor, ...counts }: Totals) {
  return { ...counts, totalMinor: totalMinor as AmountMinor }
}

function toFile(call: Call, file: IssueFileRow) {
  const { id, state, madeBy, answeredBy, bankAccountId, issued, void: voided, stopped, totalMinor, ...rest } = file
  const { name, currency } = bankAccountById(call, bankAccountId)
  return {
    ...rest,
    ...said({ issued, void: voided, stopped, totalMinor }),
    issueFileId: id,
    bankAccountId,
    account: name,
    currency: currency as Currency,
    state: state as IssueFileState,
    fileName: fileInfo(call, file.fileId).name,
    madeBy: operatorById(call, madeBy).displayName,
    answeredBy: answeredBy === null ? null : operatorById(call, answeredBy).displayName,
  }
}

function done({ id, version, state, fileId }: IssueFileRow) {
  return { issueFileId: id, version, state: state as IssueFileState, fileId }
}
