/** A whole engine on a real SQLite file in a temporary folder: fixed clock, seeded random, people signed in with their second factor proved. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Department, Role, SigningGroup } from '../../src/contract/permissions.ts'
import type { PrintHost } from '../../src/main/engine/engine-interface.ts'
import { totpCode } from '../../src/main/engine/features/operators/index.ts'
import { createEngine, type Link, type OpenEngine } from '../../src/main/engine/index.ts'

/** Friday 20 November 2026, 10:00 in Hong Kong. */
export const TEST_START = Date.UTC(2026, 10, 20, 2, 0, 0)
const PASSWORD = 'correct horse battery'

type Person = { displayName: string; department: Department | null; roles: Role[]; signingGroup: SigningGroup | null }

export const PEOPLE = {
  admin: { displayName: 'Ada Admin', department: null, roles: ['administrator'], signingGroup: null },
  agent: {
    displayName: 'Agnes Agent',
    department: 'customerSupport',
    roles: ['agent', 'departmentReviewer'],
    signingGroup: null,
  },
  cs: {
    displayName: 'Carol Support',
    department: 'customerSupport',
    roles: ['departmentReviewer', 'supervisor', 'agent'],
    signingGroup: null,
  },
  ret: { displayName: 'Rita Retention', department: 'retention', roles: ['departmentReviewer'], signingGroup: null },
  deal: { displayName: 'Dan Dealing', department: 'dealing', roles: ['departmentReviewer'], signingGroup: null },
  bo: {
    displayName: 'Bea Backoffice',
    department: 'backoffice',
    roles: ['payoutOfficer', 'departmentReviewer'],
    signingGroup: null,
  },
  bo2: {
    displayName: 'Ben Backoffice',
    department: 'backoffice',
    roles: ['payoutOfficer', 'departmentReviewer'],
    signingGroup: null,
  },
  signerA: { displayName: 'Sam Signer', department: 'finance', roles: ['authorisedSigner'], signingGroup: 'A' },
  signerB: { displayName: 'Sue Signer', department: 'finance', roles: ['authorisedSigner'], signingGroup: 'B' },
  fin: { displayName: 'Fay Finance', department: 'finance', roles: ['finance'], signingGroup: null },
  fin2: { displayName: 'Finn Finance', department: 'finance', roles: ['finance'], signingGroup: null },
  comp: {
    displayName: 'Cleo Compliance',
    department: 'riskCompliance',
    roles: ['complianceOfficer'],
    signingGroup: null,
  },
  lead: { displayName: 'Leo Lead', department: 'operations', roles: ['teamLead'], signingGroup: null },
  pay: { displayName: 'Paula Payer', department: 'partnerFinance', roles: ['incentivePayer'], signingGroup: null },
  auditor: { displayName: 'Otto Auditor', department: null, roles: ['auditor'], signingGroup: null },
} satisfies Record<string, Person>
/** Joins only a desk that asks for it: with a second administrator every change of rights and money settings needs two people. */
const SECOND_ADMIN: Person = {
  displayName: 'Alan Admin',
  department: null,
  roles: ['administrator'],
  signingGroup: null,
}
/** The people of the other profiles; at a desk only where a test names them. */
export const PROFILE_PEOPLE = {
  mgr: { displayName: 'Mona Manager', department: 'sales', roles: ['salesManager'], signingGroup: null },
  mgr2: { displayName: 'Max Manager', department: 'sales', roles: ['salesManager', 'agent'], signingGroup: null },
  fo: { displayName: 'Flora Officer', department: 'finance', roles: ['financeOfficer'], signingGroup: null },
  ops: { displayName: 'Olga Operations', department: 'operations', roles: ['standardAdmin'], signingGroup: null },
  ops2: { displayName: 'Owen Operations', department: 'operations', roles: ['standardAdmin'], signingGroup: null },
  sen: { displayName: 'Selma Senior', department: 'operations', roles: ['seniorAdmin'], signingGroup: null },
  sen2: { displayName: 'Stan Senior', department: 'operations', roles: ['seniorAdmin', 'agent'], signingGroup: null },
  fm: { displayName: 'Fiona Manager', department: 'finance', roles: ['financeManager'], signingGroup: null },
  fd: { displayName: 'Fred Director', department: 'finance', roles: ['financeDirector'], signingGroup: null },
  aud: { displayName: 'Anna Audit', department: 'operations', roles: ['withdrawalAuditor'], signingGroup: null },
  wo: { displayName: 'Wanda Withdrawals', department: 'operations', roles: ['withdrawalOperator'], signingGroup: null },
  wo2: { displayName: 'Will Withdrawals', department: 'operations', roles: ['withdrawalOperator'], signingGroup: null },
  pay2: { displayName: 'Pete Payer', department: 'partnerFinance', roles: ['incentivePayer'], signingGroup: null },
} satisfies Record<string, Person>

