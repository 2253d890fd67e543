/** The command line: the whole demo job, checks that find what is wrong, exit codes 0, 1 and 2, and never a stack trace. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../src/main/cli/run.ts'
import { readPain001 } from '../../src/main/engine/formats/pain001/read.ts'
import { inspectStatement } from '../../src/main/engine/formats/statements/inspect.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let out: string
let demo: { code: number; results: string[]; notes: string[] }

async function cli(...args: string[]) {
  const results: string[] = []
  const notes: string[] = []
  const code = await run(args, { result: (text) => results.push(text), note: (text) => notes.push(text) })
  return { code, results, notes }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-cli-'))
  out = join(folder, 'out')
  demo = await cli('demo', '--out', out, '--json')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  process.env.COUNTERSIGN_PASSWORD = 'demo-desk-2026'
})

const ledger = () => join(out, 'ledger.countersign')
const file = (name: string) => readFileSync(join(out, name))

describe('demo: the main job from the sample file to a signed-off day', () => {
  test('runs in one go and leaves every paper', () => {
    expect(demo.notes.join('\n')).toContain('signed off by')
    expect(demo.code).toBe(0)
    for (const name of [
      'transfer-HKD.xml',
      'transfer-USD.xml',
      'control-list-HKD.xlsx',
      'cheques.pdf',
      'statement.camt053.xml',
      'day-report.pdf',
      'day-report.xlsx',
      'summary.json',
    ]) {
      expect(existsSync(join(out, name)), name).toBe(true)
    }
  })

  test('the summary adds up: what came in is paid, taken as fee, or still owed', () => {
    const summary = JSON.parse(file('summary.json').toString())
    expect(Object.values(summary.requests as Record<string, number>).reduce((a, b) => a + b, 0)).toBe(24)
    expect(summary.requests).toMatchObject({
      Completed: expect.any(Number),
      'Partially Completed': 1,
      Rejected: 2,
      'Awaiting Docs': 1,
      Cancelled: 1,
    })
    const cents = (text: string) => BigInt(text.replace('.', ''))
    for (const money of Object.values(summary.money) as Record<string, string>[]) {
      const { in: came = '', paid = '', fees = '', owedToCustomers = '', held = '', inTransit = '' } = money
      expect(cents(paid) + cents(fees) + cents(owedToCustomers)).toBe(cents(came))
      expect([held, inTransit]).toEqual(['0.00', '0.00'])
    }
    expect(summary.ledger.passed).toBe(true)
    expect(summary.day).toMatchObject({ state: 'signedOff', signedBy: ['Fay Tsang', 'Frank Mok'] })
  })

  test('the transfer file says what the bank then debited', () => {
    const read = readPain001(file('transfer-HKD.xml'))
    if (!read.ok) throw new Error(read.refusal.message)
    const paid = read.file.blocks.flatMap((block) => block.payments).map((p) => p.amountMinor)
    const statement = inspectStatement(file('statement.camt053.xml'))
    expect(statement.outcome).toBe('clean')
    const debited = statement.statements.find((s) => s.currency === 'HKD')?.entries.map((e) => e.amountMinor) ?? []
    for (const amount of paid) expect(debited).toContain(amount)
  })

  test('never writes over a ledger', async () => {
    const again = await cli('demo', '--out', out)
    expect(again.code).toBe(2)
    expect(again.notes.join()).toContain('exists')
  })
})

describe('ledger check', () => {
  test('prints figures and passes', async () => {
    const { code, results } = await cli('ledger', 'check', '--ledger', ledger(), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(results[0] ?? '')).toMatchObject({
      passed: true,
      findings: [],
      figures: {
        sums: [
          { currency: 'HKD', sumMinor: 0 },
          { currency: 'USD', sumMinor: 0 },
        ],
      },
    })
  })

  test.each([
    [
      'a changed balance',
      "UPDATE ledger_accounts SET balance_minor = balance_minor - 1 WHERE kind = 'bank'",
      'balance-differs',
    ],
    [
      'a changed audit record',
      "UPDATE audit SET record = replace(record, 'role', 'rolf') WHERE sequence = 100",
      'audit-changed',
    ],
    ['a removed audit record', 'DELETE FROM audit WHERE sequence = 50', 'audit-gap'],
    [
      'a changed posting',
      'UPDATE postings SET amount_minor = amount_minor + 1 WHERE journal_id = 5 AND line = 1',
      'journal-not-balanced',
    ],
    [
      'a hold that nobody explains',
      "INSERT INTO holds (account_id, request_id, amount_minor, state, created_at) SELECT id, 1, 5, 'active', 0 FROM ledger_accounts WHERE kind = 'customer' LIMIT 1",
      'hold',
    ],
  ])('finds %s', async (_, sql, code) => {
    const copy = join(folder, `tampered-${code}.countersign`)
    copyFileSync(ledger(), copy)
    const database = new Database(copy)
    for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string
    }[])
      database.exec(`DROP TRIGGER ${name}`)
    database.exec(sql)
    database.close()
    const check = await cli('ledger', 'check', '--ledger', copy)
    expect(check.code).toBe(1)
    expect(check.notes.join()).toContain(code)
  })

  test('an anchor from a day-end sheet finds a log that was cut off', async () => {
    const copy = join(folder, 'cut.countersign')
    copyFileSync(ledger(), copy)
    const database = new Database(copy)
    const { sequence, hash } = database
      .prepare('SELECT sequence, lower(hex(hash)) AS hash FROM audit ORDER BY sequence DESC LIMIT 1')
      .get() as { sequence: number; hash: string }
    database.exec('DROP TRIGGER guard_audit_delete')
    database.exec(`DELETE FROM audit WHERE sequence > ${sequence - 3}`)
    database.close()
    expect((await cli('audit', 'verify', '--ledger', copy)).code).toBe(0)
    expect((await cli('audit', 'verify', '--ledger', copy, '--anchor', `${sequence}:${hash}`)).code).toBe(1)
    expect((await cli('audit', 'verify', '--ledger', ledger(), '--anchor', `${sequence}:${hash}`)).code).toBe(0)
  })
})

describe('calls in the name of an operator', () => {
  const as = (user: string, ...args: string[]) => cli(...args, '--ledger', ledger(), '--as', user)

  test('any method, JSON in and out', async () => {
    const { code, results } = await as('fay.tsang', 'call', 'days.list', '{"before":null,"limit":5}', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(results[0] ?? '')).toMatchObject([{ state: 'signedOff' }])
  })

  test('a refusal is a sentence with its figures and exit code 1', async () => {
    const { code, notes } = await as('carol.ng', 'call', 'ledger.check')
    expect(code).toBe(1)
    expect(notes.join()).toMatch(/PERMISSION_MISSING/)
    expect(notes.join()).not.toMatch(/[{}]| at .*\.ts/)
  })

  test('a file with errors is refused row by row, and nothing is taken', async () => {
    const { code, notes } = await as('sunny.ho', 'requests', 'import', join(root, 'samples/broken/bad-amount.csv'))
    expect(code).toBe(1)
    expect(notes.join('\n')).toContain('row 4, amount')
  })

  test('the wrong password', async () => {
    process.env.COUNTERSIGN_PASSWORD = 'wrong'
    expect((await as('fay.tsang', 'call', 'session.me')).code).toBe(1)
  })
})

describe('the command line itself', () => {
  test.each([
    [[], 'which command'],
    [['frobnicate'], 'no command'],
    [['ledger', 'check'], '--ledger is missing'],
    [['ledger', 'check', '--nonsense'], 'nonsense'],
    [['call', 'requests.nothing', '--ledger', 'x', '--as', 'y'], 'no method'],
    [['call', 'requests.list', 'not json', '--ledger', 'x', '--as', 'y'], 'no JSON object'],
  ])('%j is wrong', async (args, what) => {
    const { code, notes } = await cli(...args)
    expect(code).toBe(2)
    expect(notes.join()).toContain(what)
  })

  test('a missing file and a foreign file are sentences', async () => {
    expect((await cli('ledger', 'check', '--ledger', join(folder, 'none'))).notes.join()).toContain('no ledger')
    writeFileSync(join(folder, 'text'), 'hello')
    expect((await cli('ledger', 'check', '--ledger', join(folder, 'text'))).notes.join()).toContain(
      'not a Countersign ledger',
    )
    expect((await cli('statement', 'inspect', join(folder, 'none'))).code).toBe(1)
    expect((await cli('statement', 'inspect', join(folder, 'text'))).code).toBe(1)
  })

  test('as a process: JSON alone on stdout, exit code, no stack trace', () => {
    const node = (...args: string[]) =>
      spawnSync(process.execPath, [join(root, 'scripts/cli.mjs'), ...args], { encoding: 'utf8' })
    const good = node('statement', 'inspect', join(out, 'statement.camt053.xml'), '--json')
    expect(good.status).toBe(0)
    expect(JSON.parse(good.stdout)).toMatchObject({
      outcome: 'clean',
      statements: [
        { currency: 'HKD', addsUp: true },
        { currency: 'USD', addsUp: true },
      ],
    })
    const bad = node('ledger', 'check', '--ledger', join(folder, 'none'))
    expect([bad.status, bad.stdout]).toEqual([1, ''])
    expect(bad.stderr).not.toMatch(/\n {4}at /)
  })
})
