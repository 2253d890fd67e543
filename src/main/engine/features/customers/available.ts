/** Available and recommended amount of one account now, with the inputs that go beside it. */
import type { Currency } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { availableAmount } from './rules.ts'
import type { TradingAccountRow } from './schema.ts'
import { openedSum } from './store.ts'

/**
 * R1-79…R1-83 for an account. `exceptRequestId` leaves one request out of the opened sum: a request that is being judged
 * must not count against itself (R2-12).
 */
export function availableOf(call: Call, account: TradingAccountRow, exceptRequestId = 0) {
  const { policies } = call.services.profiles.forNew().data
  const minimumLevelGeneral = call.services.settings.get('withdrawal.minimumLevelGeneral')
  const opened = openedSum(call, {
    customerId: account.customerId,
    currency: account.currency,
    statuses: policies.openedStatuses,
    exceptRequestId,
  })
  const { equityMinor, creditMinor, marginMinor, freeMarginMinor } = account
  const inputs = {
    equityMinor,
    creditMinor,
    marginMinor,
    freeMarginMinor,
    openedRequestsMinor: opened,
    minimumLevelGeneral,
  }
  return {
    currency: account.currency as Currency,
    ...availableAmount(inputs, policies.availableRule),
    rule: policies.availableRule,
    inputs: { ...inputs, takenAt: account.figuresAt },
  }
}