const EVERYBODY: Record<keyof typeof PEOPLE | keyof typeof PROFILE_PEOPLE | 'admin2', Person> = {
  ...PEOPLE,
  ...PROFILE_PEOPLE,
  admin2: SECOND_ADMIN,
}
export type PersonName = keyof typeof EVERYBODY

/** User names are lower case. */
export const userNameOf = (name: PersonName): string => name.toLowerCase()

/** Deterministic bytes from a seed (mulberry32). */
export function seededRandom(seed: number): (bytes: number) => Uint8Array {
  let a = seed >>> 0
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) & 0xff
  }
  return (bytes) => Uint8Array.from({ length: bytes }, next)
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many methods
export type Answer = any

export class PersonAtDesk {
  readonly desk: TestDesk
  readonly link: Link
  readonly operatorId: number
  constructor(desk: TestDesk, link: Link, operatorId: number) {
    this.desk = desk
    this.link = link
    this.operatorId = operatorId
  }

  /** Calls a method; a command gets a fresh command id unless one is given. */
  call(method: string, input: Record<string, unknown> = {}): Answer {
    return this.desk.engine.call(this.link, method, this.desk.withCommandId(method, input))
  }

  /** The same through the command queue (and any asynchronous preparation). */
  async callQueued(method: string, input: Record<string, unknown> = {}): Promise<Answer> {
    return this.desk.engine.callQueued(this.link, method, this.desk.withCommandId(method, input))
  }
}

export type DeskOptions = {
  path?: string
  start?: number
  seed?: number
  /** Instead of the program's own: other profiles. */
  resourcesDir?: string
  people?: PersonName[]
  checkOutputs?: boolean
  /** The print system of this desk's machine; none unless given. */
  printHost?: PrintHost
}

export class TestDesk {
  readonly folder: string
  readonly path: string
  now: number
  engine: OpenEngine
  readonly #checkOutputs: boolean
  readonly #resourcesDir: string | undefined
  readonly #random: (bytes: number) => Uint8Array
  readonly #printHost: PrintHost | undefined
  readonly #people = new Map<PersonName, PersonAtDesk>()
  readonly #secrets = new Map<PersonName, string>()
  readonly faults: string[] = []
  #commands = 0

  constructor(options: DeskOptions = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
    this.path = options.path ?? join(this.folder, 'ledger.countersign')
    this.now = options.start ?? TEST_START
    this.#checkOutputs = options.checkOutputs ?? true
    this.#random = seededRandom(options.seed ?? 1)
    this.#resourcesDir = options.resourcesDir
    this.#printHost = options.printHost
    this.engine = this.#open()
    this.#setUp(options.people ?? (Object.keys(PEOPLE) as PersonName[]))
  }

