/**
 * The channel of a payment, for other features. A profile with a Confirm step uses it like this: `factsFor` puts together what is
 * known, `recommendFor` says which channel and why, `mayUse` refuses a choice that the channel cannot carry, and
 * `requireControls` refuses to go on while a control is open (mandate before BST, fee consent for CHATS, screening before T/T).
 */
import type { Control, Recommendation } from '../../../../contract/channels.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { allChannels, channelByKey, keptBanks, keptRouting } from './registry.ts'
import { judgeChannel, type PaymentFacts, payeeBankOf, recommend } from './rules.ts'
import { factsOf, insertFact, type NamedFact } from './store.ts'

export type About = {
  requestId: number
  destinationId: number | null
  details: DestinationDetails | null
  currency: string
  amountMinor: number
  profile: string | null
  /** Controls that another feature knows, such as the payee's name being the customer's own. */
  known?: PaymentFacts['controls']
}

/** What is known about a payment: its bank, and the newest fact of each control about the request and its destination. */
export function factsFor(call: Call, about: About): PaymentFacts {
  const { details } = about
  const bank = payeeBankOf(keptBanks(call).definition, {
    bankCode: details?.bankCode ?? '',
    bankBic: details?.bankBic ?? '',
    country: details?.address.country ?? '',
  })
  const facts = controlFactsOf(call, about)
  const controls: PaymentFacts['controls'] = { ...about.known }
  for (const fact of facts) controls[fact.control as Control] = fact.state as 'holds'
  return {
    bank,
    destinationKind: details?.kind === 'eWallet' ? 'wallet' : (details?.kind ?? 'bankAccount'),
    currency: about.currency as Currency,
    amountMinor: about.amountMinor,
    profile: about.profile,
    controls,
  }
}

/** Facts about the destination first: what was said about this request counts more. */
export function controlFactsOf(
  call: Call,
  { requestId, destinationId }: Pick<About, 'requestId' | 'destinationId'>,
): NamedFact[] {
  const ofDestination = destinationId === null ? [] : factsOf(call, `destination:${destinationId}`)
  return [...ofDestination, ...factsOf(call, `request:${requestId}`)]
}

export function recommendFor(call: Call, facts: PaymentFacts): Recommendation {
  return recommend(keptRouting(call).definition, allChannels(call), facts)
}

/**
 * Refuses a channel that cannot carry the payment (CHANNEL_CANNOT), or one against the table's advice without a reason
 * (CHANNEL_AGAINST_TABLE), as the desk's setting wants it (R3-32).
 */
export function mayUse(call: Call, facts: PaymentFacts, choice: { channel: string; reason: string }): void {
  const channel = channelByKey(call, choice.channel)
  const { no, advice } = judgeChannel(channel, facts)
  const first = no[0]
  if (first) refuse('CHANNEL_CANNOT', { channel: channel.name.en, why: first.reason, ...first.figures })
  // With a reason anything that can carry the payment will do, unless the table is to be followed in any case.
  if (choice.reason !== '' && keptRouting(call).definition.contradiction !== 'refuse') return
  const recommended = recommendFor(call, facts).channel
  const against = advice.length > 0 || (recommended !== null && recommended !== choice.channel)
  if (against) refuse('CHANNEL_AGAINST_TABLE', { channel: channel.name.en, recommended: recommended ?? '—' })
}

/** Refuses CHANNEL_CONTROL_OPEN while something that the channel asks for is not known to hold (R3-29, R3-52, R3-54). */
export function requireControls(call: Call, facts: PaymentFacts, key: string): void {
  const channel = channelByKey(call, key)
  const { open, refused } = judgeChannel(channel, facts)
  const control = refused[0] ?? open[0]
  if (control) refuse('CHANNEL_CONTROL_OPEN', { channel: channel.name.en, control })
}

export type NewFact = {
  subject: `request:${number}` | `destination:${number}`
  control: Control
  state: 'holds' | 'refused' | 'open'
  amountMinor: number | null
  note: string
  evidenceFileId: number | null
}

/** Records a fact; earlier ones stay. */
export function recordFact(call: Call, fact: NewFact): void {
  insertFact(call, { ...fact, operatorId: call.actor.operatorId, at: call.now })
}
