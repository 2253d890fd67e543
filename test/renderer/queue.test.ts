/** The queue: its address, its pages, its order, and what may be done with a selection. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Department } from '../../src/contract/permissions.ts'
import { RequestFilter } from '../../src/contract/requests.ts'
import { Profile } from '../../src/contract/workflow.ts'
import { firstPage, nextPage, previousPage, rangeOf } from '../../src/renderer/features/requests/cursor-trail.ts'
import {
  isMassEditable,
  isSelectable,
  massVerdicts,
  type Person,
} from '../../src/renderer/features/requests/mass-verdict.ts'
import {
  filterOf,
  isNarrowed,
  readChoice,
  sortedBy,
  viewOf,
  writeChoice,
} from '../../src/renderer/features/requests/queue-query.ts'
import { neighboursOf } from '../../src/renderer/features/requests/queue-walk.ts'
import { openWays } from '../../src/renderer/features/workflow/matrix-cells.ts'

const read = (name: string): Profile =>
  Profile.parse(JSON.parse(readFileSync(new URL(`../../resources/profiles/${name}.json`, import.meta.url), 'utf8')))
const profile = read('department-review')

describe('the address of a queue', () => {
  const QUERY =
    'status=new%2CawaitingDocs&currency=HKD%2CUSD&method=cheque&priority=urgent&overdue=1&q=lee&sort=amount&desc=0'

  it('survives being read and written', () => {
    expect(writeChoice(readChoice(QUERY))).toBe(QUERY)
  })

  it('is empty for the usual view and sorts the soonest due first', () => {
    const usual = readChoice('')
    expect(usual.sort).toEqual({ by: 'due', descending: false })
    expect(writeChoice(usual)).toBe('')
    expect(isNarrowed(usual)).toBe(false)
  })

  it('leaves out what it does not know, and what it gives is a filter of the contract', () => {
    const choice = readChoice(`status=<script>,new&currency=HKD,XXX&method=gold&sort=name&q=${'x'.repeat(300)}`)
    expect(choice).toMatchObject({ statuses: ['new'], currencies: ['HKD'], methods: [], sort: { by: 'due' } })
    expect(RequestFilter.safeParse(filterOf('retention', choice)).success).toBe(true)
  })

  it('shows closed requests only when asked for, by the switch or by a status', () => {
    expect(filterOf('all', readChoice('')).openOnly).toBe(true)
    expect(filterOf('all', readChoice('closed=1')).openOnly).toBe(false)
    expect(filterOf('all', readChoice('status=completed')).openOnly).toBe(false)
  })

  it('turns a view into what the engine is asked for', () => {
    expect(filterOf('dealing', readChoice(''))).toMatchObject({ view: 'department', department: 'dealing' })
    expect(filterOf('mine', readChoice(''))).toMatchObject({ view: 'mine', department: null })
    expect(viewOf('dealing')).toBe('dealing')
    expect(viewOf('elsewhere')).toBeNull()
  })

  it('turns the order round at the second click', () => {
    expect(sortedBy({ by: 'due', descending: false }, 'amount')).toEqual({ by: 'amount', descending: true })
    expect(sortedBy({ by: 'amount', descending: true }, 'amount')).toEqual({ by: 'amount', descending: false })
    expect(sortedBy({ by: 'amount', descending: false }, 'due')).toEqual({ by: 'due', descending: false })
  })
})

describe('pages by keyset', () => {
  it('go forward along the cursors and back to the very page before', () => {
    const second = nextPage(firstPage<number>(), 50)
    const third = nextPage(second, 100)
    expect(third).toEqual({ before: [null, 50], here: 100 })
    expect(previousPage(third)).toEqual(second)
    expect(previousPage(previousPage(third))).toEqual(firstPage())
  })

  it('stay where they are at either end', () => {
    const first = firstPage<number>()
    expect(nextPage(first, null)).toBe(first)
    expect(previousPage(first)).toBe(first)
  })

  it('count their rows from one, and an empty page from nothing', () => {
    const third = nextPage(nextPage(firstPage<number>(), 1), 2)
    expect(rangeOf(third, { rows: 17, pageSize: 100 })).toEqual({ from: 201, to: 217 })
    expect(rangeOf(firstPage(), { rows: 0, pageSize: 100 })).toEqual({ from: 0, to: 0 })
  })

  it('know the neighbours of a request in the list it was opened from', () => {
    const walk = { ids: [7, 9, 4], from: '/queue/all' }
    expect(neighboursOf(walk, 9)).toEqual({ previous: 7, next: 4, at: 2, of: 3 })
    expect(neighboursOf(walk, 4)).toMatchObject({ next: null })
    expect(neighboursOf(walk, 5)).toBeNull()
    expect(neighboursOf(null, 9)).toBeNull()
  })
})

const row = (status: string, department: Department | null, beingSent = false) => ({
  profile: 'department-review',
  status,
  step: null as string | null,
  department,
  beingSent,
})

/** R1-76, its resulting table. */
const MASS_EDIT: readonly [status: string, department: Department | null, selectable: boolean][] = [
  ['new', 'customerSupport', true],
  ['awaitingDocs', 'customerSupport', true],
  ['approvedByCs', 'retention', true],
  ['approvedByCs', 'dealing', true],
  ['approvedByCs', 'backoffice', false],
  ['approvedByRetention', 'dealing', true],
  ['approvedByRetention', 'backoffice', false],
  ['forwardedToDealing', 'dealing', true],
  ['forwardedToBackoffice', 'backoffice', false],
  ['approvedByDealing', 'backoffice', false],
  ['approvedByBackoffice', 'backoffice', false],
  ['completed', null, false],
  ['partiallyCompleted', null, false],
  ['canceledByClient', null, false],
  ['rejected', null, false],
  ['cancelled', null, false],
]

