/** Sets of request numbers as bits, thirty-two to a word: what makes any combination of filters a few passes over memory. */
export type Bits = Int32Array

export const wordsFor = (ids: number): number => (ids + 32) >>> 5

export function setBit(bits: Bits, id: number): void {
  bits[id >>> 5] = (bits[id >>> 5] as number) | (1 << (id & 31))
}

export function clearBit(bits: Bits, id: number): void {
  bits[id >>> 5] = (bits[id >>> 5] as number) & ~(1 << (id & 31))
}

export function hasBit(bits: Bits, id: number): boolean {
  return ((bits[id >>> 5] as number) & (1 << (id & 31))) !== 0
}

/** `into` keeps only what is in any of the sets. */
export function andAny(into: Bits, sets: readonly Bits[]): void {
  const [first, second, third, ...rest] = sets
  if (!first) into.fill(0)
  else if (!second) for (let w = 0; w < into.length; w++) into[w] = (into[w] as number) & (first[w] as number)
  else if (!third)
    for (let w = 0; w < into.length; w++) into[w] = (into[w] as number) & ((first[w] as number) | (second[w] as number))
  else {
    for (let w = 0; w < into.length; w++) {
      const word = into[w] as number
      if (word === 0) continue
      let any = (first[w] as number) | (second[w] as number) | (third[w] as number)
      for (let s = 0; s < rest.length; s++) any |= (rest[s] as Bits)[w] as number
      into[w] = word & any
    }
  }
}

/** `into` keeps only what is not in the set. */
export function andNot(into: Bits, set: Bits): void {
  for (let w = 0; w < into.length; w++) into[w] = (into[w] as number) & ~(set[w] as number)
}

export function countBits(bits: Bits): number {
  let count = 0
  for (let w = 0; w < bits.length; w++) {
    let word = bits[w] as number
    if (word === 0) continue
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** Calls with every number of a set from `from` on, upwards, until told to stop. */
export function eachUp(bits: Bits, from: number, visit: (id: number) => boolean): void {
  let w = from >>> 5
  if (w >= bits.length) return
  let word = (bits[w] as number) & (-1 << (from & 31))
  for (;;) {
    while (word !== 0) {
      const low = word & -word
      if (!visit((w << 5) + (31 - Math.clz32(low)))) return
      word ^= low
    }
    if (++w >= bits.length) return
    word = bits[w] as number
  }
}

/** The same downwards. */
export function eachDown(bits: Bits, from: number, visit: (id: number) => boolean): void {
  if (from < 0) return
  let w = Math.min(from >>> 5, bits.length - 1)
  let word = bits[w] as number
  if (w === from >>> 5) word &= -1 >>> (31 - (from & 31))
  for (;;) {
    while (word !== 0) {
      const high = 31 - Math.clz32(word)
      if (!visit((w << 5) + high)) return
      word &= ~(1 << high)
    }
    if (--w < 0) return
    word = bits[w] as number
  }
}
