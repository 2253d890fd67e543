/** Available and recommended amount of one account now, with the inputs that go beside it. */
import type { Currency } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { availableAmount } from './rules.ts'
import type { TradingAccountRow } from './schema.ts'
import { openedSum } from './store.ts'

/** For which request: one that is there, with its version; one that is wanted; or nothing, which asks by the desk's own profile. */
export type AvailableFor = {
  profile?: string | undefined
  profileVersion?: number | undefined
  /** Left out of the opened sum: a request that is being judged must not count against itself (R2-12). */
  requestId?: number | null | undefined
}

/** R1-79…R1-83 for an account, by the rule of the request's own profile. */
export function availableOf(call: Call, account: TradingAccountRow, about: AvailableFor = {}) {
  const { profiles } = call.services
  const { profile, profileVersion } = about
  const own = profile && profileVersion ? profiles.of({ profile, profileVersion }) : profiles.forNew(profile)
  const { policies } = own.data
  const minimumLevelGeneral = call.services.settings.get('withdrawal.minimumLevelGeneral')
  const opened = openedSum(call, {
    customerId: account.customerId,
    currency: account.currency,
    opened: profiles.openedPlaces(),
    exceptRequestId: about.requestId ?? 0,
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
