/** Failed payments: what waits for the desk, what waits for a person, and what people decide. */
import type { InstructionState } from '../../../../contract/batches.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { FailureRow, FailureState, Resolution, ReviewReason } from '../../../../contract/failures.ts'
import { LIMITS } from '../../../../contract/limits.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { RefusalData } from '../../../../contract/refusals.ts'
import type { Label } from '../../../../contract/workflow.ts'
import type { Call, Handlers } from '../../call.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { channelByKey, keptFailures } from '../channels/index.ts'
import { customerById, destinationsOf } from '../customers/index.ts'
import { type Instruction, instructionsOf } from '../requests/index.ts'
import { type Known, knownOf } from './looking.ts'
import { otherChannels } from './other-channels.ts'
import {
  cancelAndRestore,
  correctDestination,
  holdForInvestigation,
  judgedChoices,
  nameCause,
  releaseFromInvestigation,
  retryByHand,
  switchChannel,
} from './resolving.ts'
import { policyOf } from './rules.ts'
import type { Failure } from './schema.ts'
import { countOpen, failureOf, failurePage, failuresOfRequest, operatorName, retriesOf } from './store.ts'

const COUNT_CAP = 1_000

export const failuresHandlers: Handlers<'failures'> = {
  list(call, { which, before }) {
    const limit = LIMITS.pageRows
    const found = failurePage(call, { which, before: before ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 })
    const page = found.slice(0, limit)
    return {
      rows: page.map((failure) => toRow(call, knownOf(call, failure))),
      next: found.length > limit ? ((page.at(-1)?.instructionId as FailureRow['instructionId']) ?? null) : null,
      counts: {
        review: countOpen(call, 'review', COUNT_CAP),
        scheduled: countOpen(call, 'scheduled', COUNT_CAP),
        cap: COUNT_CAP,
      },
    }
  },

  get(call, { instructionId }) {
    const failure = failureOf(call, instructionId) ?? refuse('NOT_FOUND', { what: `failed payment ${instructionId}` })
    const known = knownOf(call, failure)
    const open = failure.state !== 'resolved'
    return {
      row: toRow(call, known),
      attempts: attemptsOf(call, known),
      choices: open
        ? judgedChoices(call, known).map(({ choice, judge }) => ({ choice, blockedBy: refusalFrom(judge) }))
        : [],
      channels: open ? otherChannels(call, known) : [],
      destinations: open ? otherDestinations(call, known) : [],
    }
  },

  policy(call) {
    const { mostRetries, delayMinutes, codes } = keptFailures(call).definition
    return {
      mostRetries,
      delayMinutes,
      codes: codes.map(({ code, label, cause, retry }) => ({ code, label, cause, retry })),
    }
  },

  name: (call, input) => done(nameCause(call, input)),
  retry: (call, input) => done(retryByHand(call, input)),
  switchChannel(call, input) {
    const { failure, approvalsStand } = switchChannel(call, input)
    return { ...done(failure), approvalsStand }
  },
  correct: (call, input) => done(correctDestination(call, input)),
  cancel: (call, input) => done(cancelAndRestore(call, input)),
  hold: (call, input) => done(holdForInvestigation(call, input)),
  release: (call, input) => done(releaseFromInvestigation(call, input)),
}

const done = ({ instructionId, version, state, requestId }: Failure) => ({
  instructionId,
  version,
  state: state as FailureState,
  requestId,
})

function refusalFrom(judge: () => void): RefusalData | null {
  try {
    judge()
    return null
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, figures: error.figures }
    throw error
  }
}

const channelName = (call: Call, key: string | null): Label | null =>
  key === null ? null : channelByKey(call, key).name

function toRow(call: Call, { failure, instruction, request }: Known) {
  const policy = keptFailures(call).definition
  const named = policyOf(policy, failure.code)
  return {
    instructionId: failure.instructionId,
    version: failure.version,
    requestId: failure.requestId,
    customerId: request.customerId,
    customer: customerById(call, request.customerId).name,
    payeeName: payeeOf(instruction),
    amountMinor: instruction.amountMinor,
    currency: instruction.currency as Currency,
    channel: instruction.channel,
    channelName: channelName(call, instruction.channel),
    state: failure.state as FailureState,
    code: failure.code,
    label: named?.label ?? null,
    cause: named?.cause ?? null,
    words: instruction.failure ?? '',
    at: failure.at,
    retryAt: failure.retryAt,
    why: failure.why as ReviewReason | null,
    refusal: failure.refusal === null ? null : (JSON.parse(failure.refusal) as RefusalData),
    retries: retriesOf(call, failure.requestId),
    mostRetries: policy.mostRetries,
    heldBy: operatorName(call, failure.heldBy),
    resolution: failure.resolution as Resolution | null,
    text: failure.text,
    resolvedBy: operatorName(call, failure.resolvedBy),
    resolvedAt: failure.resolvedAt,
  }
}

const payeeOf = ({ details }: Instruction): string => (JSON.parse(details) as DestinationDetails).payeeName ?? ''

/** Every try to pay the request, the oldest first: R2-112 keeps the earlier failures in the history. */
function attemptsOf(call: Call, { request }: Known) {
  const failures = failuresOfRequest(call, request.id)
  return instructionsOf(call, request.id).map((each) => {
    const failure = failures.find(({ instructionId }) => instructionId === each.id)
    return {
      instructionId: each.id,
      endToEndId: each.endToEndId,
      state: each.state as InstructionState,
      channelName: channelName(call, each.channel),
      amountMinor: each.amountMinor,
      currency: each.currency as Currency,
      at: each.sentAt ?? each.madeAt,
      endedAt: each.endedAt,
      words: each.failure ?? '',
      code: failure?.code ?? null,
      resolution: (failure?.resolution ?? null) as Resolution | null,
      resolvedBy: operatorName(call, failure?.resolvedBy ?? null),
      text: failure?.text ?? '',
    }
  })
}

/** Destinations on file of the same customer and currency that money may go to. */
function otherDestinations(call: Call, { request }: Known) {
  return destinationsOf(call, request.customerId)
    .filter(({ id, active }) => active === 1 && id !== request.destinationId)
    .flatMap(({ id, details }) => {
      const { payeeName, bankName, bankCode, accountNumber, currency } = JSON.parse(details) as DestinationDetails
      const words = [payeeName, bankName || bankCode, accountNumber].filter((part) => part).join(' · ')
      return currency === request.currency ? [{ destinationId: id, words }] : []
    })
}
