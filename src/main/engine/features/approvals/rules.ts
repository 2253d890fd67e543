/** Pure decisions about approvals: which seats are still empty, whose turn it is, who may sit down (R2-81…R2-85). */
import type { ContentField, ContentLine } from '../../../../contract/approvals.ts'
import type { Role } from '../../../../contract/permissions.ts'
import type { ApprovalNeed } from '../../../../contract/profile.ts'

export type Needs = { order: 'ordered' | 'parallel'; needs: readonly ApprovalNeed[] }

/** How many people a set of needs counts in all. */
export const peopleIn = (needs: readonly ApprovalNeed[]): number => needs.reduce((sum, need) => sum + need.count, 0)

export type Seat = ApprovalNeed & { given: number; open: boolean }

/** The seats with how many are filled; in an ordered set only the first unfilled one is open (R2-85). */
export function seatsOf({ order, needs }: Needs, given: readonly { role: string }[]): Seat[] {
  let blocked = false
  return needs.map((need) => {
    const count = given.filter(({ role }) => role === need.role).length
    const open = count < need.count && !blocked
    if (order === 'ordered' && count < need.count) blocked = true
    return { ...need, given: count, open }
  })
}

/** Somebody whose role may be used: the person themself, or who delegated to them. */
export type Authority = { operatorId: number; roles: readonly Role[] }

export type Sitting = { role: Role; roleUsed: Role; authorityOf: number; last: boolean }

/**
 * The seat that a person fills: an open one whose role, or a higher one in its place, they have themselves or by delegation.
 * The exact role goes before a stand-in, the own one before a delegated one.
 */
export function seatFor(seats: readonly Seat[], authorities: readonly Authority[]): Sitting | undefined {
  const open = seats.filter((seat) => seat.open)
  const missing = seats.reduce((sum, seat) => sum + seat.count - seat.given, 0)
  for (const rolesOf of [(seat: Seat): readonly Role[] => [seat.role], (seat: Seat) => seat.alsoBy]) {
    for (const authority of authorities) {
      for (const seat of open) {
        const roleUsed = rolesOf(seat).find((role) => authority.roles.includes(role))
        if (roleUsed) return { role: seat.role, roleUsed, authorityOf: authority.operatorId, last: missing === 1 }
      }
    }
  }
  return undefined
}

/** What differs between what was approved and what is there now. */
export function differenceOf(before: readonly ContentLine[], after: readonly ContentLine[]) {
  const fields = new Set<ContentField>([...before, ...after].map(({ field }) => field))
  const value = (lines: readonly ContentLine[], field: ContentField) =>
    lines.find((line) => line.field === field)?.value ?? ''
  return [...fields]
    .map((field) => ({ field, before: value(before, field), after: value(after, field) }))
    .filter((line) => line.before !== line.after)
}
