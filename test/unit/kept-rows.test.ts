/** Rows kept within one transaction: never older than the last change, the last undone part or the transaction. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Connection } from '../../src/main/engine/db/connection.ts'
import { tableReadBy, tableWrittenBy } from '../../src/main/engine/db/kept-rows.ts'

const READ = 'SELECT id, amount FROM pots WHERE id = ?'
let folder: string
let connection: Connection

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-kept-'))
  connection = new Connection(join(folder, 'kept.db'))
  connection.raw.exec('CREATE TABLE pots (id INTEGER PRIMARY KEY, amount INTEGER); INSERT INTO pots VALUES (1, 10)')
})
afterEach(() => {
  connection.close()
  rmSync(folder, { recursive: true })
})

const amount = () => connection.getKept<{ amount: number }>(READ, 1)?.amount
/** A change that the connection does not see: what is still kept afterwards was not read again. */
const changeUnseen = (to: number) => connection.raw.exec(`UPDATE pots SET amount = ${to}`)

describe('rows kept within a transaction', () => {
  it('are read once until their table changes', () => {
    connection.begin()
    expect(amount()).toBe(10)
    changeUnseen(11)
    expect(amount()).toBe(10)
    connection.run('UPDATE pots SET amount = ? WHERE id = ?', 12, 1)
    expect(amount()).toBe(12)
    connection.prepare('UPDATE pots SET amount = 13').run()
    expect(amount()).toBe(13)
    connection.commit()
  })

  it('are read anew after an undone part', () => {
    connection.begin()
    expect(() =>
      connection.part(() => {
        connection.run('UPDATE pots SET amount = 20')
        expect(amount()).toBe(20)
        throw new Error('undone')
      }),
    ).toThrow('undone')
    expect(amount()).toBe(10)
    connection.commit()
  })

  it('are read anew in the next transaction and always outside of one', () => {
    connection.begin()
    expect(amount()).toBe(10)
    connection.rollback()
    changeUnseen(30)
    expect(amount()).toBe(30)
    changeUnseen(31)
    expect(amount()).toBe(31)
    connection.begin()
    expect(amount()).toBe(31)
    connection.commit()
  })

  it('name the one table that a statement reads or writes', () => {
    expect(tableWrittenBy('  insert into pots (id) values (?)')).toBe('pots')
    expect(tableWrittenBy('UPDATE pots SET amount = 1')).toBe('pots')
    expect(tableWrittenBy('DELETE FROM pots')).toBe('pots')
    expect(tableWrittenBy(READ)).toBeNull()
    expect(tableReadBy(READ)).toBe('pots')
    expect(() => tableReadBy('SELECT 1 FROM pots JOIN lids ON true')).toThrow('one table')
    expect(() => tableReadBy('SELECT 1 FROM pots WHERE id IN (SELECT id FROM lids)')).toThrow('one table')
  })
})

describe('rows that last beyond a transaction', () => {
  const lasting = () => connection.allLasting<{ amount: number }>(['pots', 'lids'], READ, 1)[0]?.amount

  it('are read once until one of their tables is written, in whichever transaction', () => {
    expect(lasting()).toBe(10)
    changeUnseen(11)
    connection.begin()
    connection.commit()
    expect(lasting()).toBe(10)
    connection.run('UPDATE pots SET amount = 12')
    expect(lasting()).toBe(12)
    changeUnseen(13)
    connection.raw.exec('CREATE TABLE lids (id INTEGER PRIMARY KEY)')
    connection.run('INSERT INTO lids VALUES (1)')
    expect(lasting()).toBe(13)
  })

  it('are read anew after a transaction or a part of it that was undone', () => {
    connection.begin()
    connection.run('UPDATE pots SET amount = 20')
    expect(lasting()).toBe(20)
    connection.rollback()
    expect(lasting()).toBe(10)
    connection.begin()
    const part = () =>
      connection.part(() => {
        connection.run('UPDATE pots SET amount = 30')
        expect(lasting()).toBe(30)
        throw new Error('undone')
      })
    expect(part).toThrow('undone')
    expect(lasting()).toBe(10)
    connection.commit()
  })

  it('are never remembered by a connection that only reads: it would not see the change', () => {
    const reader = new Connection(join(folder, 'kept.db'), { readOnly: true })
    const read = () => reader.allLasting<{ amount: number }>(['pots'], READ, 1)[0]?.amount
    expect(read()).toBe(10)
    connection.run('UPDATE pots SET amount = 40')
    expect(read()).toBe(40)
    reader.close()
  })
})

describe('many rows by one statement', () => {
  it('are the rows that one by one gives, however many', () => {
    connection.raw.exec('CREATE TABLE cups (id INTEGER PRIMARY KEY, name TEXT, size INTEGER)')
    const cups = sqliteTable('cups', { id: integer('id').primaryKey(), name: text('name'), size: integer('size') })
    const rows = Array.from({ length: 97 }, (_, at) => ({ name: `cup ${at}`, size: at }))
    connection.insertAll(cups, [])
    connection.insertAll(cups, rows)
    expect(connection.all('SELECT name, size FROM cups ORDER BY id')).toEqual(rows)
  })
})
