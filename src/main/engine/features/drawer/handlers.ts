/** The drawer with the blank leaves: counted and signed by two people; dead paper destroyed before a second person. */
import { z } from 'zod'
import type { LeafState } from '../../../../contract/cheques.ts'
import { CountLine } from '../../../../contract/drawer.ts'
import { LIMITS } from '../../../../contract/limits.ts'
import { canonicalJson, digestOf } from '../../audit/canonical-json.ts'
import type { Call, Handlers } from '../../call.ts'
import { InvalidInput, Refusal, refuse } from '../../refuse.ts'
import { leafById, moveLeaf, toLeafRow } from '../cheques/index.ts'
import { operatorById } from '../operators/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { differenceOf, type No, whyNotCount, whyNotSignCount } from './rules.ts'
import type { Count, Destruction } from './schema.ts'
import {
  booksInDrawer,
  countAt,
  deadLeafIds,
  destroyedLeafIds,
  destructionAt,
  endDestruction,
  insertCount,
  insertDestruction,
  latestCounts,
  latestDestructions,
  setDestruction,
  signCount,
} from './store.ts'

const SHOWN = 30
const DEAD: readonly LeafState[] = ['spoiled', 'void', 'returned', 'stale', 'stopped']

export const drawerHandlers: Handlers<'drawer'> = {
  get: (call) => ({
    expected: expectedLines(call),
    counts: latestCounts(call, SHOWN).map((count) => toCount(call, count)),
    dead: deadLeafIds(call, LIMITS.chequesPerRun).map((id) => toLeafRow(call, leafById(call, id))),
    destructions: latestDestructions(call, SHOWN).map((row) => toDestruction(call, row)),
  }),

  count(call, { lines: counted, reason }) {
    const expected = expectedLines(call)
    refuseIf(whyNotCount(expected, { counted, reason }))
    const unknown = counted.find(({ bookId }) => !expected.some((line) => line.bookId === bookId))
    if (unknown) throw new InvalidInput([{ path: 'lines', message: `book ${unknown.bookId} has no blank leaf` }])
    const of = new Map<number, number>(counted.map((line) => [line.bookId, line.counted]))
    const lines = expected.map((line) => ({ ...line, counted: of.get(line.bookId) ?? 0 }))
    const difference = differenceOf(expected, counted)
    const countId = insertCount(call, {
      businessDate: call.today,
      lines: canonicalJson(lines),
      difference,
      reason,
      digest: digestOf({ date: call.today, lines, reason }),
      countedBy: call.actor.operatorId,
      countedAt: call.now,
    })
    const figures = lines.map(({ range, expected: due, counted: found }) => `${range}: ${found} of ${due}`)
    call.audit({
      action: 'drawer.count',
      subject: `drawer:${countId}`,
      ...(reason === '' ? {} : { reason }),
      changes: [
        ['books', null, figures.join('; ')],
        ['difference', null, String(difference)],
      ],
    })
    call.changed('cheques')
    return { countId, difference }
  },

  sign(call, input) {
    const count = countAt(call, input)
    refuseIf(whyNotSignCount(count, call.actor))
    if (count.digest !== input.digest) refuse('CONTENT_CHANGED', { number: `${count.id}` })
    const version = signCount(call, count)
    call.audit({
      action: 'drawer.sign',
      subject: `drawer:${count.id}`,
      changes: [['digest', null, count.digest]],
    })
    call.changed('cheques')
    return { countId: count.id, version }
  },

  askDestruction(call, { leaves: ids, how }) {
    if (new Set(ids).size !== ids.length)
      throw new InvalidInput([{ path: 'leaves', message: 'a leaf is listed twice' }])
    const leaves = ids.map((id) => leafById(call, id))
    for (const { number, state, destructionId: listed } of leaves) {
      if (!DEAD.includes(state as LeafState)) refuse('LEAF_STATE', { number, status: state })
      if (listed !== null) refuse('LEAF_ON_DESTRUCTION', { number })
    }
    const { operatorId } = call.actor
    const row = { state: 'asked', how, leaves: leaves.length, askedBy: operatorId, askedAt: call.now }
    const destructionId = insertDestruction(call, row)
    for (const leaf of leaves) setDestruction(call, leaf.id, destructionId)
    call.audit({
      action: 'drawer.askDestruction',
      subject: `destruction:${destructionId}`,
      reason: how,
      changes: [['leaves', null, leaves.map(({ number }) => number).join(', ')]],
    })
    call.changed('cheques')
    return { destructionId, version: 1 }
  },

  confirmDestruction(call, input) {
    const destruction = destructionAt(call, input)
    const { id, state, askedBy, how } = destruction
    if (state === 'done') refuse('DESTRUCTION_DONE', { destruction: id })
    const { operatorId, displayName } = call.actor
    if (askedBy === operatorId) refuse('DESTRUCTION_SAME_PERSON', { by: displayName })
    const version = endDestruction(call, destruction)
    for (const leafId of destroyedLeafIds(call, id)) {
      moveLeaf(call, leafById(call, leafId), { action: 'destroy', reason: how, change: { holder: null } })
    }
    call.audit({ action: 'drawer.confirmDestruction', subject: `destruction:${id}`, reason: how })
    call.changed('cheques')
    return { destructionId: id, version }
  },
}

function refuseIf(no: No | null): void {
  if (no) throw new Refusal(no.code, no.figures)
}

/** What the register says about each book with blank leaves. */
function expectedLines(call: Call) {
  return booksInDrawer(call).map(({ bookId, bankAccountId, firstNumber, lastNumber, blank, next }) => {
    const { name, currency } = bankAccountById(call, bankAccountId)
    const account = `${name} · ${currency}`
    return { bookId, account, range: `${firstNumber}–${lastNumber}`, next, expected: blank, counted: null }
  })
}

function toCount(call: Call, count: Count) {
  const { id, lines, countedBy, signedBy, ...rest } = count
  return {
    ...rest,
    countId: id,
    lines: z.array(CountLine).parse(JSON.parse(lines)),
    countedBy: operatorById(call, countedBy).displayName,
    signedBy: signedBy === null ? null : operatorById(call, signedBy).displayName,
  }
}

function toDestruction(call: Call, destruction: Destruction) {
  const { id, state, askedBy, seenBy, ...rest } = destruction
  return {
    ...rest,
    destructionId: id,
    state: state as 'asked' | 'done',
    leaves: destroyedLeafIds(call, id).map((leafId) => toLeafRow(call, leafById(call, leafId))),
    askedBy: operatorById(call, askedBy).displayName,
    seenBy: seenBy === null ? null : operatorById(call, seenBy).displayName,
  }
}
