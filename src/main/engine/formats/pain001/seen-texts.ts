/**
 * Which texts were seen before. Made for the ids of a large file: a table of numbers that grows by doubling costs a fraction of
 * a set of texts. Texts whose numbers meet are compared themselves.
 */
export class SeenTexts {
  private texts: string[] = []
  /** Place of each text plus one, where its number points to; 0: free. */
  private table = new Int32Array(64)

  /** True when the text was seen before; from now on it is. */
  add(text: string): boolean {
    const { table, texts } = this
    const mask = table.length - 1
    let slot = numberOf(text) & mask
    for (let place = table[slot] as number; place !== 0; place = table[slot] as number) {
      if (texts[place - 1] === text) return true
      slot = (slot + 1) & mask
    }
    texts.push(text)
    table[slot] = texts.length
    if (2 * texts.length > table.length) this.grow()
    return false
  }

  private grow(): void {
    const table = new Int32Array(4 * this.table.length)
    const mask = table.length - 1
    for (const [index, text] of this.texts.entries()) {
      let slot = numberOf(text) & mask
      while (table[slot] !== 0) slot = (slot + 1) & mask
      table[slot] = index + 1
    }
    this.table = table
  }
}

/** FNV-1a, with the high bits folded into the low ones. */
function numberOf(text: string): number {
  let number = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193)
  return number ^ (number >>> 15)
}
