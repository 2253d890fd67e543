/** Puts missing steps together where one sentence explains several of them. */
import type { RefusalData } from '../../../contract/refusals.ts'

type Blocked = { action: string; blockedBy: RefusalData | null }
export type BlockedGroup = { sentence: string; actions: readonly string[] }

/** Groups in the order in which their first step is offered; steps that are allowed are left out. */
export function blockedGroups(
  actions: readonly Blocked[],
  describe: (refusal: RefusalData) => string,
): readonly BlockedGroup[] {
  const groups = new Map<string, string[]>()
  for (const { action, blockedBy } of actions) {
    if (blockedBy === null) continue
    const sentence = describe(blockedBy)
    groups.set(sentence, [...(groups.get(sentence) ?? []), action])
  }
  return [...groups].map(([sentence, names]) => ({ sentence, actions: names }))
}
