/** Seeded chance for made-up data: the same numbers in every run (mulberry32). */
export type Chance = {
  next(): number
  int(below: number): number
  pick<T>(from: readonly T[]): T
  word(letters: number): string
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number): number => Math.floor(next() * below)
  const pick = <T>(from: readonly T[]): T => from[int(from.length)] as T
  const word = (letters: number): string => {
    let made = String.fromCharCode(65 + int(26))
    while (made.length < letters) made += pick(['a', 'e', 'i', 'o', 'u']) + pick(['n', 'r', 's', 't', 'l'])
    return made.slice(0, letters)
  }
  return { next, int, pick, word }
}
