/** Steps on a selection: what would happen to each row, the run, its results. */
import type { Currency } from '../../../../contract/money.ts'
import type { RefusalData } from '../../../../contract/refusals.ts'
import type { Call, Handlers } from '../../call.ts'
import { contentDigest, destinationLine, judge, refusalOf, requestById } from '../requests/index.ts'
import { startRun, type Wanted } from './running.ts'
import { actionOfRun, resultsOf, selectedFacts } from './store.ts'

export const selectionsHandlers: Handlers<'selections'> = {
  judge: (call, { action, requestIds }) => ({ rows: requestIds.map((requestId) => judged(call, requestId, action)) }),

  start(call, wanted) {
    if (asksForStepUp(call, wanted)) call.requireStepUp()
    return { jobId: startRun(call, wanted) }
  },

  results(call, { jobId }) {
    const action = actionOfRun(call, jobId)
    const rows = resultsOf(call, jobId).map(({ refusal, currency, ...row }) => ({
      ...row,
      currency: currency as Currency,
      outcome: row.status !== null ? ('done' as const) : refusal !== null ? ('refused' as const) : ('waiting' as const),
      refusal: refusal === null ? null : (JSON.parse(refusal) as RefusalData),
    }))
    return { action, rows }
  },
}

function judged(call: Call, requestId: number, action: string) {
  const request = requestById(call, requestId)
  const { customerName, destination } = selectedFacts(call, requestId)
  let to: string | null = null
  const blockedBy = refusalOf(() => {
    to = judge(call, request, { action, given: null }).transition.to
  })
  return {
    requestId,
    version: request.version,
    profile: request.profile,
    profileVersion: request.profileVersion,
    status: request.status,
    common: call.services.profiles.of(request).commonOf(request),
    customerName,
    destination: destinationLine(destination),
    method: request.method as 'wireTransfer',
    channel: request.channel,
    amountMinor: request.amountMinor,
    feeMinor: request.feeMinor,
    currency: request.currency as Currency,
    contentDigest: contentDigest(call, request),
    blockedBy,
    to,
  }
}

/** Whether the step asks for the second factor in the profile of any of the rows. */
function asksForStepUp(call: Call, { action, requests }: Wanted): boolean {
  return requests.some(({ requestId }) => {
    const profile = call.services.profiles.of(requestById(call, requestId))
    return profile.action(action)?.requires.includes('stepUp') === true
  })
}
