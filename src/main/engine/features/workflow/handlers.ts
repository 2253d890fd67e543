/** Workflow profiles as data. */
import type { Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'

export const workflowHandlers: Handlers<'workflow'> = {
  profile(call, { profile, version }) {
    const { profiles } = call.services
    if (profile === undefined) return profiles.forNew().data
    const found = profiles.find(profile, version)
    return found?.data ?? refuse('NOT_FOUND', { what: `profile ${profile}${version ? ` version ${version}` : ''}` })
  },

  inForce(call) {
    const { profiles } = call.services
    const desk = profiles.forNew()
    return [desk, ...profiles.inForce().filter((one) => one !== desk)].map(({ data }) => data)
  },

  profiles(call) {
    const { profiles } = call.services
    const desk = profiles.forNew().data.profile
    return profiles.all().map(({ data: { profile, version, label } }) => ({
      profile,
      version,
      label,
      state: profiles.current(profile).data.version === version ? ('active' as const) : ('superseded' as const),
      isDesk: profile === desk,
    }))
  },
}
