/** Decisions about deposit lists, without a ledger. */
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'

export type No = { code: RefusalCode; figures: RefusalFigures }

export type LeafForDeposit = { number: string; state: string; delivery: string | null; depositId: number | null }

/** Why a leaf does not go on a list; `null`: it does. Not before both signatures, which its release needed (R3-50). */
export function whyNotOnList(leaf: LeafForDeposit): No | null {
  const { number, state, delivery, depositId } = leaf
  if (state !== 'released' || delivery !== 'deposit') {
    return { code: 'LEAF_NOT_FOR_DEPOSIT', figures: { number, status: state } }
  }
  return depositId === null ? null : { code: 'LEAF_ON_DEPOSIT', figures: { number, deposit: depositId } }
}
