/**
 * Law 8 against somebody who can write to the file: every byte of every record and hash, rows taken out, put in, swapped, the tail cut off
 * and the chain computed anew. The log must tell each time, and name the first record that no longer fits.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/main/engine/audit/canonical-json.ts'
import { AuditChain, chainHash, GENESIS, readHead } from '../../src/main/engine/audit/chain.ts'
import { verifyChain } from '../../src/main/engine/audit/verify.ts'
import type { Connection } from '../../src/main/engine/db/connection.ts'
import { dropGuards } from '../bench/history.ts'
import { completeRequest, makeCustomer, makeRequest } from '../support/cases.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'

let desk: TestDesk
let connection: Connection
type Stored = { sequence: number; record: Buffer; hash: Buffer }
const stored = (): Stored[] =>
  connection.all<Stored>('SELECT sequence, CAST(record AS BLOB) AS record, hash FROM audit ORDER BY sequence')

/** Tries something on the log, looks at the verdict, and takes it back. */
function verdictAfter(tamper: () => void, anchor?: { sequence: number; hash: string }) {
  connection.begin()
  try {
    tamper()
    return verifyChain(connection, anchor)
  } finally {
    connection.rollback()
  }
}

const setRecord = (sequence: number, record: Buffer | string) =>
  connection.run('UPDATE audit SET record = CAST(? AS TEXT) WHERE sequence = ?', record, sequence)
const setHash = (sequence: number, hash: Buffer) =>
  connection.run('UPDATE audit SET hash = ? WHERE sequence = ?', hash, sequence)
const insert = (sequence: number, record: string, hash: Buffer) =>
  connection.run('INSERT INTO audit (sequence, record, hash) VALUES (?, ?, ?)', sequence, record, hash)

/** Opens the file to anybody: no guards, no checks, no column that would have to read a broken record. */
function layBare(): void {
  connection = desk.connection
  dropGuards(connection.raw)
  connection.raw.exec(`
    CREATE TABLE bare (sequence INTEGER PRIMARY KEY, record TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    INSERT INTO bare SELECT sequence, record, hash FROM audit;
    DROP TABLE audit;
    ALTER TABLE bare RENAME TO audit;`)
}

