/** The risk of a customer on his card: the grade with its history, destinations in high-risk regions, what others said, the register. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Permission } from '../../../../contract/permissions.ts'
import type { CustomerRisk } from '../../../../contract/risk.ts'
import type { Call } from '../../call.ts'
import { customerById, destinationsOf, riskChangesOf } from '../customers/index.ts'
import { knownFacts, storedFacts } from '../facts/index.ts'
import { toEntry } from './entries.ts'
import { regionOf } from './index.ts'
import { entriesOfCustomer, regionCodes } from './store.ts'

/** Who sees the register of a request or the whole of it also sees a customer's part. */
const REGISTER: readonly Permission[] = [
  'withdrawals.access',
  'risk.register',
  'withdrawals.decideRisk',
  'risk.spotCheck',
  'audit.read',
]
const SAID: ReadonlySet<string> = new Set(['riskRestriction', 'standing', 'openDisputes'])

export function riskOfCustomer(call: Call, customerId: number): CustomerRisk {
  const mayRead = REGISTER.some((permission) => call.actor.permissions.has(permission))
  return {
    grade: customerById(call, customerId).risk as CustomerRisk['grade'],
    changes: riskChangesOf(call, customerId).map(({ before, after, reason, by, at }) => ({
      before: before as CustomerRisk['grade'],
      after: after as CustomerRisk['grade'],
      reason,
      by,
      at: at as CustomerRisk['changes'][number]['at'],
    })),
    regions: riskyDestinations(call, customerId),
    said: storedFacts(call, { subject: 'customer', subjectId: customerId })
      .filter(({ fact }) => SAID.has(fact))
      .map((row) => ({ ...row, at: row.at as CustomerRisk['said'][number]['at'] })),
    entries: mayRead ? entriesOfCustomer(call, customerId).map((row) => toEntry(call, row)) : null,
  }
}

function riskyDestinations(call: Call, customerId: number): CustomerRisk['regions'] {
  const risky = regionCodes(call)
  if (risky.size === 0) return []
  return destinationsOf(call, customerId)
    .filter(({ active }) => active === 1)
    .map(({ id, details }) => ({
      destinationId: id as CustomerRisk['regions'][number]['destinationId'],
      region: regionOf(
        JSON.parse(details) as DestinationDetails,
        knownFacts(call, { subject: 'destination', subjectId: id }),
      ),
    }))
    .filter(({ region }) => risky.has(region))
}
