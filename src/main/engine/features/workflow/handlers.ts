/** The profile in force, as data. */
import type { Handlers } from '../../call.ts'

export const workflowHandlers: Handlers<'workflow'> = {
  profile: (call) => call.services.profile.data,
}
