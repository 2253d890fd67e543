/** R2-10…R2-14: partner, financial, method and fraud checks. Pure. */
import { share } from '../../../../../contract/money.ts'
import { factIs, factIsNot, type LimitLook, type Look, type Verdict, verdict } from './look.ts'

const DAY_MS = 86_400_000
const STRICTEST: readonly LimitLook['effect'][] = ['refuse', 'hold', 'nextDay', 'askAgain', 'flag']

export const kycApproved = ({ customer }: Look): Verdict => factIs('kyc', customer.facts.kyc, ['approved'])

/** R2-106: suspected fraud is a check of its own, because it holds where other suspensions reject. */
export const partnerActive = ({ customer }: Look): Verdict =>
  factIs('standing', customer.facts.standing, ['active', 'fraudInvestigation'])

export const noFraudInvestigation = ({ customer }: Look): Verdict =>
  factIsNot('standing', customer.facts.standing, ['fraudInvestigation'])

/** Only a first payout waits for the account to be old enough. */
export function accountAge({ now, customer, history, settings }: Look): Verdict {
  const days = Math.floor((now - customer.createdAt) / DAY_MS)
  const first = history.paidRequests === 0
  return verdict(!first || days >= settings.minimumAgeDays, {
    found: days,
    needed: settings.minimumAgeDays,
    paid: history.paidRequests,
  })
}

export function noOpenDispute({ customer }: Look): Verdict {
  const open = Number(customer.facts.openDisputes ?? '0')
  return verdict(open === 0, { found: open, needed: 0 })
}

/** R2-108: younger than the least age, or never paid. */
export function establishedPartner({ now, customer, history, settings }: Look): Verdict {
  const days = Math.floor((now - customer.createdAt) / DAY_MS)
  return verdict(days >= settings.minimumAgeDays && history.paidRequests > 0, {
    found: days,
    needed: settings.minimumAgeDays,
    paid: history.paidRequests,
  })
}

export function balanceSufficient({ request, available, policies, show }: Look): Verdict {
  // What an earlier try has taken already, such as the fee, is not taken again (K-15).
  const wantedMinor = request.amountMinor - (request.executeMinor ?? 0)
  const { availableMinor, binding } = available
  const amount = (value: number | null) => (value === null ? 'unknown' : show(value, request.currency))
  const inputs = Object.fromEntries(available.inputs.map((input) => [`in.${input.name}`, amount(input.amountMinor)]))
  const figures = {
    found: amount(availableMinor),
    needed: amount(wantedMinor),
    binding: binding ?? '',
    ...inputs,
  }
  if (availableMinor === null) return verdict(false, figures)
  const within = policies.balanceComparison === 'strict' ? wantedMinor < availableMinor : wantedMinor <= availableMinor
  return verdict(within, figures)
}

/** The tightest of the limits of some measures: one that is broken before one that holds, the strictest effect first. */
function tightest(look: Look, measures: readonly LimitLook['measure'][]): Verdict {
  const limits = look.limits.filter(({ measure }) => measures.includes(measure))
  const broken = limits
    .filter(({ within }) => !within)
    .sort((a, b) => STRICTEST.indexOf(a.effect) - STRICTEST.indexOf(b.effect))
  const one = broken[0] ?? limits.sort((a, b) => b.used / Math.max(1, b.bound) - a.used / Math.max(1, a.bound))[0]
  if (!one) return verdict(true, { found: 'noLimit' })
  const amount = (value: number) => (one.measure === 'dayCount' ? value : look.show(value, one.currency))
  const figures = {
    found: amount(one.used),
    needed: amount(one.bound),
    comparison: one.comparison,
    measure: one.measure,
  }
  return one.within ? verdict(true, figures) : { ...verdict(false, figures), effect: one.effect }
}

export const requestLimit = (look: Look): Verdict => tightest(look, ['requestAmount'])
export const dailyLimit = (look: Look): Verdict => tightest(look, ['dayAmount', 'monthAmount'])
export const velocity = (look: Look): Verdict => tightest(look, ['dayCount'])

export function notDuplicate({ history }: Look): Verdict {
  return verdict(
    history.duplicateOf === null,
    history.duplicateOf === null ? { found: 'none' } : { found: `WD-${history.duplicateOf}` },
  )
}

export function notRepeated({ history, settings }: Look): Verdict {
  const found = history.repeats === null ? 'none' : `WD-${history.repeats}`
  return verdict(history.repeats === null, { found, needed: settings.repeatDays })
}

export function openRequests({ history, policies }: Look): Verdict {
  const open = history.openRequests + 1
  if (policies.maxOpenRequests === null) return verdict(true, { found: open, needed: 'noLimit' })
  return verdict(open <= policies.maxOpenRequests, { found: open, needed: policies.maxOpenRequests })
}

/** R3-75: not required for bank-securities transfers of Airstar. */
export function methodVerified({ destination }: Look): Verdict {
  if (destination === null) return verdict(false, { found: 'noDestination', needed: 'verified.yes' })
  const airstar = /airstar/i.test(destination.bankName) || destination.bankCode === '395'
  if (airstar && destination.facts.mandate === 'open') return verdict(true, { found: 'notRequired' })
  return factIs('verified', destination.facts.verified, ['yes'])
}

export function ownName({ destination, names, settings }: Look): Verdict {
  if (destination === null) return verdict(false, { found: 'noDestination', needed: `${settings.nameScore} %` })
  return verdict(names.score >= settings.nameScore, {
    found: `${names.score} %`,
    needed: `${settings.nameScore} %`,
    payee: names.payee,
    customer: names.customer,
    holder: names.holder,
  })
}

export function destinationActive({ destination }: Look): Verdict {
  if (destination === null) return verdict(false, { found: 'noDestination' })
  if (!destination.active) return verdict(false, { found: 'externalState.closed' })
  return factIsNot('externalState', destination.facts.externalState, ['closed', 'blocked'])
}

/** Unusual: several times what the customer was paid on average so far. */
export function amountPattern({ request, history, settings, show }: Look): Verdict {
  if (history.paidRequests === 0)
    return verdict(true, { found: show(request.amountMinor, request.currency), needed: 'noHistory' })
  const bound = share(history.averagePaidMinor, settings.unusualFactor, 1)
  return verdict(request.amountMinor <= bound, {
    found: show(request.amountMinor, request.currency),
    needed: show(bound, request.currency),
    paid: history.paidRequests,
  })
}

export function loginCountry({ customer }: Look): Verdict {
  const { loginCountry: found } = customer.facts
  if (found === undefined || customer.country === '')
    return verdict(true, { found: found ?? 'nothingKnown', needed: customer.country || 'nothingKnown' })
  return verdict(found === customer.country, { found, needed: customer.country })
}
