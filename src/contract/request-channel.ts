/** What every change of a request answers, and the methods about its channel (R3-26…R3-34). */
import { z } from 'zod'
import { changing, command, query } from './base.ts'
import { Control, ControlFact, Recommendation } from './channels.ts'
import { FileId, RequestId, Version } from './ids.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'
import { NonNegativeMinor } from './money.ts'
import { Department } from './permissions.ts'
import { Label } from './workflow.ts'

export const Changed = z
  .object({ requestId: RequestId, version: Version, status: Code, department: Department.nullable() })
  .strict()

export const requestChannel = {
  /** Which channel, why this one and why not the others, and what the channels still ask for (R3-26…R3-34). */
  channelChoice: query('withdrawals.access')
    .input(z.object({ requestId: RequestId }).strict())
    .output(
      z
        .object({
          channel: Code.nullable(),
          name: Label.nullable(),
          recommendation: Recommendation,
          controls: z.array(z.object({ control: Control, state: ControlFact.shape.state }).strict()),
          facts: z.array(ControlFact),
          mayChange: z.boolean(),
        })
        .strict(),
    ),
  /** The choice of a person at Confirm; against the routing table only with a reason (R3-28, R3-32). */
  setChannel: command({ permissions: ['cashTasksOut.confirm', 'withdrawals.approve'] })
    .input(changing({ requestId: RequestId, channel: Code.nullable(), reason: line(LIMITS.commentChars) }))
    .output(Changed),
  /** Mandate, fee consent, name screening, own name: what was found, with its note and evidence. */
  recordControl: command({ permissions: ['cashTasksOut.confirm', 'withdrawals.approve'] })
    .input(
      changing({
        requestId: RequestId,
        control: Control,
        state: ControlFact.shape.state,
        amountMinor: NonNegativeMinor.nullable(),
        note: requiredLine(LIMITS.commentChars),
        evidenceFileId: FileId.nullable(),
      }),
    )
    .output(Changed),
}
