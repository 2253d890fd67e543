/** The afternoon's deposit (R3-49): leaves on a printed list, taken to a branch, confirmed with the bank's slip. */
import type { DepositState } from '../../../../contract/deposits.ts'
import { LIMITS } from '../../../../contract/limits.ts'
import type { Call, Handlers, Preparations } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import { InvalidInput, Refusal, refuse } from '../../refuse.ts'
import { drawSlip, type Leaf, leafById, moveLeaf, requireMayLeave, toLeafRow } from '../cheques/index.ts'
import { operatorById } from '../operators/index.ts'
import { whyNotOnList } from './rules.ts'
import type { Deposit } from './schema.ts'
import {
  depositAt,
  depositById,
  depositPage,
  endDeposit,
  insertDeposit,
  leafIdsOf,
  setDeposit,
  waitingLeafIds,
} from './store.ts'

export const depositsPreparations: Preparations<'deposits'> = { make: prepareList }

export const depositsHandlers: Handlers<'deposits'> = {
  list(call, { after, pageSize }) {
    const found = depositPage(call, { after, limit: pageSize + 1 })
    return {
      waiting: waitingLeafIds(call, LIMITS.chequesPerRun).map((id) => toLeafRow(call, leafById(call, id))),
      rows: found.slice(0, pageSize).map((deposit) => toRow(call, deposit)),
      more: found.length > pageSize,
    }
  },

  make(call, { branch, carrier, leaves: ids }) {
    const pdf = call.prepared<Uint8Array>()
    const leaves = leavesFor(call, ids)
    const name = `deposit-list-${call.today}.pdf`
    const { fileId } = keepFile(call, { name, mediaType: 'application/pdf', bytes: pdf })
    const { operatorId } = call.actor
    const id = insertDeposit(call, {
      state: 'open',
      branch,
      carrier,
      businessDate: call.today,
      leaves: leaves.length,
      fileId,
      madeBy: operatorId,
      madeAt: call.now,
    })
    for (const leaf of leaves) setDeposit(call, leaf.id, id)
    call.audit({
      action: 'deposit.make',
      subject: `deposit:${id}`,
      changes: [
        ['branch', null, branch],
        ['carrier', null, carrier],
        ['leaves', null, leaves.map(({ number }) => number).join(', ')],
      ],
    })
    call.changed('cheques')
    return done(depositById(call, id))
  },

  confirm(call, input) {
    const deposit = requireOpen(depositAt(call, input))
    const ended = endDeposit(call, deposit, { to: 'deposited', slip: input.slip })
    for (const id of leafIdsOf(call, deposit.id)) {
      const leaf = leafById(call, id)
      // One that the bank has paid or sent back meanwhile is past this step.
      if (leaf.state === 'released') moveLeaf(call, leaf, { action: 'deposit', change: { holder: deposit.branch } })
    }
    audit(call, ended, { action: 'deposit.confirm', slip: input.slip })
    return done(ended)
  },

  withdraw(call, input) {
    const deposit = requireOpen(depositAt(call, input))
    for (const id of leafIdsOf(call, deposit.id)) setDeposit(call, id, null)
    const ended = endDeposit(call, deposit, { to: 'withdrawn', slip: null })
    audit(call, ended, { action: 'deposit.withdraw', slip: null })
    return done(ended)
  },
}

type MakeInput = { branch: string; carrier: string; leaves: readonly number[] }

async function prepareList(call: Call, { branch, carrier, leaves: ids }: MakeInput): Promise<Uint8Array> {
  const leaves = leavesFor(call, ids).map((leaf) => toLeafRow(call, leaf))
  return drawSlip(call, {
    title: `Cheques to deposit, ${call.today}`,
    facts: [
      { label: 'Branch', value: branch },
      { label: 'Taken by', value: carrier },
    ],
    leaves,
    boxes: ['Taken by', 'Checked by', 'Bank'],
  })
}

function leavesFor(call: Call, ids: readonly number[]): Leaf[] {
  if (new Set(ids).size !== ids.length) throw new InvalidInput([{ path: 'leaves', message: 'a leaf is listed twice' }])
  return ids.map((id) => {
    const leaf = leafById(call, id)
    const no = whyNotOnList(leaf)
    if (no) throw new Refusal(no.code, no.figures)
    // Released, and still in the hands of our own people: what was frozen since stays here (R2-105, R2-106).
    requireMayLeave(call, leaf)
    return leaf
  })
}

function requireOpen(deposit: Deposit): Deposit {
  return deposit.state === 'open' ? deposit : refuse('DEPOSIT_STATE', { deposit: deposit.id, status: deposit.state })
}

function audit(call: Call, deposit: Deposit, { action, slip }: { action: string; slip: string | null }): void {
  call.audit({
    action,
    subject: `deposit:${deposit.id}`,
    changes: [
      ['state', 'open', deposit.state],
      ['slip', null, slip],
    ],
  })
  call.changed('cheques')
}

function toRow(call: Call, deposit: Deposit) {
  const { id, state, madeBy, endedBy, ...rest } = deposit
  return {
    ...rest,
    depositId: id,
    state: state as DepositState,
    leaves: leafIdsOf(call, id).map((leafId) => toLeafRow(call, leafById(call, leafId))),
    madeBy: operatorById(call, madeBy).displayName,
    endedBy: endedBy === null ? null : operatorById(call, endedBy).displayName,
  }
}

function done({ id, version, state }: Deposit) {
  return { depositId: id, version, state: state as DepositState }
}
