/** What the customer hears of a step, in the transaction of the step itself (law 2): as the profile has it, and by its template. */
import { isStepNotice, type StepNotice } from '../../../../contract/notifications.ts'
import type { Transition } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { customerById } from '../customers/index.ts'
import { notify } from '../notifications/index.ts'
import { show } from './money.ts'
import type { Request } from './schema.ts'

/** R2-19, R2-22, R3-25: the notice that the transition names. What a person wrote for colleagues stays inside. */
export function tellOfStep(call: Call, request: Request, { notice }: Transition): void {
  if (notice === null) return
  if (!isStepNotice(notice)) throw new Error(`WD-${request.id}: no message ${notice}`)
  tellCustomer(call, request, notice)
}

/** The request as it is after the step; its reason in the words of its own profile. */
export function tellCustomer(call: Call, request: Request, template: StepNotice): void {
  const { id, name, email } = customerById(call, request.customerId)
  const figures = {
    request: `WD-${request.id}`,
    customer: name,
    amount: show(request.amountMinor, request.currency),
  }
  const about = { to: { customer: { id, name, email, language: 'en' as const } }, requestId: request.id }
  if (template === 'customer.approved') notify(call, { ...about, template, figures })
  else {
    const code = request.reasonCode ?? ''
    const reason = call.services.profiles.of(request).reasonCode(code)?.label.en ?? code
    notify(call, { ...about, template, figures: { ...figures, reason } })
  }
}
