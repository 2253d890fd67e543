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

function textOf(fact: Fact | undefined): string | null {
  if (fact === undefined || fact === null || fact === '') return null
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no'
  if (typeof fact === 'object') return fact.length === 0 ? null : fact.join(', ')
  return String(fact)
}
