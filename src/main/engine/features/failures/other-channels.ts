/** The other channels of a failed payment, and in which ways each is riskier than the one that failed (R3-79). */
import type { Candidate } from '../../../../contract/channels.ts'
import type { Riskier } from '../../../../contract/failures.ts'
import type { Call } from '../../call.ts'
import { channelByKey, recommendFor, thresholdHolds } from '../channels/index.ts'
import { channelFacts, type Instruction, type Request } from '../requests/index.ts'
import { type ChannelTraits, riskierThan } from './rules.ts'

type About = { request: Request; instruction: Instruction }

export function riskierWays(call: Call, about: About & { channel: string }): Riskier[] {
  const { candidates } = recommendFor(call, channelFacts(call, about.request))
  const traits = (key: string | null) => traitsOf(call, about.request, { key, candidates })
  return riskierThan(traits(about.instruction.channel), traits(about.channel))
}

/** What could carry the payment instead. */
export function otherChannels(call: Call, about: About): { candidate: Candidate; riskier: Riskier[] }[] {
  const { candidates } = recommendFor(call, channelFacts(call, about.request))
  const traits = (key: string | null) => traitsOf(call, about.request, { key, candidates })
  const before = traits(about.instruction.channel)
  return candidates
    .filter(({ channel, verdict }) => verdict !== 'impossible' && channel !== about.instruction.channel)
    .map((candidate) => ({ candidate, riskier: riskierThan(before, traits(candidate.channel)) }))
}

function traitsOf(
  call: Call,
  request: Request,
  of: { key: string | null; candidates: readonly Candidate[] },
): ChannelTraits {
  if (of.key === null) return { channel: null, fee: null, twoPeople: false, verdict: 'possible', open: 0 }
  const channel = channelByKey(call, of.key)
  const candidate = of.candidates.find(({ channel: key }) => key === of.key)
  const facts = channelFacts(call, request)
  return {
    channel,
    fee: candidate?.fee ?? null,
    twoPeople: thresholdHolds(channel, 'twoPeople', facts) === true || thresholdHolds(channel, 'large', facts) === true,
    verdict: candidate?.verdict ?? 'impossible',
    open: candidate?.open.length ?? 0,
  }
}
