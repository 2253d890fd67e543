/**
 * One connection to the ledger file with its statements prepared once, and the few helpers with which stores
 * write SQL over drizzle's table definitions. Durability is set and asserted here (law 2).
 */
import Database from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { KeptRows, tableReadBy, tableWrittenBy } from './kept-rows.ts'

/** The write-ahead log had a reset race before this version. */
const LOWEST_SQLITE = [3, 51, 3]

export type Row = Record<string, unknown>
type Statement = Database.Statement<unknown[], unknown>
/** A statement and the table that it writes. */
type Known = { statement: Statement; writes: string | null }

export class Connection {
  readonly raw: Database.Database
  readonly #statements = new Map<string, Known>()
  readonly #kept = new KeptRows()
  readonly #keptTables = new Map<string, string>()

  constructor(path: string, options: { readOnly?: boolean } = {}) {
    this.raw = new Database(path, { readonly: options.readOnly ?? false, timeout: 5_000 })
    try {
      if (!options.readOnly) this.raw.pragma('journal_mode = WAL')
      this.raw.pragma('synchronous = FULL')
      this.raw.pragma('foreign_keys = ON')
      this.raw.pragma('trusted_schema = OFF')
      // Without it a row that is replaced under its key (INSERT OR REPLACE) is deleted behind the guards' backs.
      this.raw.pragma('recursive_triggers = ON')
      this.raw.pragma('cache_size = -65536')
      this.raw.pragma('temp_store = MEMORY')
      this.#assertDurable()
    } catch (error) {
      this.raw.close()
      throw error
    }
  }

  #assertDurable(): void {
    const version = String(this.raw.prepare('SELECT sqlite_version()').pluck().get())
    const parts = version.split('.').map(Number)
    const tooOld = LOWEST_SQLITE.map((least, i) => Math.sign((parts[i] ?? 0) - least)).find((d) => d !== 0) === -1
    if (tooOld) throw new Error(`SQLite ${version} is older than ${LOWEST_SQLITE.join('.')}`)
    if (this.raw.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL')
    if (this.raw.pragma('foreign_keys', { simple: true }) !== 1) throw new Error('foreign keys are off')
  }

  /** The prepared statement of a text, made once per connection. */
  prepare(sql: string): Statement {
    const { statement, writes } = this.#known(sql)
    if (writes !== null) this.#kept.changed(writes)
    return statement
  }

