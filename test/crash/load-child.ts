/**
 * A desk at work in a process of its own, to be killed at any moment: takes requests through the departments and writes each
 * command's id to stdout once the engine has answered. With `--ack-first` it lies: it acknowledges before it asks.
 */
import { readFileSync, writeSync } from 'node:fs'
import { readHead } from '../../src/main/engine/audit/chain.ts'
import { totpCode } from '../../src/main/engine/features/operators/index.ts'
import { createEngine, type Link } from '../../src/main/engine/index.ts'

type Facts = {
  password: string
  secrets: Record<string, string>
  customers: { customerId: number; accountId: number; destinationId: number }[]
}
type Answer = { version: number; requestId: number }

const [path = '', factsFile = '', mode = ''] = process.argv.slice(2)
const facts = JSON.parse(readFileSync(factsFile, 'utf8')) as Facts
const startedAt = performance.now()
let base = 0
const engine = createEngine({ path, clock: () => base + Math.floor(performance.now() - startedAt), passwordLog2N: 4 })
// Every round begins after the last one, so that one-time codes are fresh.
base = readHead(engine.connection).at + 120_000

let commands = 0
const run = `${process.pid}-${base}`
const nextId = () => `crash-${run}-${String(++commands).padStart(6, '0')}`
const acknowledge = (commandId: string) => writeSync(1, `${commandId}\n`)

function signIn(userName: string): Link {
  const link = engine.link({ shell: 'cli', address: 'crash' })
  engine.call(link, 'session.signIn', { userName, password: facts.password })
  engine.call(link, 'session.stepUp', {
    code: totpCode(facts.secrets[userName] ?? '', Math.floor((base + performance.now() - startedAt) / 30_000)),
  })
  return link
}

function command(link: Link, method: string, input: object): Answer {
  const commandId = nextId()
  if (mode === '--ack-first') {
    acknowledge(commandId)
    for (const until = performance.now() + 4; performance.now() < until; );
  }
  const answer = engine.call(link, method, { commandId, ...input }) as Answer
  if (mode !== '--ack-first') acknowledge(commandId)
  return answer
}

const cs = signIn('cs')
const ret = signIn('ret')
const bo = signIn('bo')

function act(link: Link, requestId: number, action: string): Answer {
  const card = engine.call(link, 'requests.get', { requestId }) as { row: { version: number }; contentDigest: string }
  const given = { comment: '', documents: [], contentDigest: card.contentDigest, acknowledgeShortBalance: true }
  return command(link, 'requests.act', { requestId, expectedVersion: card.row.version, action, ...given })
}

function lifecycle(n: number): void {
  const customer = facts.customers[n % facts.customers.length]
  const created = command(cs, 'requests.create', {
    ...customer,
    method: n % 3 === 0 ? 'cheque' : 'wireTransfer',
    amountMinor: 1_000 + (n % 977),
    currency: 'HKD',
    priority: 'normal',
    reason: '',
    comment: 'load',
  })
  const { requestId } = created
  act(cs, requestId, 'passToRetention')
  const passed = act(ret, requestId, 'passToBackoffice')
  if (n % 5 === 0) return
  command(bo, 'requests.answerRecheck', {
    requestId,
    expectedVersion: passed.version,
    answers: { documents: 'yes', balance: 'yes', call: 'yes' },
  })
  act(bo, requestId, 'approve')
  const card = engine.call(bo, 'requests.get', { requestId }) as {
    row: { version: number }
    transactions: { transactionId: number; digest: string }[]
  }
  const transactions = card.transactions.map(({ transactionId, digest }) => ({ transactionId, digest }))
  command(bo, 'transactions.approve', { requestId, expectedVersion: card.row.version, transactions })
  act(bo, requestId, n % 7 === 0 ? 'rejectNothing' : 'complete')
}

for (let n = Math.floor(base / 7) % 1000; ; n++) {
  try {
    lifecycle(n)
  } catch (error) {
    // A refusal is part of the load (an action that does not exist); anything else must be seen.
    if ((error as { code?: string }).code !== 'ACTION_NOT_OFFERED') throw error
  }
  // Commands that wait together share a flush; each is acknowledged after it.
  const waiting = [1, 2, 3].map(async (more) => {
    const commandId = nextId()
    const customer = facts.customers[(n + more) % facts.customers.length]
    if (mode === '--ack-first') acknowledge(commandId)
    await engine.callQueued(cs, 'requests.create', {
      commandId,
      ...customer,
      method: 'wireTransfer',
      amountMinor: 500 + more,
      currency: 'HKD',
      priority: 'normal',
      reason: '',
      comment: 'load',
    })
    if (mode !== '--ack-first') acknowledge(commandId)
  })
  await Promise.all(waiting)
}
