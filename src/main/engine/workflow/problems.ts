/**
 * What makes a profile unfit to run, in words (law 12). Beside names that lead nowhere it looks for ways around a control: a path
 * that pays without the approvals of its amount, without money set apart, or on the word of the person who made the request.
 */
import { isStepNotice, TEMPLATES } from '../../../contract/notifications.ts'
import type { ApprovalTable, Profile, Transition } from '../../../contract/profile.ts'
import { underPolicies } from './policies.ts'

/** Everything that makes a profile unfit to run. */
export function problemsOf(given: Profile): string[] {
  const data = underPolicies(given)
  return [
    ...policyProblems(given),
    ...unknownNames(data),
    ...brokenPlaces(data),
    // As written: a status that a policy leaves out for now is no mistake.
    ...unreachable(given),
    ...deadEnds(data),
    ...stepProblems(data),
    ...noticeProblems(data),
    ...approvalProblems(data),
    ...paymentProblems(data),
  ]
}

const pays = (t: Transition): boolean => t.effects.includes('startPayment') || t.effects.includes('startComplete')

function twice(names: readonly string[], what: string): string[] {
  const seen = new Set<string>()
  return names.flatMap((name) => {
    if (seen.has(name)) return [`the ${what} ${name} is listed twice`]
    seen.add(name)
    return []
  })
}

const NOBODY_IN_PARTICULAR: readonly string[] = ['any', 'customer', 'system']

function unknownNames(data: Profile): string[] {
  const statuses = new Set(data.statuses.map((s) => s.status))
  const actions = new Set<string>(data.actions.map((a) => a.action))
  const departments = new Set(data.departments.map((d) => d.department))
  const problems = [
    ...twice([...data.statuses.map((s) => s.status)], 'status'),
    ...twice([...actions].length === data.actions.length ? [] : data.actions.map((a) => a.action), 'action'),
    ...twice(
      data.transitions.map((t) => t.id),
      'transition',
    ),
    ...twice(
      data.reasonCodes.map((r) => r.code),
      'reason code',
    ),
  ]
  if (!statuses.has(data.initial.status)) problems.push(`the first status ${data.initial.status} does not exist`)
  if (!departments.has(data.initial.department))
    problems.push(`the first department ${data.initial.department} does not exist`)
  for (const t of data.transitions) {
    if (!statuses.has(t.from)) problems.push(`${t.id} starts at the unknown status ${t.from}`)
    if (!statuses.has(t.to)) problems.push(`${t.id} leads to the unknown status ${t.to}`)
    if (!actions.has(t.action)) problems.push(`${t.id} uses the unknown action ${t.action}`)
    for (const d of t.heldBy) if (!departments.has(d)) problems.push(`${t.id} is held by the unknown department ${d}`)
    if (!NOBODY_IN_PARTICULAR.includes(t.performer) && !departments.has(t.performer))
      problems.push(`${t.id} is taken by the unknown department ${t.performer}`)
    if (t.departmentAfter !== null && !departments.has(t.departmentAfter))
      problems.push(`${t.id} hands over to the unknown department ${t.departmentAfter}`)
    if ((t.performer === 'system') !== (t.on !== null)) problems.push(`${t.id}: the desk itself acts on an event only`)
  }
  for (const { code, actions: offered } of data.reasonCodes)
    for (const action of offered)
      if (!actions.has(action)) problems.push(`the reason code ${code} belongs to the unknown action ${action}`)
  for (const { action, requires } of data.actions) {
    if (requires.includes('reasonCode') && !data.reasonCodes.some((r) => r.actions.includes(action)))
      problems.push(`${action} asks for a reason code and there is none`)
  }
  return problems
}

/** A final status has no holder and nothing after it; a place that is held lets its holder do something. */
function brokenPlaces(data: Profile): string[] {
  const finals = new Map(data.statuses.map((s) => [s.status as string, s.final]))
  return data.transitions.flatMap((t) => {
    const problems: string[] = []
    if (finals.get(t.from)) problems.push(`${t.id} leaves the final status ${t.from}`)
    if (finals.get(t.to) !== (t.departmentAfter === null))
      problems.push(`${t.id}: a final status and only a final one has no holder`)
    const { departmentAfter: holder } = t
    if (holder !== null && !data.transitions.some((next) => next.from === t.to && next.heldBy.includes(holder)))
      problems.push(`${t.id} leaves the request at ${t.to} with ${holder}, who can do nothing there`)
    return problems
  })
}

