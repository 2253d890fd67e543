/** R3-55: deposits of high-risk clients are credited without a block and entered in the register by the team. */
import type { Call } from '../../call.ts'
import { type DepositRow, depositsToRegister } from './store.ts'

const DEPOSIT_DAYS_MS = 31 * 86_400_000

/** What waits for its entry, newest first. */
export const unregisteredDeposits = (call: Call): DepositRow[] => depositsToRegister(call, call.now - DEPOSIT_DAYS_MS)
