/** A profile that cannot run is refused with the reason in words; each built-in one is broken in one place at a time. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Profile } from '../../../src/contract/profile.ts'
import { bandProblems, problemsOf } from '../../../src/main/engine/workflow/problems.ts'
import { readProfile } from '../../../src/main/engine/workflow/profile.ts'
import { PROFILES, type ProfileName } from '../../support/profile-names.ts'

// biome-ignore lint/suspicious/noExplicitAny: the test breaks data on purpose
type Broken = any

const textOf = (name: ProfileName): string =>
  readFileSync(join(import.meta.dirname, `../../../resources/profiles/${name}.json`), 'utf8')
const broken = (name: ProfileName, change: (data: Broken) => void): string[] => {
  const data = structuredClone(Profile.parse(JSON.parse(textOf(name))))
  change(data)
  return problemsOf(data)
}
const way = (data: Broken, id: string) => data.transitions.find((t: { id: string }) => t.id === id)
const paying = (data: Broken) => data.transitions.filter((t: Broken) => t.effects.includes('startPayment'))

test.each(PROFILES)('%s can run', (name) => expect(problemsOf(Profile.parse(JSON.parse(textOf(name))))).toEqual([]))

describe('names that lead nowhere', () => {
  test.each<[string, ProfileName, (data: Broken) => void, RegExp]>([
    [
      'an unknown message to the customer',
      'payout-operations',
      (d) => {
        way(d, 'P02').notice = 'customer.applauded'
      },
      /P02 tells the customer by the unknown message customer.applauded/,
    ],
    [
      'a message whose figures nobody knows',
      'payout-operations',
      (d) => {
        way(d, 'P02').notice = 'customer.inquiry'
      },
      /P02 tells the customer by the unknown message customer.inquiry/,
    ],
    [
      'a message with a reason for which nobody is asked',
      'payout-operations',
      (d) => {
        way(d, 'P02').notice = 'customer.rejected'
      },
      /P02 tells the customer a reason and approve asks for none/,
    ],
    [
      'a message at a step of the desk itself',
      'payout-operations',
      (d) => {
        way(d, 'P15').notice = 'customer.approved'
      },
      /P15 tells the customer although no person takes it/,
    ],
    [
      'an unreachable status',
      'manager-finance',
      (d) => d.statuses.push({ ...d.statuses[0], status: 'lost' }),
      /lost cannot be reached/,
    ],
    [
      'a dead end',
      'payout-operations',
      (d) => {
        d.transitions = d.transitions.filter((t: { from: string }) => t.from !== 'held')
      },
      /held is a dead end/,
    ],
    [
      'a circle without an end',
      'incentive-payments',
      (d) => {
        d.transitions = d.transitions.filter((t: { to: string }) => !['paid', 'rejected'].includes(t.to))
      },
      /pending is a dead end/,
    ],
    [
      'a holder who can do nothing',
      'manager-finance',
      (d) => {
        way(d, 'M03').departmentAfter = 'sales'
      },
      /M03 leaves the request at approved with sales, who can do nothing/,
    ],
    [
      'an unknown status',
      'manager-finance',
      (d) => {
        way(d, 'M01').to = 'nowhere'
      },
      /M01 leads to the unknown status nowhere/,
    ],
    [
      'an unknown action',
      'manager-finance',
      (d) => {
        way(d, 'M01').action = 'wave'
      },
      /M01 uses the unknown action wave/,
    ],
    [
      'an unknown department of the profile',
      'manager-finance',
      (d) => {
        way(d, 'M01').heldBy = ['dealing']
      },
      /M01 is held by the unknown department dealing/,
    ],
    [
      'a performer from elsewhere',
      'manager-finance',
      (d) => {
        way(d, 'M01').performer = 'kitchen'
      },
      /M01 is taken by the unknown department kitchen/,
    ],
    [
      'a final status with a way out',
      'manager-finance',
      (d) => {
        way(d, 'M01').from = 'rejected'
      },
      /M01 leaves the final status rejected/,
    ],
    [
      'an unknown step',
      'audit-confirm-remit',
      (d) => {
        d.templates[0].steps = ['confirm', 'dance']
      },
      /default has the unknown step dance/,
    ],
    [
      'a reason code of an unknown action',
      'payout-operations',
      (d) => {
        d.reasonCodes[0].actions = ['sing']
      },
      /KYC_REQUIRED belongs to the unknown action sing/,
    ],
    [
      'a reason that is asked for and not there',
      'payout-operations',
      (d) => {
        d.reasonCodes = []
      },
      /reject asks for a reason code and there is none/,
    ],
    [
      'a status listed twice',
      'manager-finance',
      (d) => d.statuses.push(d.statuses[0]),
      /status pending is listed twice/,
    ],
  ])('%s', (_what, name, change, reason) => expect(broken(name, change).join('\n')).toMatch(reason))

  test.each<[string, (data: Broken) => void]>([
    [
      'permission',
      (d) => {
        d.actions[0].permission = 'money.print'
      },
    ],
    [
      'guard',
      (d) => {
        d.transitions[0].guards = ['weather']
      },
    ],
    [
      'effect',
      (d) => {
        d.transitions[0].effects = ['payTwice']
      },
    ],
    [
      'check',
      (d) => {
        d.checks = [{ check: 'luck', moments: ['approval'], outcome: 'refuse' }]
      },
    ],
    [
      'word that no profile has',
      (d) => {
        d.surprise = true
      },
    ],
  ])('an unknown %s does not even parse', (_what, change) => {
    const data = JSON.parse(textOf('manager-finance'))
    change(data)
    expect(() => readProfile(JSON.stringify(data))).toThrow()
  })
})

describe('ways around a control', () => {
  test.each<[string, ProfileName, (data: Broken) => void, RegExp]>([
    [
      'a path that pays without the approvals',
      'payout-operations',
      (d) => d.transitions.push({ ...way(d, 'P07'), id: 'P99', from: 'held', to: 'approved', action: 'release' }),
      /pays by a path without the approvals that the amount needs/,
    ],
    [
      'an approval that does not wait for the others',
      'payout-operations',
      (d) => {
        way(d, 'P02').guards = ['notMaker']
      },
      /P02 runs whether or not the approvals are complete/,
    ],
    [
      'no way to wait',
      'payout-operations',
      (d) => {
        d.transitions = d.transitions.filter((t: { id: string }) => t.id !== 'P03')
      },
      /awaitingApproval has no way to wait for the second approval/,
    ],
    [
      'a payment that does not look again',
      'manager-finance',
      (d) => {
        for (const t of paying(d)) t.guards = ['balanceSufficient']
      },
      /pays without looking whether the approvals still hold/,
    ],
    [
      'one person for everything',
      'department-review',
      (d) => {
        for (const t of d.transitions) t.guards = t.guards.filter((g: string) => g !== 'notMaker')
      },
      /T50 pays although one person may have done everything before it/,
    ],
    [
      'a maker who sets money apart',
      'department-review',
      (d) => {
        way(d, 'T37').guards = []
      },
      /T37 lets the maker set money apart/,
    ],
    [
      'no money set apart',
      'manager-finance',
      (d) => {
        way(d, 'M01').effects = []
      },
      /pays by a path on which no money was set apart/,
    ],
    [
      'money set apart twice',
      'payout-operations',
      (d) => {
        way(d, 'P02').effects = ['holdFunds']
      },
      /P02 sets money apart a second time/,
    ],
    [
      'paid without money apart',
      'audit-confirm-remit',
      (d) => {
        for (const t of paying(d)) t.effects = ['createPayments', 'startPayment']
      },
      /pays without setting the money apart/,
    ],
    [
      'unapproved transactions',
      'department-review',
      (d) => {
        way(d, 'T50').guards = []
      },
      /T50 pays without approved transactions/,
    ],
  ])('%s is refused', (_what, name, change, reason) => expect(broken(name, change).join('\n')).toMatch(reason))
})

describe('amount tables', () => {
  const needs = [{ role: 'seniorAdmin', count: 1, alsoBy: [] }]
  const rows = (...edges: [above: number, upTo: number | null][]) => ({
    action: 'approve',
    bands: edges.map(([aboveMinor, upToMinor]) => ({
      currency: 'HKD',
      aboveMinor,
      upToMinor,
      order: 'ordered',
      needs,
    })) as never,
  })
  test.each<[string, ReturnType<typeof rows>, RegExp | null]>([
    ['one row for everything', rows([0, null]), null],
    ['rows that follow each other', rows([0, 100], [100, 200], [200, null]), null],
    ['in any order', rows([200, null], [0, 100], [100, 200]), null],
    ['a gap', rows([0, 100], [101, null]), /gap between 100 and 101/],
    ['an overlap', rows([0, 100], [99, null]), /overlap between 99 and 100/],
    ['two last rows', rows([0, null], [100, null]), /overlap above 100/],
    ['an end', rows([0, 100]), /end at 100/],
    ['a start above nothing', rows([1, null]), /gap between 0 and 1/],
    ['an empty row', rows([0, 100], [100, 100], [100, null]), /empty row/],
  ])('%s', (_what, table, reason) => {
    const found = bandProblems(table).join('\n')
    if (reason) expect(found).toMatch(reason)
    else expect(found).toBe('')
  })
})