/** The statuses that can be reached over the transitions that are left after some were taken out. */
function reached(data: Profile, without: (t: Transition) => boolean = () => false): Set<string> {
  const seen = new Set<string>([data.initial.status])
  for (let grew = true; grew; ) {
    grew = false
    for (const t of data.transitions) {
      if (!seen.has(t.from) || seen.has(t.to) || without(t)) continue
      seen.add(t.to)
      grew = true
    }
  }
  return seen
}

function unreachable(data: Profile): string[] {
  const seen = reached(data)
  return data.statuses.filter((s) => !seen.has(s.status)).map((s) => `the status ${s.status} cannot be reached`)
}

/** A status from which no end can be reached, however many steps are taken. */
function deadEnds(data: Profile): string[] {
  const ends = new Set<string>(data.statuses.filter((s) => s.final).map((s) => s.status))
  for (let grew = true; grew; ) {
    grew = false
    for (const t of data.transitions) {
      if (!ends.has(t.to) || ends.has(t.from)) continue
      ends.add(t.from)
      grew = true
    }
  }
  return data.statuses.filter((s) => !ends.has(s.status)).map((s) => `the status ${s.status} is a dead end`)
}

function stepProblems(data: Profile): string[] {
  const steps = new Set<string>(data.steps.map((s) => s.step))
  const problems = twice(
    data.templates.map((t) => t.template),
    'template',
  )
  for (const { template, steps: its } of data.templates) {
    for (const step of its) if (!steps.has(step)) problems.push(`the template ${template} has the unknown step ${step}`)
  }
  for (const t of data.transitions) {
    for (const step of t.steps) if (!steps.has(step)) problems.push(`${t.id} is on the unknown step ${step}`)
    if (!['same', 'next', 'none'].includes(t.stepAfter) && !steps.has(t.stepAfter))
      problems.push(`${t.id} leads to the unknown step ${t.stepAfter}`)
  }
  return problems
}

/** A message that has no text, whose figures nobody would know, or that would never be left. */
function noticeProblems(data: Profile): string[] {
  return data.transitions.flatMap(({ id, notice, action, performer, effects }) => {
    if (notice === null) return []
    if (!isStepNotice(notice)) return [`${id} tells the customer by the unknown message ${notice}`]
    const problems: string[] = []
    if (performer === 'system' || effects.includes('startComplete'))
      problems.push(`${id} tells the customer although no person takes it in one step`)
    const figures: readonly string[] = TEMPLATES[notice].figures
    const asked = data.actions.find((each) => each.action === action)?.requires ?? []
    if (figures.includes('reason') && !asked.includes('reasonCode'))
      problems.push(`${id} tells the customer a reason and ${action} asks for none`)
    return problems
  })
}

function approvalProblems(data: Profile): string[] {
  const actions = new Set<string>(data.actions.map((a) => a.action))
  const financial = data.financialApprovals.flatMap((table) => bandProblems({ ...table, action: table.subject }))
  const ofActions = data.approvals.flatMap((table) => {
    const problems = bandProblems(table)
    if (!actions.has(table.action)) problems.push(`approvals are asked for the unknown action ${table.action}`)
    const own = data.transitions.filter((t) => t.action === table.action)
    for (const t of own) {
      if (!t.guards.includes('approvalsPending') && !t.guards.includes('approvalsComplete'))
        problems.push(`${t.id} runs whether or not the approvals are complete`)
      const several = [...table.bands.map((band) => band.needs), table.otherwise ?? []].some(
        (needs) => needs.reduce((sum, need) => sum + need.count, 0) > 1,
      )
      const waits = own.some((other) => other.from === t.from && other.guards.includes('approvalsPending'))
      const ends = own.some((other) => other.from === t.from && other.guards.includes('approvalsComplete'))
      if (!ends) problems.push(`${t.from} has no way on after the last approval of ${table.action}`)
      if (several && !waits) problems.push(`${t.from} has no way to wait for the second approval of ${table.action}`)
    }
    return problems
  })
  return [...financial, ...ofActions]
}

