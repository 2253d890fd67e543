/** What other features may ask of high risk. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { KnownFacts } from '../../../../contract/facts.ts'
import type { RiskReason } from '../../../../contract/risk.ts'
import type { Call } from '../../call.ts'
import { customerById, destinationById } from '../customers/index.ts'
import { knownFacts } from '../facts/index.ts'
import { type RiskState, riskReasons, riskState } from './rules.ts'
import { entryFacts, regionCodes } from './store.ts'

export { unregisteredDeposits } from './deposits.ts'
export { applyRegionLift } from './regions.ts'

export type RiskAbout = { requestId: number | null; customerId: number; destinationId: number | null }

/** Why a request is of high risk, and what the register says about it. */
export function riskOf(call: Call, about: RiskAbout): RiskState & { reasons: RiskReason[]; region: string } {
  const region = regionOfDestination(call, about.destinationId)
  const customerRisk = customerById(call, about.customerId).risk
  const reasons = riskReasons({ customerRisk, region, riskRegions: regionCodes(call) })
  const entries = about.requestId === null ? [] : entryFacts(call, about.requestId)
  return { reasons, region, ...riskState(reasons, entries) }
}

function regionOfDestination(call: Call, destinationId: number | null): string {
  if (destinationId === null) return ''
  const { details } = destinationById(call, destinationId)
  return regionOf(
    JSON.parse(details) as DestinationDetails,
    knownFacts(call, { subject: 'destination', subjectId: destinationId }),
  )
}

/** Country of the bank: as stated, from the Hong Kong clearing code, from the BIC, or from the address. */
export function regionOf(details: DestinationDetails, facts: KnownFacts): string {
  if (facts.region !== undefined) return facts.region
  const bic = details.bankBic.slice(4, 6)
  if (bic !== '') return bic
  if (details.bankCode !== '') return 'HK'
  return details.address.country
}
