/** The frame around every page: counts of the rail, clock strip, home figures, search. */
import { businessDateOf } from '../../../../contract/dates.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Department, Permission } from '../../../../contract/permissions.ts'
import { DECIDED_WITH, PROPOSAL_KINDS } from '../../../../contract/proposals.ts'
import type { Call, Handlers } from '../../call.ts'
import { startOfDay } from '../../day-bounds.ts'
import { openForPerson } from '../../proposals/index.ts'
import { customerById, searchCustomerIds } from '../customers/index.ts'
import {
  ageing,
  departmentCounts,
  flowOfDay,
  halfDone,
  type LeafHit,
  leafByNumber,
  mineCount,
  paidOut,
  requestsByNumberOrReference,
  workCounts,
} from './store.ts'

const CAP = 1_000
const DAY_MS = 86_400_000

/** Every department that some profile lets hold requests. */
function departmentsOf(call: Call): Department[] {
  return [...new Set(call.services.profiles.inForce().flatMap(({ data }) => data.departments.map((d) => d.department)))]
}

export const deskHandlers: Handlers<'desk'> = {
  counts(call) {
    const work = workCounts(call.db, CAP)
    return {
      mine: mineCount(call.db, call.actor.operatorId, CAP),
      departments: departmentCounts(call.db, {
        departments: departmentsOf(call),
        now: call.now,
        cap: CAP,
      }),
      ...work,
      changesToConfirm: openForPerson(call, {
        kinds: PROPOSAL_KINDS.filter((kind) => DECIDED_WITH[kind].some((each) => call.actor.permissions.has(each))),
        operatorId: call.actor.operatorId,
        cap: CAP,
      }),
      cap: CAP,
    }
  },

  clock(call) {
    const timeZone = call.services.settings.get('desk.timeZone')
    const [hours = 0, minutes = 0] = call.services.settings.get('desk.batchCut').split(':').map(Number)
    const cutMs = (hours * 60 + minutes) * 60_000
    const todayCut = startOfDay(call.today, timeZone) + cutMs
    const nextCutAt =
      todayCut > call.now ? todayCut : startOfDay(businessDateOf(call.now + DAY_MS, timeZone), timeZone) + cutMs
    return {
      deskName: call.services.settings.get('desk.name'),
      timeZone,
      now: call.now,
      today: call.today,
      nextCutAt,
      demo: call.services.demo,
    }
  },

  home(call) {
    const start = startOfDay(call.today, call.services.settings.get('desk.timeZone'))
    return {
      flow: flowOfDay(call.db, start),
      ageing: ageing(call.db, {
        departments: departmentsOf(call),
        now: call.now,
      }),
      paidOut: paidOut(call.db, start).map((row) => ({ ...row, currency: row.currency as Currency })),
      halfDone: halfDone(call.db),
    }
  },

  search(call, { text }) {
    const may = (...permissions: Permission[]) =>
      permissions.some((permission) => call.actor.permissions.has(permission))
    const found = may('withdrawals.access') ? requestsByNumberOrReference(call.db, text) : []
    const requests = found.map((row) => ({
      kind: 'request' as const,
      title: `WD-${row.id}`,
      detail: `${row.name} · ${formatMoney(row.amountMinor, row.currency as Currency)} ${row.currency}`,
      route: `/requests/${row.id}`,
    }))
    const customers = (may('customers.read') ? searchCustomerIds(call, text, 8) : []).map((id) => {
      const customer = customerById(call, id)
      return {
        kind: 'customer' as const,
        title: `${customer.name} ${customer.nameChinese}`.trim(),
        detail: customer.customerNumber,
        route: `/customers/${id}`,
      }
    })
    const leaves = may('cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read')
      ? leafByNumber(call.db, text)
      : []
    const cheques = leaves.map((leaf: LeafHit) => ({
      kind: 'cheque' as const,
      title: leaf.number,
      detail: leaf.payeeName ?? '',
      route: `/cheques?leaf=${leaf.id}`,
    }))
    return { hits: [...requests, ...customers, ...cheques].slice(0, 20) }
  },
}