  #open(): OpenEngine {
    return createEngine({
      path: this.path,
      ...(this.#resourcesDir === undefined ? {} : { resourcesDir: this.#resourcesDir }),
      clock: () => this.now,
      random: this.#random,
      passwordLog2N: 4,
      ...(this.#printHost ? { printHost: this.#printHost } : {}),
      checkOutputs: this.#checkOutputs,
      onLog: (line) => this.faults.push(line),
    })
  }

  /** Adds a unique, time-ordered command id where the method is a command of the contract. */
  withCommandId(method: string, input: Record<string, unknown>): Record<string, unknown> {
    if ('commandId' in input || !COMMANDS.has(method)) return input
    return { commandId: `test-command-${String(++this.#commands).padStart(9, '0')}`, ...input }
  }

  get connection() {
    return this.engine.connection
  }

  advance(ms: number): void {
    this.now += ms
  }

  /** A signed-in person with the second factor proved for the next minutes. */
  as(name: PersonName): PersonAtDesk {
    const person = this.#people.get(name)
    if (!person) throw new Error(`${name} is not at this desk`)
    this.#prove(name, person)
    return person
  }

  /** The same without proving the second factor again. */
  asWithoutStepUp(name: PersonName): PersonAtDesk {
    const link = this.engine.link({ shell: 'cli', address: '127.0.0.1' })
    this.engine.call(link, 'session.signIn', { userName: userNameOf(name), password: PASSWORD })
    return new PersonAtDesk(this, link, this.#people.get(name)?.operatorId ?? 0)
  }

  /** A proposed change, confirmed by a second person. */
  confirm(proposalId: number, by: PersonName = 'admin2'): Answer {
    const { version } = this.as(by).call('proposals.get', { proposalId })
    return this.as(by).call('proposals.approve', { proposalId, expectedVersion: version })
  }

  secretOf(name: PersonName): string {
    return this.#secrets.get(name) ?? ''
  }

  password = PASSWORD

  #prove(name: PersonName, person: PersonAtDesk): void {
    const me = this.engine.call(person.link, 'session.me', {}) as { stepUpUntil: number | null }
    const enrolled = this.#secrets.has(name)
    if (!enrolled || (me.stepUpUntil !== null && me.stepUpUntil > this.now)) return
    // Each code is good once: wait for the next time step.
    this.advance(30_000)
    this.engine.call(person.link, 'session.stepUp', {
      code: totpCode(this.secretOf(name), Math.floor(this.now / 30_000)),
    })
  }

  #setUp(names: PersonName[]): void {
    const admin = this.engine.link({ shell: 'cli', address: '127.0.0.1' })
    const first = {
      deskName: 'Test desk',
      timeZone: 'Asia/Hong_Kong',
      userName: 'admin',
      displayName: PEOPLE.admin.displayName,
      password: PASSWORD,
    }
    const signedIn = this.engine.call(admin, 'session.firstRun', {
      commandId: 'test-first-run-0001',
      ...first,
    }) as Answer
    this.#keep('admin', admin, signedIn.me.operatorId)
    // People wait for each other's idle time in tests that move the clock by days.
    this.#people.get('admin')?.call('settings.set', { key: 'session.idleLockMinutes', value: 240, expectedVersion: 1 })
    // A destination is usable at once here; the tests of destinations set both back.
    for (const [key, value] of [
      ['destinations.secondPerson', 'no'],
      ['destinations.coolingOffHours', 0],
    ] as const)
      this.#people.get('admin')?.call('settings.set', { key, value, expectedVersion: 1 })
    for (const name of names.filter((n) => n !== 'admin')) {
      const person = { userName: userNameOf(name), initialPassword: `${PASSWORD} first`, ...EVERYBODY[name] }
      const { operatorId } = this.as('admin').call('operators.create', person)
      const link = this.engine.link({ shell: 'cli', address: '127.0.0.1' })
      this.engine.call(link, 'session.signIn', { userName: userNameOf(name), password: `${PASSWORD} first` })
      this.#keep(name, link, operatorId)
      this.#people
        .get(name)
        ?.call('session.changePassword', { currentPassword: `${PASSWORD} first`, newPassword: PASSWORD })
    }
    for (const name of this.#people.keys()) this.enrol(name)
  }

  #keep(name: PersonName, link: Link, operatorId: number): void {
    this.#people.set(name, new PersonAtDesk(this, link, operatorId))
  }

  /** Somebody who joins the desk in a test, with a password of their own and no second factor. */
  join(userName: string, facts: { department: Department | null; roles: Role[] }): PersonAtDesk {
    const name = userName.toLowerCase()
    const person = { userName: name, displayName: name, signingGroup: null, ...facts }
    const first = `${PASSWORD} first`
    const { operatorId } = this.as('admin').call('operators.create', { ...person, initialPassword: first })
    const link = this.engine.link({ shell: 'cli', address: '127.0.0.1' })
    this.engine.call(link, 'session.signIn', { userName: name, password: first })
    const joined = new PersonAtDesk(this, link, operatorId)
    joined.call('session.changePassword', { currentPassword: first, newPassword: PASSWORD })
    return joined
  }

  /** A person without proving the second factor. */
  person(name: PersonName): PersonAtDesk {
    const person = this.#people.get(name)
    if (!person) throw new Error(`${name} is not at this desk`)
    return person
  }

  enrol(name: PersonName): void {
    const person = this.#people.get(name)
    if (!person) return
    const { secret } = person.call('session.beginSecondFactor', { password: PASSWORD })
    this.#secrets.set(name, secret)
    person.call('session.confirmSecondFactor', { code: totpCode(secret, Math.floor(this.now / 30_000)) })
  }

  /** Closes the engine and opens the same file again; everybody has to sign in again. */
  restart(): void {
    this.engine.close()
    this.engine = this.#open()
    for (const name of this.#people.keys()) {
      const link = this.engine.link({ shell: 'cli', address: '127.0.0.1' })
      this.engine.call(link, 'session.signIn', { userName: userNameOf(name), password: PASSWORD })
      this.#people.set(name, new PersonAtDesk(this, link, this.#people.get(name)?.operatorId ?? 0))
    }
  }

  close(): void {
    this.engine.close()
    this.remove()
  }

  /** Removes the files of a desk whose engine is closed. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

import { contract } from '../../src/contract/index.ts'

const COMMANDS = new Set(
  Object.entries(contract).flatMap(([feature, methods]) =>
    Object.entries(methods)
      .filter(([, procedure]) => (procedure as Answer)['~orpc'].meta.kind === 'command')
      .map(([name]) => `${feature}.${name}`),
  ),
)

export function testDesk(options: DeskOptions = {}): TestDesk {
  return new TestDesk(options)
}
