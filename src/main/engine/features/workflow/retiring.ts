/** Taking a profile out of use for new requests, and bringing it back: by two people. Requests under way go on as they are. */
import type { Call } from '../../call.ts'
import { type Apply, type Proposed, propose } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { noteRetired } from './store.ts'

type Retirement = { profile: string; retired: boolean; reason: string }

/** Refuses PROFILE_NEEDED for the desk's own profile. */
export function proposeRetirement(call: Call, { profile, retired, reason }: Retirement): Proposed<null> {
  const { profiles } = call.services
  const found = profiles.find(profile) ?? refuse('NOT_FOUND', { what: `profile ${profile}` })
  refuseDesk(call, profile, retired)
  return propose(
    call,
    {
      kind: 'profile.retire',
      subject: `profile:${profile}`,
      title: found.data.label.en,
      before: { retired: profiles.isRetired(profile) },
      after: { retired },
      payload: { profile, retired, reason },
      reason,
    },
    applyRetirement,
  )
}

function refuseDesk(call: Call, profile: string, retired: boolean): void {
  const desk = call.services.profiles.forNew().data
  if (retired && desk.profile === profile) refuse('PROFILE_NEEDED', { profile: desk.label.en })
}

export const applyRetirement: Apply<null> = (call, { payload }) => {
  const { profile, retired, reason } = payload as Retirement
  refuseDesk(call, profile, retired)
  if (!noteRetired(call, profile, retired)) throw new Conflict(`profile:${profile}`)
  call.audit({
    action: retired ? 'profile.retire' : 'profile.restore',
    subject: `profile:${profile}`,
    reason,
    changes: [['retired', retired ? 'no' : 'yes', retired ? 'yes' : 'no']],
  })
  call.afterCommit(() => call.services.profiles.retire(profile, retired))
  call.changed('settings')
  return null
}
