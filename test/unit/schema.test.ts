/** Drizzle's tables say what the migrations made: every table and column exists, with the same type and obligation. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDesk, testDesk } from '../support/desk.ts'

const engine = join(import.meta.dirname, '../../src/main/engine')
const files = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('schema.ts'))
const tables = (await Promise.all(files.map(async (name) => Object.values(await import(join(engine, name))))))
  .flat()
  .filter((value) => is(value, SQLiteTable)) as SQLiteTable[]

let desk: TestDesk
beforeAll(() => {
  desk = testDesk({ people: [] })
})
afterAll(() => desk.close())

test('there are tables to compare', () => expect(tables.length).toBeGreaterThan(15))

test.each(tables.map((table) => [getTableName(table), table] as const))('%s', (name, table) => {
  const made = desk.connection.raw.pragma(`table_info(${name})`) as {
    name: string
    type: string
    notnull: number
    pk: number
  }[]
  for (const column of Object.values(getTableColumns(table))) {
    const found = made.find((candidate) => candidate.name === column.name)
    expect(found, `${name}.${column.name} exists`).toBeDefined()
    expect(found?.type.toLowerCase(), `${name}.${column.name}`).toBe(column.getSQLType())
    if (!column.primary) expect(found?.notnull === 1, `${name}.${column.name} must be there`).toBe(column.notNull)
  }
})
