/** Everything that an automatic check may look at. The engine fills it lazily: what no bound check asks for is not read. */
import type { KnownFacts } from '../../../../../contract/facts.ts'
import type { NameMatch } from './names.ts'

export type LimitLook = {
  measure: 'requestAmount' | 'dayAmount' | 'dayCount' | 'monthAmount'
  used: number
  bound: number
  comparison: 'atMost' | 'below'
  effect: 'refuse' | 'hold' | 'nextDay' | 'askAgain' | 'flag'
  currency: string
  within: boolean
}

export interface Look {
  readonly now: number
  readonly today: string
  readonly request: {
    readonly amountMinor: number
    readonly executeMinor?: number
    readonly currency: string
    readonly method: string
    readonly createdAt: number
  }
  readonly customer: {
    readonly number: string
    readonly name: string
    readonly country: string
    readonly createdAt: number
    readonly facts: KnownFacts
  }
  readonly account: { readonly number: string; readonly currency: string; readonly facts: KnownFacts }
  readonly destination: {
    readonly kind: string
    readonly currency: string
    readonly bankName: string
    readonly bankCode: string
    /** ISO country of the bank: stated, or from the clearing code, the BIC or the address. */
    readonly region: string
    readonly active: boolean
    readonly createdAt: number
    readonly facts: KnownFacts
  } | null
  /** Payee against client, with the score. */
  readonly names: NameMatch
  readonly available: {
    readonly availableMinor: number | null
    readonly binding: string | null
    readonly inputs: readonly { readonly name: string; readonly amountMinor: number | null }[]
  }
  /** What the customer was paid before, and what else of him is open. */
  readonly history: {
    readonly paidRequests: number
    readonly averagePaidMinor: number
    readonly openRequests: number
    readonly duplicateOf: number | null
    readonly repeats: number | null
  }
  readonly cards: { readonly onFile: number; readonly withMandate: number }
  readonly depositedMinor: number
  readonly limits: readonly LimitLook[]
  readonly bar: { readonly kind: string; readonly value: string; readonly reason: string } | null
  readonly risk: {
    readonly reasons: readonly string[]
    readonly registered: boolean
    readonly locked: boolean
    readonly decided: 'go' | 'noGo' | null
  }
  readonly policies: {
    readonly balanceComparison: 'strict' | 'inclusive'
    readonly allowedDestinationKinds: readonly string[]
    readonly debtBlocksWithdrawal: boolean
    readonly maxOpenRequests: number | null
  }
  readonly settings: {
    readonly minimumAgeDays: number
    readonly destinationAgeDays: number
    readonly repeatDays: number
    readonly initialDepositMinor: number
    readonly initialDepositCurrency: string
    readonly nameScore: number
    readonly unusualFactor: number
  }
  /** An amount with its currency, ready to be shown. */
  show(amountMinor: number, currency: string): string
}

/** Figures of a verdict: `found` is what there is, `needed` what the rule wants; codes of facts are written `kyc.pending`. */
export type Figures = Record<string, string | number>
export type Verdict = { state: 'passed' | 'failed'; figures: Figures; effect?: LimitLook['effect'] }
export type Rule = (look: Look) => Verdict

export const verdict = (passed: boolean, figures: Figures): Verdict => ({
  state: passed ? 'passed' : 'failed',
  figures,
})

/** A fact that must have one of some values. What nobody has said is no proof. */
export function factIs(fact: string, value: string | undefined, wanted: readonly string[]): Verdict {
  const found = value === undefined ? 'unknown' : `${fact}.${value}`
  return verdict(value !== undefined && wanted.includes(value), { found, needed: `${fact}.${wanted[0]}` })
}

/** A fact that speaks against the request when it has one of some values. What nobody has said does not. */
export function factIsNot(fact: string, value: string | undefined, against: readonly string[]): Verdict {
  const found = value === undefined ? 'nothingKnown' : `${fact}.${value}`
  return verdict(value === undefined || !against.includes(value), { found })
}
