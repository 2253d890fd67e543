/** R3-55: the deposit and withdrawal team is told, in the window and by e-mail, of high-risk deposits without an entry. */
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'
import { notify } from '../notifications/index.ts'
import { show } from '../requests/index.ts'
import { unregisteredDeposits } from '../risk/index.ts'
import { depositsFound } from './measuring.ts'

/** Tells who may make the entries of what came in up to a moment; returns how many are missing. Nobody hears of nothing. */
export function tellOfDeposits(call: Call, { date, upTo }: { date: BusinessDate; upTo: number }): number {
  const missing = unregisteredDeposits(call).filter(({ at }) => at <= upTo)
  if (missing.length === 0) return 0
  const { amounts, href } = depositsFound(missing)
  notify(call, {
    template: 'risk.depositsWaiting',
    to: { permissions: ['risk.register'] },
    figures: {
      count: String(missing.length),
      amount: amounts.map(({ amountMinor, currency }) => show(amountMinor, currency)).join(', '),
      date,
    },
    route: href,
  })
  return missing.length
}