describe('a log of a working day', () => {
  let rows: Stored[]
  beforeAll(() => {
    desk = testDesk()
    const customer = makeCustomer(desk)
    for (const amountMinor of [1_000, 2_000])
      completeRequest(desk, makeRequest(desk, customer, { amountMinor }).requestId)
    layBare()
    rows = stored()
  })
  afterAll(() => desk.close())

  test('is intact, canonical, and ends at the head that the desk knows', () => {
    expect(rows.length).toBeGreaterThan(40)
    const head = readHead(connection)
    expect(verifyChain(connection)).toEqual({ intact: true, records: rows.length, head: head.hash.toString('hex') })
    for (const { record } of rows) {
      const text = record.toString()
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }
  })

  test('tells of every byte of every record and hash that was changed', { timeout: 120_000 }, () => {
    const flipped = (bytes: Buffer, at: number): Buffer => {
      const copy = Buffer.from(bytes)
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 7))
      return copy
    }
    let changes = 0
    for (const { sequence, record, hash } of rows.slice(-25)) {
      const expected = { intact: false, records: sequence - 1, sequence, problem: 'changed' }
      for (let at = 0; at < record.length; at++, changes++)
        expect(
          verdictAfter(() => setRecord(sequence, flipped(record, at))),
          `byte ${at} of ${sequence}`,
        ).toEqual(expected)
      for (let at = 0; at < hash.length; at++, changes++)
        expect(
          verdictAfter(() => setHash(sequence, flipped(hash, at))),
          `hash byte ${at} of ${sequence}`,
        ).toEqual(expected)
    }
    expect(changes).toBeGreaterThan(8_000)
  })

  test('tells of a record made longer, shorter or empty, and of a hash of another size', () => {
    const { sequence, record, hash } = rows[10] as Stored
    const broken = { intact: false, sequence, problem: 'changed' }
    for (const text of [
      `${record} `,
      ` ${record}`,
      record.subarray(1),
      record.subarray(0, -1),
      '',
      Buffer.concat([record, Buffer.alloc(1)]),
    ])
      expect(verdictAfter(() => setRecord(sequence, text))).toMatchObject(broken)
    for (const bytes of [hash.subarray(1), Buffer.concat([hash, Buffer.alloc(1)]), Buffer.alloc(0)])
      expect(verdictAfter(() => setHash(sequence, bytes))).toMatchObject(broken)
    // Bytes moved across the borders of a record: all bytes in a row are the same as before, the fields are not.
    const next = rows[11] as Stored
    const moved = () => {
      setHash(sequence, Buffer.concat([hash, next.record.subarray(0, 1)]))
      setRecord(next.sequence, Buffer.concat([next.record.subarray(1), next.hash.subarray(0, 1)]))
      setHash(next.sequence, next.hash.subarray(1))
    }
    expect(verdictAfter(moved)).toMatchObject(broken)
  })

  test('tells of every record that was taken out', () => {
    for (const { sequence } of rows.slice(0, -1)) {
      const taken = verdictAfter(() => connection.run('DELETE FROM audit WHERE sequence = ?', sequence))
      expect(taken).toEqual({ intact: false, records: sequence - 1, sequence, problem: 'gap' })
      const closed = verdictAfter(() => {
        connection.run('DELETE FROM audit WHERE sequence = ?', sequence)
        for (const { sequence: later } of rows.slice(sequence))
          connection.run('UPDATE audit SET sequence = ? WHERE sequence = ?', later - 1, later)
      })
      expect(closed).toEqual({ intact: false, records: sequence - 1, sequence, problem: 'changed' })
    }
  })

  test('tells of records that were given other numbers, their content untouched', () => {
    const shift = (from: number, by: number) => {
      for (const { sequence } of rows.slice(from - 1).reverse())
        connection.run('UPDATE audit SET sequence = ? WHERE sequence = ?', sequence + by, sequence)
    }
    for (const from of [1, 2, 20, rows.length]) {
      for (const by of [1, 7]) {
        const shifted = verdictAfter(() => shift(from, by))
        expect(shifted).toEqual({ intact: false, records: from - 1, sequence: from, problem: 'gap' })
      }
    }
  })

  test('tells of two records that were swapped', () => {
    for (const [a, b] of [
      [1, 2],
      [5, 6],
      [3, 30],
      [rows.length - 1, rows.length],
    ] as const) {
      const [one, other] = [rows[a - 1] as Stored, rows[b - 1] as Stored]
      const swapped = verdictAfter(() => {
        setRecord(a, other.record)
        setHash(a, other.hash)
        setRecord(b, one.record)
        setHash(b, one.hash)
      })
      expect(swapped).toEqual({ intact: false, records: a - 1, sequence: a, problem: 'changed' })
    }
  })

  test('tells of a record that was put in, wherever it was put', () => {
    for (const at of [1, 7, rows.length]) {
      const put = verdictAfter(() => {
        for (const { sequence } of [...rows].reverse().slice(0, rows.length - at + 1))
          connection.run('UPDATE audit SET sequence = ? WHERE sequence = ?', sequence + 1, sequence)
        insert(at, '{"action":"nothing"}', Buffer.alloc(32, 1))
      })
      expect(put).toEqual({ intact: false, records: at - 1, sequence: at, problem: 'changed' })
    }
    for (const number of [0, -5])
      expect(verdictAfter(() => insert(number, '{}', Buffer.alloc(32)))).toMatchObject({
        intact: false,
        sequence: 1,
        problem: 'gap',
      })
    const beyond = verdictAfter(() => insert(rows.length + 2, '{}', Buffer.alloc(32)))
    expect(beyond).toEqual({ intact: false, records: rows.length, sequence: rows.length + 1, problem: 'gap' })
  })

  test('tells of a tail that was cut off, and of a chain computed anew, by a head that is written down elsewhere', () => {
    const last = rows.at(-1) as Stored
    const anchor = { sequence: last.sequence, hash: last.hash.toString('hex') }
    expect(verifyChain(connection, anchor)).toMatchObject({ intact: true })
    for (const from of [1, 10, last.sequence]) {
      const cut = () => connection.run('DELETE FROM audit WHERE sequence >= ?', from)
      expect(verdictAfter(cut)).toMatchObject({ intact: true, records: from - 1 })
      expect(verdictAfter(cut, anchor)).toEqual({
        intact: false,
        records: from - 1,
        sequence: last.sequence,
        problem: 'tail',
      })
    }
    const anew = () => {
      let before = from(5)
      for (const { sequence, record } of rows.slice(4)) {
        const text = sequence === 5 ? record.toString().replace('"actor":"', '"actor":"Not ') : record.toString()
        setRecord(sequence, text)
        before = chainHash(before, text)
        setHash(sequence, before)
      }
    }
    const from = (sequence: number): Buffer => rows[sequence - 2]?.hash ?? GENESIS
    expect(verdictAfter(anew)).toMatchObject({ intact: true, records: rows.length })
    expect(verdictAfter(anew, anchor)).toMatchObject({ intact: false, problem: 'tail', sequence: last.sequence })
    const earlier = { sequence: 4, hash: (rows[3] as Stored).hash.toString('hex') }
    expect(verdictAfter(anew, earlier)).toMatchObject({ intact: true })
  })
})

