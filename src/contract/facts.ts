/**
 * What the desk is told about customers, accounts and payout destinations by others: the onboarding, the trading platform, the
 * bank, Risk Control. A closed list; each fact is kept with who said so and when, and the checks decide from them.
 */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { Instant, isCalendarDate } from './dates.ts'
import { LIMITS, line, requiredLine } from './limits.ts'
import { MAX_AMOUNT_MINOR } from './money.ts'

export const FACT_SUBJECTS = ['customer', 'account', 'destination'] as const
export const FactSubject = z.enum(FACT_SUBJECTS)
export type FactSubject = z.output<typeof FactSubject>

/** How a fact is written: one of some words, a number, an amount in the subject's currency, a day, a country, a text. */
export type FactForm =
  | { form: 'choice'; choices: readonly string[] }
  | { form: 'count' | 'amount' | 'date' | 'country' | 'text' }

export type FactDefinition = FactForm & { of: FactSubject }

const choice = <const C extends readonly string[]>(of: FactSubject, ...choices: C) =>
  ({ of, form: 'choice', choices }) as const
const plain = <const F extends 'count' | 'amount' | 'date' | 'country' | 'text'>(of: FactSubject, form: F) =>
  ({ of, form }) as const

export const FACTS = {
  kyc: choice('customer', 'approved', 'pending', 'rejected'),
  /** R2-106: suspended for suspected fraud holds the payouts, suspended otherwise rejects them. */
  standing: choice('customer', 'active', 'suspended', 'fraudInvestigation', 'inactive'),
  openDisputes: plain('customer', 'count'),
  rank: choice('customer', 'standard', 'leader', 'topLeader'),
  loginCountry: plain('customer', 'country'),
  riskRestriction: choice('customer', 'none', 'restricted'),
  nssQuestionnaire: choice('customer', 'completed', 'incomplete'),
  gdca: choice('customer', 'completed', 'incomplete'),
  onboarding: choice('customer', 'branch', 'online'),
  /** R4-13: whether the payout provider has verified the person; the values themselves are never kept (R4-14). */
  providerVerified: choice('customer', 'no', 'yes'),

  /** Chooses how the available amount is computed (K-04). */
  accountType: choice('account', 'trading', 'margin', 'cash', 'wallet', 'partner', 'omnibus', 'fund', 'shareConnect'),
  accountState: choice('account', 'open', 'dormant', 'frozen', 'closed'),
  debt: plain('account', 'amount'),
  deposited: plain('account', 'amount'),
  /** R3-65: the three values of the settlement and the risk control system. */
  netAssets: plain('account', 'amount'),
  minimumElv: plain('account', 'amount'),
  creditLimit: plain('account', 'amount'),
  availableBalance: plain('account', 'amount'),
  declaredAssets: plain('account', 'amount'),
  bstAuthorisation: choice('account', 'valid', 'expired'),

  verified: choice('destination', 'yes', 'no'),
  externalState: choice('destination', 'active', 'closed', 'blocked'),
  region: plain('destination', 'country'),
  expiresOn: plain('destination', 'date'),
  mandate: choice('destination', 'open', 'pending', 'expired', 'closed'),
  jointHolders: plain('destination', 'text'),
  nssScreening: choice('destination', 'passed', 'pending', 'hit'),
} as const satisfies Record<string, FactDefinition>

export type Fact = keyof typeof FACTS
export const FACT_NAMES = Object.keys(FACTS) as [Fact, ...Fact[]]
export const Fact = z.enum(FACT_NAMES)

/** Why a text is no value of a fact, or null when it is one. */
export function factFault(fact: Fact, value: string): 'choice' | 'number' | 'date' | 'country' | 'text' | null {
  const definition: FactDefinition = FACTS[fact]
  switch (definition.form) {
    case 'choice':
      return definition.choices.includes(value) ? null : 'choice'
    case 'count':
      return /^\d{1,6}$/.test(value) ? null : 'number'
    case 'amount':
      return /^-?\d{1,16}$/.test(value) && Math.abs(Number(value)) <= MAX_AMOUNT_MINOR ? null : 'number'
    case 'date':
      return isCalendarDate(value) ? null : 'date'
    case 'country':
      return /^[A-Z]{2}$/.test(value) ? null : 'country'
    case 'text':
      return value !== '' && value.length <= LIMITS.nameChars ? null : 'text'
  }
}

/** The facts of one customer, account or destination by name; what nobody has said is missing. */
export type KnownFacts = { readonly [F in Fact]?: string }

export const FactRow = z
  .object({
    fact: Fact,
    /** Amounts are minor units of the subject's currency; null = nobody has said so yet. */
    value: z.string().nullable(),
    source: z.string(),
    by: z.string(),
    at: Instant.nullable(),
  })
  .strict()
export type FactRow = z.output<typeof FactRow>

const About = { subject: FactSubject, subjectId: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }

export const facts = {
  list: query('customers.read').input(z.object(About).strict()).output(z.array(FactRow)),
  /** Records one fact with its source; null takes it back. The checks let money go by it: it takes the second factor. */
  set: command({ permissions: ['checks.facts'], stepUp: true })
    .input(
      creating({
        ...About,
        fact: Fact,
        value: line(LIMITS.nameChars).nullable(),
        source: requiredLine(LIMITS.nameChars),
      }),
    )
    .output(FactRow),
}
