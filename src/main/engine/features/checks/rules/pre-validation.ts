/** R3-73, R3-75, R3-27, R3-56…R3-61: the pre-validation catalogue, destination checks and high-risk locks. Pure. */
import { factIs, factIsNot, type Look, type Verdict, verdict } from './look.ts'

const DAY_MS = 86_400_000

/** 140670001 */
export const authorisationValid = ({ account, destination }: Look): Verdict =>
  account.facts.bstAuthorisation === undefined && destination?.facts.mandate === 'expired'
    ? verdict(false, { found: 'mandate.expired', needed: 'bstAuthorisation.valid' })
    : factIsNot('bstAuthorisation', account.facts.bstAuthorisation, ['expired'])

/** 140670002: an account that works by authorised card needs one. */
export function authorisedCard({ account, cards }: Look): Verdict {
  if (account.facts.bstAuthorisation === undefined) return verdict(true, { found: 'notRequired' })
  return verdict(cards.withMandate > 0, { found: cards.withMandate, needed: 1 })
}

/** 140670003 */
export const notRestricted = ({ customer }: Look): Verdict =>
  factIsNot('riskRestriction', customer.facts.riskRestriction, ['restricted'])

/** 140670004; a desk may record debts and go on (K-23). */
export function noDebt({ account, policies, show }: Look): Verdict {
  const debtMinor = Number(account.facts.debt ?? '0')
  return verdict(debtMinor <= 0 || !policies.debtBlocksWithdrawal, {
    found: show(debtMinor, account.currency),
    needed: show(0, account.currency),
  })
}

/** R3-90: 140670006 speaks of deposits; for withdrawals the rule without a code. */
export const notDormant = ({ account, customer }: Look): Verdict =>
  customer.facts.standing === 'inactive'
    ? verdict(false, { found: 'standing.inactive' })
    : factIsNot('accountState', account.facts.accountState, ['dormant'])

/** 140670007; R2-105: a frozen account is not paid out either. */
export const accountOpen = ({ account }: Look): Verdict =>
  factIsNot('accountState', account.facts.accountState, ['closed', 'frozen'])

/** 140670008 */
export const nssQuestionnaire = ({ customer }: Look): Verdict =>
  factIs('nssQuestionnaire', customer.facts.nssQuestionnaire, ['completed'])

/** 140670009 */
export const gdca = ({ customer }: Look): Verdict => factIs('gdca', customer.facts.gdca, ['completed'])

/** 140670011: for accounts opened online; exactly the amount does not suffice (R3-74). */
export function initialDeposit({ customer, account, depositedMinor, settings, show }: Look): Verdict {
  if (customer.facts.onboarding !== 'online') return verdict(true, { found: 'notRequired' })
  const needed = show(settings.initialDepositMinor, settings.initialDepositCurrency)
  if (account.currency !== settings.initialDepositCurrency)
    return verdict(depositedMinor > 0, { found: show(depositedMinor, account.currency), needed })
  return verdict(depositedMinor > settings.initialDepositMinor, {
    found: show(depositedMinor, account.currency),
    needed,
  })
}

export const notBarred = ({ bar }: Look): Verdict =>
  bar === null ? verdict(true, { found: 'none' }) : verdict(false, { found: bar.value, reason: bar.reason })

export const cardOnFile = ({ cards }: Look): Verdict => verdict(cards.onFile > 0, { found: cards.onFile, needed: 1 })

/** R3-15, K-07 */
export function destinationKind({ destination, policies }: Look): Verdict {
  if (destination === null) return verdict(false, { found: 'noDestination' })
  return verdict(policies.allowedDestinationKinds.includes(destination.kind), {
    found: `destination.${destination.kind}`,
    needed: policies.allowedDestinationKinds.map((kind) => `destination.${kind}`).join(' | '),
  })
}

export const notMainlandCard = ({ destination }: Look): Verdict =>
  verdict(destination?.region !== 'CN', { found: destination?.region || 'nothingKnown' })

/** RMB of A-Share Connect accounts only to Hong Kong. */
export function shareConnectBank({ account, request, destination }: Look): Verdict {
  const applies = account.facts.accountType === 'shareConnect' && request.currency === 'CNY'
  if (!applies) return verdict(true, { found: 'notRequired' })
  return verdict(destination?.region === 'HK', { found: destination?.region || 'nothingKnown', needed: 'HK' })
}

export function currencyMatches({ destination, request }: Look): Verdict {
  if (destination === null) return verdict(false, { found: 'noDestination', needed: request.currency })
  return verdict(destination.currency === request.currency, { found: destination.currency, needed: request.currency })
}

/** A card is good through the day on which it expires. */
export function notExpired({ destination, today }: Look): Verdict {
  const expiresOn = destination?.facts.expiresOn
  if (expiresOn === undefined) return verdict(true, { found: 'nothingKnown', needed: today })
  return verdict(expiresOn >= today, { found: expiresOn, needed: today })
}

/** R3-29: only destinations that are paid through a mandate need one. */
export function mandateOpen({ destination, account }: Look): Verdict {
  const mandate = destination?.facts.mandate
  if (mandate === undefined && account.facts.bstAuthorisation === undefined)
    return verdict(true, { found: 'notRequired' })
  return factIs('mandate', mandate, ['open'])
}

/** R3-54: cross-border only. */
export function nssScreening({ destination }: Look): Verdict {
  if (destination === null || destination.region === 'HK' || destination.region === '')
    return verdict(true, { found: 'notRequired' })
  return factIs('nssScreening', destination.facts.nssScreening, ['passed'])
}

export function destinationAge({ destination, now, settings }: Look): Verdict {
  if (destination === null) return verdict(true, { found: 'noDestination' })
  const days = Math.floor((now - destination.createdAt) / DAY_MS)
  return verdict(days >= settings.destinationAgeDays, { found: days, needed: settings.destinationAgeDays })
}

/** R3-56, R3-58: first the register, then the approval. */
export function highRiskRegistered({ risk }: Look): Verdict {
  if (risk.reasons.length === 0) return verdict(true, { found: 'notRequired' })
  return verdict(risk.registered, { found: risk.reasons.map((reason) => `risk.${reason}`).join(' | ') })
}

/** R3-61: after “uncertain” or “reject” nobody goes on before Compliance has decided. */
export function complianceDecided({ risk }: Look): Verdict {
  if (!risk.locked && risk.decided === null) return verdict(true, { found: 'notRequired' })
  return verdict(risk.decided === 'go', { found: risk.decided === null ? 'risk.waiting' : `risk.${risk.decided}` })
}