describe('a log of several pages', () => {
  const RECORDS = 1_700
  beforeAll(() => {
    desk = testDesk({ people: [] })
    layBare()
    const chain = new AuditChain(connection)
    const actor = { operatorId: 1, name: 'Ada Admin', role: 'administrator', address: '127.0.0.1' }
    connection.begin()
    for (let i = chain.head.sequence; i < RECORDS; i++)
      chain.append({ action: 'any', subject: `request:${i}`, reason: '漢字 '.repeat(i % 5) }, actor, {
        at: i,
        commandId: null,
      })
    connection.commit()
  })
  afterAll(() => desk.close())

  // The log is read in pages of 500: their first and last records are where a mistake would hide.
  const EDGES = [1, 2, 499, 500, 501, 502, 999, 1_000, 1_001, 1_499, 1_500, 1_501, 1_699, 1_700]

  test('is intact to its last record', () => {
    expect(verifyChain(connection)).toMatchObject({ intact: true, records: RECORDS })
  })

  test.each(EDGES)('tells of record %i changed, taken out, or with another hash', (sequence) => {
    const changed = { intact: false, records: sequence - 1, sequence, problem: 'changed' }
    expect(verdictAfter(() => setRecord(sequence, '{"action":"other"}'))).toEqual(changed)
    expect(verdictAfter(() => setHash(sequence, Buffer.alloc(32, 9)))).toEqual(changed)
    const taken = verdictAfter(() => connection.run('DELETE FROM audit WHERE sequence = ?', sequence))
    if (sequence === RECORDS) expect(taken).toMatchObject({ intact: true, records: RECORDS - 1 })
    else expect(taken).toEqual({ intact: false, records: sequence - 1, sequence, problem: 'gap' })
  })

  test.each(EDGES)('still contains the head that was noted at record %i, and no other', (sequence) => {
    const hash = connection.value<Buffer>('SELECT hash FROM audit WHERE sequence = ?', sequence)?.toString('hex') ?? ''
    expect(verifyChain(connection, { sequence, hash })).toMatchObject({ intact: true })
    expect(verifyChain(connection, { sequence, hash: 'f'.repeat(64) })).toMatchObject({
      intact: false,
      problem: 'tail',
    })
  })
})
