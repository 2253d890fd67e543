/**
 * Which rows a piece of work writes, commit by commit, and the same rows again as plain prepared statements. Temporary triggers
 * note every row of every ordinary table; a row written twice within one commit counts once, with its last values.
 */
import type Database from 'better-sqlite3'

type Value = number | string | Buffer | null
type Table = { name: string; columns: string[]; blobs: Set<string>; keys: string[] }

/** One row as one commit leaves it: inserted whole, or its changed columns. */
export type RowWrite = { table: string; set: Record<string, Value>; where: Record<string, Value> | null }

export type Capture = { take(): RowWrite[] }

/** Notes what is written from now on; `take` gives the rows since the last take. */
export function captureWrites(raw: Database.Database): Capture {
  const tables = new Map(tablesOf(raw).map((table) => [table.name, table]))
  raw.exec('CREATE TEMP TABLE written (n INTEGER PRIMARY KEY, name TEXT, before TEXT, after TEXT)')
  for (const table of tables.values()) {
    const values = (row: 'NEW' | 'OLD') =>
      `json_array(${table.columns.map((c) => (table.blobs.has(c) ? `hex(${row}.${c})` : `${row}.${c}`)).join(', ')})`
    const note = (name: string, event: string, row: string) =>
      `CREATE TEMP TRIGGER written_${name}_${table.name} AFTER ${event} ON main.${table.name}
       BEGIN INSERT INTO written (name, before, after) VALUES ('${table.name}', ${row}); END;`
    raw.exec(note('insert', 'INSERT', `NULL, ${values('NEW')}`))
    raw.exec(note('update', 'UPDATE', `${values('OLD')}, ${values('NEW')}`))
    raw.exec(note('delete', 'DELETE', `${values('OLD')}, NULL`))
  }
  const rows = raw.prepare<[], Noted>('SELECT name, before, after FROM written ORDER BY n')
  const clear = raw.prepare('DELETE FROM written')
  return {
    take() {
      const noted = rows.all()
      clear.run()
      return joined(noted, tables)
    },
  }
}

type Noted = { name: string; before: string | null; after: string | null }

/** Joins the writes of one commit by row. */
function joined(noted: readonly Noted[], tables: ReadonlyMap<string, Table>): RowWrite[] {
  const byRow = new Map<string, RowWrite>()
  for (const { name, before, after } of noted) {
    const table = tables.get(name)
    if (!table || after === null) throw new Error(`a row of ${name} was deleted, which is not measured`)
    const now = valuesOf(table, after)
    const then = before === null ? null : valuesOf(table, before)
    const where = Object.fromEntries(table.keys.map((key) => [key, now[key] ?? null]))
    const id = `${name} ${JSON.stringify(where)}`
    const earlier = byRow.get(id)
    if (then === null) byRow.set(id, { table: name, set: now, where: null })
    else if (earlier?.where === null) earlier.set = now
    else {
      const changed = table.columns.filter((c) => !same(now[c], then[c]))
      const set = { ...earlier?.set, ...Object.fromEntries(changed.map((c) => [c, now[c] ?? null])) }
      byRow.set(id, { table: name, set, where })
    }
  }
  return [...byRow.values()]
}

function valuesOf(table: Table, json: string): Record<string, Value> {
  const values = JSON.parse(json) as (number | string | null)[]
  return Object.fromEntries(
    table.columns.map((column, i) => {
      const value = values[i] ?? null
      return [column, table.blobs.has(column) && typeof value === 'string' ? Buffer.from(value, 'hex') : value]
    }),
  )
}

const same = (a: Value | undefined, b: Value | undefined): boolean =>
  Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b

function tablesOf(raw: Database.Database): Table[] {
  const names = raw
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all() as string[]
  return names.map((name) => {
    const columns = raw.pragma(`table_info(${name})`) as { name: string; type: string; pk: number }[]
    return {
      name,
      columns: columns.map((c) => c.name),
      blobs: new Set(columns.filter((c) => c.type === 'BLOB').map((c) => c.name)),
      keys: columns.filter((c) => c.pk > 0).map((c) => c.name),
    }
  })
}

/** The same rows as bare statements: prepared once, one commit per list, in the order of the first write. */
export function prepareWrites(raw: Database.Database, commits: readonly RowWrite[][]): (() => void)[] {
  const statements = new Map<string, Database.Statement>()
  const prepare = (sql: string): Database.Statement => {
    const known = statements.get(sql) ?? raw.prepare(sql)
    statements.set(sql, known)
    return known
  }
  const begin = raw.prepare('BEGIN IMMEDIATE')
  const commit = raw.prepare('COMMIT')
  return commits.map((rows) => {
    const writes = rows.map((row) => ({ statement: prepare(textOf(row)), values: valuesFor(row) }))
    return () => {
      begin.run()
      for (const { statement, values } of writes) statement.run(values)
      commit.run()
    }
  })
}

function textOf({ table, set, where }: RowWrite): string {
  const columns = Object.keys(set)
  if (where === null)
    return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  const at = Object.keys(where).map((key) => `${key} = ?`)
  return `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${at.join(' AND ')}`
}

const valuesFor = ({ set, where }: RowWrite): Value[] => [...Object.values(set), ...Object.values(where ?? {})]

/** Bytes of the values of a row, as text; for the context line. */
export function bytesOf(row: RowWrite): number {
  return valuesFor(row).reduce<number>(
    (sum, value) => sum + (Buffer.isBuffer(value) ? value.length : String(value ?? '').length),
    0,
  )
}

/** Names of tables whose rows differ between this database and another file. */
export function differingTables(raw: Database.Database, otherPath: string): string[] {
  raw.prepare('ATTACH ? AS other').run(otherPath)
  try {
    return tablesOf(raw)
      .map(({ name }) => name)
      .filter((name) => {
        const missing = (here: string, there: string) =>
          raw
            .prepare(`SELECT count(*) FROM (SELECT * FROM ${here}.${name} EXCEPT SELECT * FROM ${there}.${name})`)
            .pluck()
            .get()
        return missing('main', 'other') !== 0 || missing('other', 'main') !== 0
      })
  } finally {
    raw.exec('DETACH other')
  }
}
