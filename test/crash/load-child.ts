/**
 * A desk at work in a process of its own, to be killed at any moment. It waits for `go`, opens the ledger, and writes each command's id
 * to standard output once the engine has answered it. With `--ack-first` it lies: it acknowledges before it asks.
 * With `--cheques` it works on cheques alone.
 */
import { readFileSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { readHead } from '../../src/main/engine/audit/chain.ts'
import { totpCode } from '../../src/main/engine/features/operators/index.ts'
import { createEngine, type Link, type OpenEngine } from '../../src/main/engine/index.ts'
import { ChequeLoad } from './cheque-load.ts'
import { LOAD_PEOPLE, type LoadFacts, MixedLoad, type Step, type Who } from './mixed-load.ts'

/** Later than everything in the ledger, so that one-time codes are fresh in every round. */
const BETWEEN_ROUNDS_MS = 60_000
const TOGETHER = 4

const [path = '', factsFile = '', mode = ''] = process.argv.slice(2)
const acknowledge = (commandId: string) => writeSync(1, `${commandId}\n`)

class Desk {
  readonly #engine: OpenEngine
  readonly #links: Record<Who, Link>
  readonly #load: MixedLoad
  readonly #cheques: ChequeLoad
  readonly #startedAt = performance.now()
  #base = 0
  #commands = 0

  constructor(facts: LoadFacts) {
    this.#engine = createEngine({ path, clock: () => this.#now(), passwordLog2N: 4 })
    this.#base = readHead(this.#engine.connection).at + BETWEEN_ROUNDS_MS
    const links = LOAD_PEOPLE.map((who) => [who, this.#signIn(who, facts)] as const)
    this.#links = Object.fromEntries(links) as Record<Who, Link>
    const parts = { engine: this.#engine, links: this.#links, facts, now: () => this.#now() }
    this.#load = new MixedLoad(parts)
    this.#cheques = new ChequeLoad(parts)
  }

  #now(): number {
    return this.#base + Math.floor(performance.now() - this.#startedAt)
  }

  #signIn(userName: Who, { password, secrets }: LoadFacts): Link {
    const link = this.#engine.link({ shell: 'cli', address: 'crash' })
    this.#engine.call(link, 'session.signIn', { userName: userName.toLowerCase(), password })
    const code = totpCode(secrets[userName] ?? '', Math.floor(this.#now() / 30_000))
    this.#engine.call(link, 'session.stepUp', { code })
    return link
  }

  /** Most commands alone; some wait together and share a flush. Each is acknowledged after its own. */
  async work(): Promise<never> {
    for (;;) {
      if (mode === '--cheques') {
        await this.#perform(this.#cheques.next())
        continue
      }
      await this.#perform(this.#load.next())
      if (Math.random() > 0.1) continue
      await Promise.all(Array.from({ length: TOGETHER }, () => this.#perform(this.#load.newRequest())))
    }
  }

  async #perform({ who, method, input }: Step): Promise<void> {
    const commandId = `crash-${this.#base}-${String(++this.#commands).padStart(6, '0')}`
    if (mode === '--ack-first') acknowledge(commandId)
    await this.#engine.callQueued(this.#links[who], method, { commandId, ...input })
    if (mode !== '--ack-first') acknowledge(commandId)
  }
}

createInterface({ input: process.stdin }).once('line', () => {
  void new Desk(JSON.parse(readFileSync(factsFile, 'utf8')) as LoadFacts).work()
})
