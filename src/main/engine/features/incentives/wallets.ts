/** The account that incentives are paid from: named by one person, in use when another one confirms it (law 4). */
import type { Call } from '../../call.ts'
import { type Proposed, propose, type StoredProposal } from '../../proposals/index.ts'
import { refuse } from '../../refuse.ts'
import { accountById, customerById } from '../customers/index.ts'
import { insertWallet, payerWallets } from './store.ts'

type NewWallet = { accountId: number; name: string }
type Account = { id: number; customerId: number; accountNumber: string; currency: string }

export function proposeWallet(call: Call, account: Account, name: string): Proposed<number> {
  refuseKnown(call, { accountId: account.id, name })
  const { name: owner, customerNumber } = customerById(call, account.customerId)
  const { accountNumber, currency } = account
  return propose(
    call,
    {
      kind: 'incentiveWallet.add',
      subject: `account:${account.id}`,
      title: name,
      before: {},
      after: { wallet: name, accountNumber, currency, customer: `${customerNumber} ${owner}` },
      payload: { accountId: account.id, name },
    },
    applyWallet,
  )
}

export function applyWallet(call: Call, { payload }: StoredProposal): number {
  const { accountId, name } = payload as NewWallet
  refuseKnown(call, { accountId, name })
  insertWallet(call, { accountId, name, addedAt: call.now, addedBy: call.actor.operatorId })
  call.audit({ action: 'incentive.addWallet', subject: `account:${accountId}`, changes: [['wallet', null, name]] })
  call.changed('settings')
  return accountId
}

function refuseKnown(call: Call, { accountId, name }: NewWallet): void {
  if (!payerWallets(call).some((wallet) => wallet.accountId === accountId)) return
  refuse('BAR_EXISTS', { what: accountById(call, accountId).accountNumber, reason: name })
}
