/**
 * Draws an audit: its population, the sample that its key gives, and for each item what the desk can work out itself. The same key on
 * the same books draws the same items (R2-90): those with the smallest SHA-256 of `key:number`.
 */
import { hash } from 'node:crypto'
import type { AuditItem, AuditKind } from '../../../../contract/audits.ts'
import { addDays } from '../../../../contract/dates.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import { checkLedger } from '../../audit/proof.ts'
import type { Call } from '../../call.ts'
import { startOfDay } from '../../day-bounds.ts'
import { allOperators } from '../operators/index.ts'
import {
  chainOf,
  changesBetween,
  customerBalances,
  holdsOff,
  journalFacts,
  journalsBetween,
  outcomeOf,
  payoutsBetween,
  unsignedDays,
} from './drawing-store.ts'
import { isLarge, type Period, sampleSize } from './rules.ts'

type Check = AuditItem['checks'][number]
export type DrawnItem = {
  subject: string
  title: string
  amountMinor: number | null
  currency: string | null
  checks: Check[]
  /** Operators who took part in it. */
  people: number[]
}
export type Drawn = { population: number; items: DrawnItem[] }

/** The numbers that a key draws out of a population, in the order of the books. */
export function drawn(ids: readonly number[], size: number, seed: string): number[] {
  return ids
    .map((id) => ({ id, rank: hash('sha256', `${seed}:${id}`, 'hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
    .sort((a, b) => a - b)
}

export function drawAudit(call: Call, period: Period, seed: string): Drawn {
  return DRAW[period.kind](call, period, seed)
}

const DRAW: Readonly<Record<AuditKind, (call: Call, period: Period, seed: string) => Drawn>> = {
  transactionSample,
  payoutVerification,
  balanceVerification,
  accessReview,
  fullAudit,
}

const check = (name: string, holds: boolean, figure: string | number): Check => ({
  check: name,
  holds,
  figure: String(figure),
})

function transactionSample(call: Call, { from, to }: Period, seed: string): Drawn {
  const ids = journalsBetween(call, from, to)
  const facts = journalFacts(call, drawn(ids, sampleSize(ids.length), seed))
  const items = facts.map((journal): DrawnItem => {
    const chain = journal.requestId === null ? null : chainOf(call, journal.requestId)
    return {
      subject: `journal:${journal.id}`,
      title: `${journal.kind} ${journal.date}${journal.memo === '' ? '' : `: ${journal.memo}`}`,
      amountMinor: journal.amountMinor,
      currency: journal.currency,
      checks: [
        check('balanced', journal.sumMinor === 0, journal.postings),
        ...(chain && chain.made > 0 ? approvalChecks(chain) : []),
      ],
      people: people(chain?.people ?? [], journal.operatorId),
    }
  })
  return { population: ids.length, items }
}

function approvalChecks({ made, approved, alone }: { made: number; approved: number; alone: number }): Check[] {
  return [check('approved', approved === made, `${approved}/${made}`), check('twoPeople', alone === 0, alone)]
}

function payoutVerification(call: Call, { from, to }: Period): Drawn {
  const payouts = payoutsBetween(call, from, to)
  const large = payouts.filter(({ amountMinor, currency }) => isLarge(amountMinor, currency as Currency))
  const items = large.map(({ requestId, amountMinor, currency, date }): DrawnItem => {
    const chain = chainOf(call, requestId)
    const outcome = outcomeOf(call, requestId)
    return {
      subject: `request:${requestId}`,
      title: `WD-${requestId} ${date}`,
      amountMinor,
      currency,
      checks: [
        ...approvalChecks(chain),
        check('released', outcome.people.length >= 2 || outcome.unsent === outcome.instructions, outcome.people.length),
        check('proven', outcome.proven === outcome.instructions, `${outcome.proven}/${outcome.instructions}`),
      ],
      people: people([...chain.people, ...outcome.people]),
    }
  })
  return { population: payouts.length, items }
}

function balanceVerification(call: Call): Drawn {
  const { findings } = checkLedger(call.db)
  const off = holdsOff(call)
  const sums = customerBalances(call)
  const items = sums.map(
    ({ currency, accounts, balanceMinor, heldMinor }): DrawnItem => ({
      subject: `balances:${currency}`,
      title: `${accounts} customer accounts in ${currency}`,
      amountMinor: balanceMinor,
      currency,
      checks: [
        check('rebuilt', findings.length === 0, findings.length),
        check('held', off === 0, `${formatMoney(heldMinor, currency as Currency)} ${currency}`),
      ],
      people: [],
    }),
  )
  return { population: sums.reduce((sum, { accounts }) => sum + accounts, 0), items }
}

function accessReview(call: Call, { from }: Period): Drawn {
  const everybody = allOperators(call).filter(({ active }) => active === 1)
  const since = startOfDay(from, call.services.settings.get('desk.timeZone'))
  const items = everybody.map((operator): DrawnItem => {
    const { rights } = call.services
    const roles = JSON.parse(operator.roles) as string[]
    const { size } = rights.permissionsOf(roles)
    return {
      subject: `operator:${operator.id}`,
      title: `${operator.displayName}: ${roles.join(', ')}`,
      amountMinor: null,
      currency: null,
      checks: [
        check('secondFactor', operator.totpSecret !== null, operator.totpSecret === null ? 0 : 1),
        check('used', (operator.lastSignInAt ?? 0) >= since, operator.lastSignInAt === null ? 0 : 1),
        check('permissions', size > 0, size),
      ],
      people: [operator.id],
    }
  })
  return { population: everybody.length, items }
}

function fullAudit(call: Call, { from, to }: Period): Drawn {
  const zone = call.services.settings.get('desk.timeZone')
  const { findings, figures } = checkLedger(call.db)
  const { days, unsigned } = unsignedDays(call, from, to)
  const changes = changesBetween(call, startOfDay(from, zone), startOfDay(addDays(to, 1), zone))
  const item = (subject: string, title: string, checks: Check[]): DrawnItem => ({
    subject,
    title,
    amountMinor: null,
    currency: null,
    checks,
    people: [],
  })
  const items = [
    item('books:ledger', `${figures.journals} journals, ${figures.postings} postings`, [
      check('rebuilt', findings.length === 0, findings.length),
    ]),
    item('books:days', `${days} days with journals`, [check('signedOff', unsigned === 0, unsigned)]),
    item('books:changes', `${changes.proposals} changes by two people`, [
      check('confirmed', changes.alone === 0, changes.alone),
    ]),
  ]
  return { population: figures.journals, items }
}

function people(ids: readonly number[], one: number | null = null): number[] {
  return [...new Set(one === null ? ids : [...ids, one])]
}
