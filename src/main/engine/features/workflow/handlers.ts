/** Workflow profiles as data: what is in force, drafts, their difference, their way into force. */
import type { Call, Handlers } from '../../call.ts'
import { Conflict } from '../../refuse.ts'
import { runnable } from '../../workflow/profile.ts'
import { anyVersion, keepDraft, proposeVersion } from './drafting.ts'
import { proposeRetirement } from './retiring.ts'
import { differencesBetween } from './rules.ts'
import { simulate } from './simulating.ts'
import { openRequestsOf, storedVersions } from './store.ts'

export const workflowHandlers: Handlers<'workflow'> = {
  profile(call, { profile, version }) {
    const { profiles } = call.services
    return profile === undefined ? profiles.forNew().data : runnable(anyVersion(call, { profile, version })).data
  },

  definition: (call, at) => anyVersion(call, at),

  inForce(call) {
    const { profiles } = call.services
    const desk = profiles.forNew()
    return [desk, ...profiles.inForce().filter((one) => one !== desk)].map(({ data }) => data)
  },

  profiles: (call) => versions(call),

  draft: (call, input) => keepDraft(call, input),

  propose(call, input) {
    call.requireStepUp()
    const { proposalId, applied } = proposeVersion(call, input)
    return { proposalId, applied: applied !== null }
  },

  retire(call, input) {
    const { proposalId, applied } = proposeRetirement(call, input)
    return { proposalId, applied: applied !== null }
  },

  changeReasonCodes(call, { profile, version, reasonCodes, note }) {
    const { data } = call.services.profiles.current(profile)
    if (data.version !== version) throw new Conflict(`profile:${profile}`, { version: data.version })
    const draft = keepDraft(call, { definition: JSON.stringify({ ...data, reasonCodes }), note })
    const { proposalId, applied } = proposeVersion(call, draft)
    return { proposalId, applied: applied !== null }
  },

  difference(call, { profile, version }) {
    return differencesBetween(call.services.profiles.find(profile)?.source, anyVersion(call, { profile, version }))
  },

  simulate: (call, input) => simulate(call, input),
}

function versions(call: Call) {
  const { profiles } = call.services
  const desk = profiles.forNew().data.profile
  const stored = new Map(storedVersions(call).map((line) => [`${line.profile}/${line.version}`, line]))
  const open = new Map(openRequestsOf(call).map((line) => [`${line.profile}/${line.version}`, line.open]))
  const running = profiles.all().map(({ data }) => data)
  const drafts = [...stored.values()].filter((line) => line.state === 'draft').map((line) => anyVersion(call, line))
  return [...running, ...drafts].map(({ profile, version, label }) => {
    const line = stored.get(`${profile}/${version}`)
    const current = profiles.find(profile)?.data.version === version
    return {
      profile,
      version,
      label,
      state: line?.state === 'draft' ? ('draft' as const) : current ? ('active' as const) : ('superseded' as const),
      isDesk: profile === desk && current,
      retired: profiles.isRetired(profile),
      madeBy: line?.madeByName ?? null,
      madeAt: line?.madeAt ?? null,
      note: line?.note ?? '',
      openRequests: open.get(`${profile}/${version}`) ?? 0,
    }
  })
}