/** Rows of one currency follow each other without gap or overlap, from nothing to everything (R2-81, R2-82). */
export function bandProblems(table: Pick<ApprovalTable, 'bands'> & { action: string }): string[] {
  const problems: string[] = []
  for (const currency of new Set(table.bands.map((band) => band.currency))) {
    const rows = table.bands
      .filter((band) => band.currency === currency)
      .sort((a, b) => a.aboveMinor - b.aboveMinor || (a.upToMinor ?? Infinity) - (b.upToMinor ?? Infinity))
    const say = (what: string) => problems.push(`approvals of ${table.action} in ${currency} ${what}`)
    let edge: number | null = 0
    for (const row of rows) {
      if (edge === null) say(`overlap above ${row.aboveMinor}`)
      else if (row.aboveMinor > edge) say(`have a gap between ${edge} and ${row.aboveMinor}`)
      else if (row.aboveMinor < edge) say(`overlap between ${row.aboveMinor} and ${edge}`)
      if (row.upToMinor !== null && row.upToMinor <= row.aboveMinor) say(`have an empty row above ${row.aboveMinor}`)
      edge = row.upToMinor
    }
    if (edge !== null) say(`end at ${edge}`)
  }
  return problems
}

/** Money leaves only after its controls: approvals of the amount or a second person, and money that was set apart. */
function paymentProblems(data: Profile): string[] {
  const problems: string[] = []
  const paying = data.transitions.filter(pays)
  if (paying.length === 0) problems.push('no transition pays')
  const isApproval = (t: Transition) => t.guards.includes('approvalsComplete')
  const isSecondPerson = (t: Transition) => t.guards.includes('notMaker') || isApproval(t)
  const withoutSecond = reached(data, isSecondPerson)
  const withoutApproval = reached(data, isApproval)
  const withoutHold = reached(data, (t) => t.effects.includes('holdFunds'))
  for (const t of paying) {
    if (withoutSecond.has(t.from) && !isSecondPerson(t))
      problems.push(`${t.id} pays although one person may have done everything before it`)
    if (data.approvals.length > 0 && !isApproval(t) && withoutApproval.has(t.from))
      problems.push(`${t.id} pays by a path without the approvals that the amount needs`)
    if (data.approvals.length > 0 && !t.guards.includes('approvalsGiven') && !isApproval(t))
      problems.push(`${t.id} pays without looking whether the approvals still hold`)
    if (!t.guards.includes('transactionsApproved') && !t.effects.includes('createPayments'))
      problems.push(`${t.id} pays without approved transactions`)
    const holds = t.effects.includes('holdFunds')
    if (data.policies.holdAt === 'execution' && !holds) problems.push(`${t.id} pays without setting the money apart`)
    if (data.policies.holdAt === 'approval' && withoutHold.has(t.from))
      problems.push(`${t.id} pays by a path on which no money was set apart`)
  }
  for (const t of data.transitions.filter((each) => each.effects.includes('holdFunds'))) {
    if (data.policies.holdAt === 'submission') problems.push(`${t.id} sets money apart a second time`)
    if (!isSecondPerson(t) && !pays(t)) problems.push(`${t.id} lets the maker set money apart`)
  }
  return problems
}

/** Policies that would take a law away, or that lead nowhere. */
function policyProblems(data: Profile): string[] {
  const { editVoidsApproval, documentsReturnTo } = data.policies
  const problems: string[] = []
  if (data.approvals.length > 0 && !editVoidsApproval)
    problems.push('an edit would leave approvals in force that were given for something else')
  if (documentsReturnTo !== null && !data.statuses.some(({ status }) => status === documentsReturnTo))
    problems.push(`a step back for documents leads to the unknown status ${documentsReturnTo}`)
  return problems
}