  #known(sql: string): Known {
    let known = this.#statements.get(sql)
    if (!known) {
      known = { statement: this.raw.prepare<unknown[], unknown>(withFixedPlan(sql)), writes: tableWrittenBy(sql) }
      this.#statements.set(sql, known)
    }
    return known
  }

  get<T = Row>(sql: string, ...params: unknown[]): T | undefined {
    return this.prepare(sql).get(...params) as T | undefined
  }

  all<T = Row>(sql: string, ...params: unknown[]): T[] {
    return this.prepare(sql).all(...params) as T[]
  }

  /** A row of one table by its key, read once per transaction until that table changes. Shared: nobody changes it. */
  getKept<T = Row>(sql: string, key: number | string): T | undefined {
    return this.#kept.of({ table: this.#keptTable(sql), sql, key }, () => this.get<T>(sql, key))
  }

  /** The same for rows. */
  allKept<T = Row>(sql: string, key: number | string): readonly T[] {
    return this.#kept.of({ table: this.#keptTable(sql), sql, key }, () => this.all<T>(sql, key))
  }

  /**
   * Rows of tables that hardly ever change, read once until one of these tables is written. Only the connection that writes may remember
   * them: it is the only one, so that it sees every change.
   */
  allLasting<T = Row>(tables: readonly string[], sql: string, ...params: (string | number)[]): readonly T[] {
    if (this.raw.readonly) return this.all<T>(sql, ...params)
    return this.#kept.lasting({ tables, key: [sql, ...params].join('\u0000') }, () => this.all<T>(sql, ...params))
  }

  #keptTable(sql: string): string {
    const known = this.#keptTables.get(sql)
    if (known !== undefined) return known
    const table = tableReadBy(sql)
    this.#keptTables.set(sql, table)
    return table
  }

  /** The first column of the first row. */
  value<T>(sql: string, ...params: unknown[]): T | undefined {
    const row = this.prepare(sql).get(...params) as Row | undefined
    return row === undefined ? undefined : (Object.values(row)[0] as T)
  }

  /** Runs a change; returns how many rows it changed. */
  run(sql: string, ...params: unknown[]): number {
    const { statement, writes } = this.#known(sql)
    if (writes !== null) this.#kept.changed(writes)
    return statement.run(...params).changes
  }

  /** Inserts one row of a drizzle table; returns the row's id. Keys are the table's property names. */
  insert<T extends SQLiteTable>(table: T, values: T['$inferInsert']): number {
    const given = values as Row
    const keys = Object.keys(given)
    const { statement, writes } = this.#known(insertText(table, keys, 1))
    if (writes !== null) this.#kept.changed(writes)
    return Number(statement.run(...keys.map((key) => given[key])).lastInsertRowid)
  }

  /** Inserts rows of a drizzle table that give the same columns, many by one statement. */
  insertAll<T extends SQLiteTable>(table: T, rows: readonly T['$inferInsert'][]): void {
    const keys = Object.keys((rows[0] ?? {}) as Row)
    for (let from = 0; from < rows.length; from += MOST_ROWS_AT_ONCE) {
      const some = rows.slice(from, from + MOST_ROWS_AT_ONCE) as Row[]
      this.run(insertText(table, keys, some.length), ...some.flatMap((row) => keys.map((key) => row[key])))
    }
  }

  /** Takes the write lock at once: nothing read afterwards can be stale. */
  begin(): void {
    this.run('BEGIN IMMEDIATE')
    this.#kept.open()
  }

  commit(): void {
    this.#kept.close()
    this.run('COMMIT')
  }

  /** Ends a transaction that failed; SQLite may have ended it already (a full disk). */
  rollback(): void {
    this.#kept.close()
    this.#kept.forget()
    if (this.raw.inTransaction) this.run('ROLLBACK')
  }

  /** Runs a part of a transaction that is undone alone when it throws. */
  part<T>(change: () => T): T {
    this.run('SAVEPOINT part')
    try {
      const result = change()
      this.run('RELEASE part')
      return result
    } catch (error) {
      this.#kept.forget()
      if (this.raw.inTransaction) {
        this.run('ROLLBACK TO part')
        this.run('RELEASE part')
      }
      throw error
    }
  }

  close(): void {
    this.#statements.clear()
    this.raw.close()
  }
}

/**
 * The same statement with its plan fixed when it is prepared. This build of SQLite (STAT4) compiles many statements anew whenever another
 * value is bound to a bare `?`, looking for a better plan; that costs more than most of them do. Under a plus the value stays
 * unseen. Text between quotes is left alone.
 */
export function withFixedPlan(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"[^"]*"|\?/g, (part) => (part === '?' ? '+?' : part))
}

/** Each number of rows is a statement of its own. */
const MOST_ROWS_AT_ONCE = 40
const insertTexts = new Map<SQLiteTable, Map<string, string>>()

function insertText(table: SQLiteTable, keys: readonly string[], rows: number): string {
  const texts = insertTexts.get(table) ?? new Map<string, string>()
  insertTexts.set(table, texts)
  const signature = rows === 1 ? keys.join() : `${rows} ${keys.join()}`
  const known = texts.get(signature)
  if (known !== undefined) return known
  const columns = getTableColumns(table)
  const names = keys.map((key) => columns[key]?.name ?? fail(`no column ${key} in ${getTableName(table)}`))
  const values = `(${keys.map(() => '?').join(', ')})`
  const text = `INSERT INTO ${getTableName(table)} (${names.join(', ')}) VALUES ${Array(rows).fill(values).join(', ')}`
  texts.set(signature, text)
  return text
}

const selectTexts = new Map<string, string>()

/**
 * The select list of a drizzle table with its property names: `r.amount_minor AS "amountMinor", …`.
 * Rows then have the type `typeof table.$inferSelect`.
 */
export function columnsOf(table: SQLiteTable, alias?: string): string {
  const key = `${alias ?? ''}.${getTableName(table)}`
  let text = selectTexts.get(key)
  if (!text) {
    const prefix = alias ? `${alias}.` : ''
    text = Object.entries(getTableColumns(table))
      .map(([property, column]) => `${prefix}${column.name} AS "${property}"`)
      .join(', ')
    selectTexts.set(key, text)
  }
  return text
}

function fail(message: string): never {
  throw new Error(message)
}
