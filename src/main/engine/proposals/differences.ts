/** The readable difference of two sets of facts: field, before, after, as texts or as codes that the window has words for. */

export type Fact = string | number | boolean | null | readonly string[]
export type Facts = Readonly<Record<string, Fact>>
export type Difference = { field: string; before: string | null; after: string | null }

/** Fields that differ, in the order of the facts; lists as codes with commas, yes and no as words of their own. */
export function differencesOf(before: Facts, after: Facts): Difference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return fields
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }))
    .filter((difference) => difference.before !== difference.after)
}

/**
 * Every figure of a definition by its path, for both sides, without those that are the same: what a second person reads before
 * putting the whole definition in force. Nothing of it is left out.
 */
export function figuresThatDiffer(before: unknown, after: unknown): { before: Facts; after: Facts } {
  const sides = { before: leavesOf(before, '', {}), after: leavesOf(after, '', {}) }
  const fields = differencesOf(sides.before, sides.after).map(({ field }) => field)
  const only = (facts: Facts): Facts =>
    Object.fromEntries(
      fields.filter((field) => Object.hasOwn(facts, field)).map((field) => [field, facts[field] ?? null]),
    )
  return { before: only(sides.before), after: only(sides.after) }
}

function leavesOf(value: unknown, path: string, into: Record<string, Fact>): Facts {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) leavesOf(inner, path === '' ? name : `${path}.${name}`, into)
  } else if (path !== '') into[path] = value as Fact
  return into
}

function textOf(fact: Fact | undefined): string | null {
  if (fact === undefined || fact === null || fact === '') return null
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no'
  if (typeof fact === 'object') return fact.length === 0 ? null : fact.join(', ')
  return String(fact)
}
