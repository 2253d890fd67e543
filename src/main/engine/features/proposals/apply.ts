/** What each kind of change does when a second person confirms it: one line per kind, the function comes from its owner. */
import type { ProposalKind } from '../../../../contract/proposals.ts'
import type { Apply } from '../../proposals/index.ts'
import { applyBarLift } from '../blacklist/index.ts'
import { applyChannelChange } from '../channels/index.ts'
import { applyBook, applyClosing } from '../cheques/index.ts'
import { applyBalanceOperation, applyDestination, dropDestination } from '../customers/index.ts'
import { applyAdjustment, applyUnlock } from '../days/index.ts'
import { applyDelegation } from '../delegations/index.ts'
import { applyHeldMoney } from '../held-money/index.ts'
import { applyWallet } from '../incentives/index.ts'
import { applyIssueLayout } from '../issue-files/index.ts'
import { applyReversal } from '../ledger/index.ts'
import { applyLimitAdd, applyLimitChange } from '../limit-table/index.ts'
import { applyListChange } from '../lists/index.ts'
import { applyCreateOperator, applyResetPassword, applyUpdateOperator } from '../operators/index.ts'
import { applyRegionLift } from '../risk/index.ts'
import { applyDepartment, applyRole } from '../roles/index.ts'
import { applyBankAccount, applySetting } from '../settings/index.ts'
import { applyMandate, applyRule } from '../signatories/index.ts'
import { applyForm } from '../stocks/index.ts'
import { applyProfile, applyRetirement } from '../workflow/index.ts'

export const APPLY: Readonly<Record<ProposalKind, Apply>> = {
  'setting.set': applySetting,
  'bankAccount.add': applyBankAccount,
  'mandate.change': applyMandate,
  'signingRule.change': applyRule,
  'chequeForm.set': applyForm,
  'chequeBook.add': applyBook,
  'chequeBook.close': applyClosing,
  'issueLayout.set': applyIssueLayout,
  'limit.add': applyLimitAdd,
  'limit.change': applyLimitChange,
  'bar.lift': applyBarLift,
  'region.lift': applyRegionLift,
  'channel.change': applyChannelChange,
  'incentiveWallet.add': applyWallet,
  'profile.activate': applyProfile,
  'profile.retire': applyRetirement,
  'list.change': applyListChange,
  'role.change': applyRole,
  'department.change': applyDepartment,
  'operator.create': applyCreateOperator,
  'operator.update': applyUpdateOperator,
  'operator.resetPassword': applyResetPassword,
  'destination.add': applyDestination,
  'delegation.add': applyDelegation,
  'day.adjust': applyAdjustment,
  'day.unlock': applyUnlock,
  'heldMoney.decide': applyHeldMoney,
  'customer.balance': applyBalanceOperation,
  'journal.reverse': applyReversal,
}

/** What happens to a thing whose change was refused or withdrawn, where the thing is there already. */
export const DROP: Partial<Readonly<Record<ProposalKind, Apply>>> = {
  'destination.add': dropDestination,
}