describe('mass edit', () => {
  it.each(MASS_EDIT)('%s held by %s: selectable %s', (status, department, selectable) => {
    const supervisor: Person = { department: null, permissions: ['withdrawals.massUpdate'], roles: [] }
    expect(isMassEditable(profile, row(status, department))).toBe(selectable)
    expect(isSelectable(profile, supervisor, row(status, department))).toBe(selectable)
  })

  it('is not for a request that is being sent', () => {
    expect(isMassEditable(profile, row('new', 'customerSupport', true))).toBe(false)
  })
})

describe('steps on many requests', () => {
  const carol: Person = {
    department: 'customerSupport',
    permissions: ['withdrawals.passToDepartment', 'withdrawals.requestDocuments'],
    roles: [],
  }
  const rows = [row('new', 'customerSupport'), row('awaitingDocs', 'customerSupport'), row('approvedByCs', 'retention')]

  it('say how many of the selection can take them', () => {
    const counts = massVerdicts(profile, carol, rows).map(({ action, can, cannot }) => [
      action.action,
      can.length,
      cannot.length,
    ])
    expect(counts).toEqual([
      ['requestDocuments', 1, 2],
      ['passToRetention', 2, 1],
      ['passToDealing', 1, 2],
      ['passToBackoffice', 1, 2],
    ])
  })

  it('need the department and the permission', () => {
    expect(massVerdicts(profile, { ...carol, department: 'dealing' }, rows)).toEqual([])
    expect(massVerdicts(profile, { ...carol, permissions: [] }, rows)).toEqual([])
  })

  it('leave Complete of department review to one request at a time: it is about its transactions', () => {
    const officer: Person = {
      department: 'backoffice',
      permissions: ['withdrawals.approve', 'withdrawals.reject', 'withdrawals.requestDocuments'],
      roles: [],
    }
    const found = massVerdicts(profile, officer, [
      row('approvedByDealing', 'backoffice'),
      row('approvedByBackoffice', 'backoffice'),
    ])
    expect(found.map(({ action }) => action.action as string).sort()).toEqual(['approve', 'backToCs', 'reject'])
  })

  it('may be taken by anybody where the profile says so, by a role, and on a step only with its permission', () => {
    const at = (profileName: string, status: string, step: string | null) => ({
      ...row(status, 'operations'),
      profile: profileName,
      step,
    })
    const finance: Person = { department: 'finance', permissions: ['withdrawals.approve'], roles: ['financeManager'] }
    const offered = (name: string, person: Person, held: ReturnType<typeof at>) =>
      massVerdicts(read(name), person, [held]).map(({ action }) => action.action as string)
    expect(offered('payout-operations', finance, at('payout-operations', 'pending', null))).toEqual(['approve'])
    const auditor: Person = {
      department: 'operations',
      permissions: ['cashTasksOut.audit'],
      roles: ['withdrawalAuditor'],
    }
    expect(offered('audit-confirm-remit', auditor, at('audit-confirm-remit', 'pending', 'audit'))).toEqual(['next'])
    expect(offered('audit-confirm-remit', auditor, at('audit-confirm-remit', 'pending', 'confirm'))).toEqual([])
    const payer: Person = { department: 'partnerFinance', permissions: ['withdrawals.approve'], roles: [] }
    const incentive = { ...at('incentive-payments', 'pending', null), department: 'partnerFinance' as const }
    expect(
      massVerdicts(read('incentive-payments'), payer, [incentive]).map(({ action }) => action.action),
    ).not.toContain('approve')
  })
})

describe('the matrix of one request', () => {
  it('marks the ways of its holder and step alone', () => {
    const ids = (
      place: { status: string; department: string | null; step: string | null },
      name = 'department-review',
    ) => [...(openWays(read(name), place) ?? [])]
    const place = { status: 'approvedByCs', department: 'retention', step: null }
    expect(ids(place)).toEqual(['T14', 'T15', 'T16', 'T17', 'T18', 'T25', 'T26', 'T27'])
    expect(ids({ ...place, department: 'backoffice' })).toEqual(['T22', 'T23', 'T24', 'T27'])
    expect(openWays(read('department-review'), { ...place, department: null })).toBeNull()
    const audit = ids({ status: 'pending', department: 'operations', step: 'audit' }, 'audit-confirm-remit')
    expect(audit).toContain('R01')
    expect(audit).not.toContain('R04')
  })
})
