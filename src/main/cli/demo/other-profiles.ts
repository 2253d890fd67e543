/** Work on the other workflow profiles, so that each of their queues has something to look at. Made by people, like all of the demo. */
import { commandId } from '../desk.ts'
import type { DemoDesk, DemoName } from './people.ts'
import { act } from './review.ts'

/** A request of a customer of the sample file, and how far its people take it. */
type Planned = {
  profile: 'manager-finance' | 'payout-operations' | 'audit-confirm-remit' | 'incentive-payments'
  customerNumber: string
  amountMinor: number
  steps: { who: DemoName; action: string; comment?: string }[]
}

const PLAN: readonly Planned[] = [
  { profile: 'manager-finance', customerNumber: 'C-20882', amountMinor: 420_000, steps: [] },
  { profile: 'manager-finance', customerNumber: 'C-20896', amountMinor: 1_880_000, steps: [] },
  {
    profile: 'manager-finance',
    customerNumber: 'C-20888',
    amountMinor: 260_050,
    steps: [{ who: 'mia.sung', action: 'approve' }],
  },
  {
    profile: 'manager-finance',
    customerNumber: 'C-20896',
    amountMinor: 905_000,
    steps: [
      { who: 'mia.sung', action: 'approve' },
      { who: 'flora.kam', action: 'startReview' },
    ],
  },
  { profile: 'payout-operations', customerNumber: 'C-20882', amountMinor: 350_000, steps: [] },
  { profile: 'payout-operations', customerNumber: 'C-20896', amountMinor: 6_400_000, steps: [] },
  { profile: 'audit-confirm-remit', customerNumber: 'C-20882', amountMinor: 510_000, steps: [] },
  { profile: 'audit-confirm-remit', customerNumber: 'C-20896', amountMinor: 2_750_000, steps: [] },
  { profile: 'incentive-payments', customerNumber: 'C-20882', amountMinor: 75_000, steps: [] },
]

/** What the onboarding has told the desk of the customers of this plan (R3-73). */
const IN_ORDER = { kyc: 'approved', standing: 'active', nssQuestionnaire: 'completed', gdca: 'completed' } as const

/** Creates the requests of the plan and takes each as far as it says. */
export async function seedOtherProfiles(desk: DemoDesk): Promise<void> {
  const agent = desk.as('carol.ng')
  for (const { profile, customerNumber, amountMinor, steps } of PLAN) {
    const customer = await customerOf(desk, customerNumber)
    const { requestId } = await agent.requests.create({
      commandId: commandId(),
      ...customer,
      profile,
      method: 'wireTransfer',
      ...(profile === 'manager-finance' ? { withdrawalType: 'regular' } : {}),
      amountMinor,
      priority: 'normal',
      reason: '',
      comment: 'Asked for by phone',
    })
    for (const step of steps) await act(desk, { ...step, requestId }, { comment: step.comment ?? '' })
  }
}

/** A customer's account and first destination in the same currency, with what the checks want to know of them. */
async function customerOf(desk: DemoDesk, customerNumber: string) {
  const agent = desk.as('carol.ng')
  const { rows } = await agent.customers.list({ search: customerNumber, after: null, pageSize: 1 })
  const [row] = rows
  if (!row) throw new Error(`${customerNumber} is not in the sample file`)
  const { customerId } = row
  const card = await agent.customers.get({ customerId })
  const [account] = card.accounts
  const destination = card.destinations.find(({ details }) => details.currency === account?.currency)
  if (!account || !destination) throw new Error(`${customerNumber} has no account with a destination`)
  const { accountId, currency } = account
  const { destinationId } = destination
  await say(desk, ['customer', customerId], IN_ORDER)
  await say(desk, ['destination', destinationId], { verified: 'yes' })
  return { customerId, accountId, destinationId, currency }
}

async function say(
  desk: DemoDesk,
  [subject, subjectId]: ['customer' | 'destination', number],
  facts: Record<string, string>,
): Promise<void> {
  for (const [fact, value] of Object.entries(facts))
    await desk.as('bella.chan').facts.set({
      commandId: commandId(),
      subject,
      subjectId,
      fact: fact as 'kyc',
      value,
      source: 'Onboarding',
    })
}
