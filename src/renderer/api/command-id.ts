/** Ids of commands: time first, so that they sort in the order in which they were made, then chance. */

const TIME_CHARS = 9
const CHANCE_BYTES = 12

/** A new id, such as `0mi3k2x9fq7…`: nine characters of time in base 36 and twenty-four of chance. */
export function newCommandId(nowMs: number = Date.now()): string {
  const chance = crypto.getRandomValues(new Uint8Array(CHANCE_BYTES))
  const time = nowMs.toString(36).padStart(TIME_CHARS, '0')
  return time + Array.from(chance, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export type CommandIds = {
  /** The id for this input: the one of the last try if nothing was changed since, otherwise a new one. */
  idFor(input: unknown): string
  /** The command had its effect, or was given up: the next one is another command. */
  forget(): void
}

/** Keeps the id of a command while its input stays the same, so that a retry is the same command (law 3). */
export function commandIds(make: () => string = newCommandId): CommandIds {
  let kept: { content: string; id: string } | null = null
  return {
    idFor(input) {
      const content = JSON.stringify(input)
      if (kept?.content !== content) kept = { content, id: make() }
      return kept.id
    },
    forget() {
      kept = null
    },
  }
}
