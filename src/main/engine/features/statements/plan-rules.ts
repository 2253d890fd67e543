/** Which of the matches that the lines of a file suggest the desk makes by itself. */
import type { MatchKind } from '../../../../contract/statements.ts'
import { byGuess, byName, type Candidate, type Guesses, type LineFacts, type Names } from './rules.ts'

const ACTING: readonly MatchKind[] = ['bankId', 'ourReference', 'chequeNumber', 'batch', 'amount']
/** Evidence that two lines can give alike. */
const GUESSES: readonly MatchKind[] = ['batch', 'amount']

export type Planned = { line: LineFacts; candidate: Candidate }

/** What is known of the payments that lines name, and how to find what the others may be about: most files need little of that. */
export type Known = { names: Names; guesses: (lines: readonly LineFacts[]) => Guesses }

/**
 * What the desk settles by itself: kind after kind over all lines, so that a weaker match of one line never takes the
 * payment that a stronger one of another line is about. A payment is settled once; a batch total that two lines could be
 * is left to a person.
 */
export function planMatches(
  lines: readonly LineFacts[],
  { names, guesses }: Known,
  holds: (reference: string) => boolean,
): Planned[] {
  const found = new Map<MatchKind, Planned[]>(ACTING.map((kind) => [kind, []]))
  const keep = (line: LineFacts, candidate: Candidate | null) => {
    if (candidate?.acts) found.get(candidate.kind)?.push({ line, candidate })
  }
  const unnamed: LineFacts[] = []
  for (const line of lines) {
    const candidate = byName(line, names, holds)
    if (candidate) keep(line, candidate)
    else if (line.direction === 'debit') unnamed.push(line)
  }
  const rest = unnamed.length === 0 ? null : guesses(unnamed)
  if (rest) for (const line of unnamed) keep(line, byGuess(line, rest))
  const claims = claimsOf(GUESSES.flatMap((kind) => found.get(kind) ?? []))
  const claimed = new Set<number>()
  const planned: Planned[] = []
  for (const [kind, matches] of found) {
    const isGuess = GUESSES.includes(kind)
    for (const match of matches) {
      const { payments } = match.candidate
      if (isClaimed(claimed, payments) || (isGuess && (claims.get(groupOf(payments)) ?? 0) > 1)) continue
      for (const { id } of payments) claimed.add(id)
      planned.push(match)
    }
  }
  return planned
}

type Payments = Candidate['payments']

function isClaimed(claimed: ReadonlySet<number>, payments: Payments): boolean {
  for (const { id } of payments) if (claimed.has(id)) return true
  return false
}

/** How many lines suggest the same payments. */
function claimsOf(matches: readonly Planned[]): Map<string, number> {
  const claims = new Map<string, number>()
  for (const { candidate } of matches) {
    const group = groupOf(candidate.payments)
    claims.set(group, (claims.get(group) ?? 0) + 1)
  }
  return claims
}

function groupOf(payments: Payments): string {
  return payments.map(({ id }) => id).join()
}
