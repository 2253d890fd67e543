/**
 * Rows that one transaction reads again and again (the account of a request, its payments): read once, kept until their table
 * changes, a part is undone, or the transaction ends. Outside a transaction nothing is kept.
 */
export class KeptRows {
  readonly #byTable = new Map<string, Map<string, Map<unknown, unknown>>>()
  /** What hardly ever changes (channels, limits, emergencies) and is asked with every step: kept beyond the transaction. */
  readonly #lasting = new Map<string, { tables: readonly string[]; value: unknown }>()
  readonly #lastingTables = new Set<string>()
  #open = false

  /** A transaction begins. */
  open(): void {
    this.#open = true
  }

  /** The transaction ended, one way or the other. */
  close(): void {
    this.#open = false
    this.#byTable.clear()
  }

  /** What was read may be undone. */
  forget(): void {
    this.#byTable.clear()
    this.#lasting.clear()
  }

  changed(table: string): void {
    this.#byTable.delete(table)
    if (!this.#lastingTables.delete(table)) return
    for (const [key, { tables }] of this.#lasting) if (tables.includes(table)) this.#lasting.delete(key)
  }

  /** What a statement over these tables gave, until one of them is written. The value is shared: nobody changes it. */
  lasting<T>(at: { tables: readonly string[]; key: string }, read: () => T): T {
    const known = this.#lasting.get(at.key)
    if (known) return known.value as T
    const value = read()
    if (this.#lasting.size >= MOST_LASTING) this.#lasting.clear()
    this.#lasting.set(at.key, { tables: at.tables, value })
    for (const table of at.tables) this.#lastingTables.add(table)
    return value
  }

  /** What a statement gave for a key, or what `read` gives now. The value is shared: nobody changes it. */
  of<T>(at: { table: string; sql: string; key: unknown }, read: () => T): T {
    if (!this.#open) return read()
    const rows = placeIn(
      placeIn(this.#byTable, at.table, () => new Map<string, Map<unknown, unknown>>()),
      at.sql,
      () => new Map<unknown, unknown>(),
    )
    const known = rows.get(at.key)
    if (known !== undefined) return known as T
    const value = read()
    rows.set(at.key, value)
    return value
  }
}

const MOST_LASTING = 500

function placeIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

const WRITES = /^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(\w+)/i
const READS = /\bFROM\s+(\w+)/i

/** The table that a statement writes, or null when it only reads. */
export function tableWrittenBy(sql: string): string | null {
  return WRITES.exec(sql)?.[1] ?? null
}

/** The one table that a statement reads. Throws for a join: a change of its other tables would go unseen. */
export function tableReadBy(sql: string): string {
  const table = READS.exec(sql)?.[1]
  if (!table || /\bJOIN\b|\bFROM\b[\s\S]*\bFROM\b/i.test(sql)) throw new Error(`not a read of one table: ${sql}`)
  return table
}
