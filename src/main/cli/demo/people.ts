/** The people of the demo desk. Their password is known to everybody: a demo ledger says so on its sign-in page. */
import type { Department, Role, SigningGroup } from '../../../contract/permissions.ts'
import { totpCode } from '../../engine/features/operators/index.ts'
import { createEngine, type OpenEngine } from '../../engine/index.ts'
import { type Client, clientOf, commandId } from '../desk.ts'

export const DEMO_PASSWORD = 'demo-desk-2026'
/** A password that everybody knows needs no hard work. */
const DEMO_PASSWORD_LOG2N = 8

export type DemoPerson = {
  displayName: string
  department: Department | null
  roles: Role[]
  signingGroup: SigningGroup | null
}

export const DEMO_PEOPLE = {
  'ada.wong': { displayName: 'Ada Wong', department: null, roles: ['administrator'], signingGroup: null },
  'carol.ng': {
    displayName: 'Carol Ng',
    department: 'customerSupport',
    roles: ['agent', 'departmentReviewer'],
    signingGroup: null,
  },
  'sunny.ho': {
    displayName: 'Sunny Ho',
    department: 'customerSupport',
    roles: ['supervisor', 'departmentReviewer', 'agent'],
    signingGroup: null,
  },
  'rita.lam': { displayName: 'Rita Lam', department: 'retention', roles: ['departmentReviewer'], signingGroup: null },
  'dan.cheung': { displayName: 'Dan Cheung', department: 'dealing', roles: ['departmentReviewer'], signingGroup: null },
  'bella.chan': {
    displayName: 'Bella Chan',
    department: 'backoffice',
    roles: ['payoutOfficer', 'departmentReviewer'],
    signingGroup: null,
  },
  'ben.tam': {
    displayName: 'Ben Tam',
    department: 'backoffice',
    roles: ['payoutOfficer', 'departmentReviewer'],
    signingGroup: null,
  },
  'sam.leung': { displayName: 'Sam Leung', department: 'finance', roles: ['authorisedSigner'], signingGroup: 'A' },
  'grace.yip': { displayName: 'Grace Yip', department: 'finance', roles: ['authorisedSigner'], signingGroup: 'B' },
  'fay.tsang': { displayName: 'Fay Tsang', department: 'finance', roles: ['finance'], signingGroup: null },
  'frank.mok': { displayName: 'Frank Mok', department: 'finance', roles: ['finance'], signingGroup: null },
  'otto.auditor': { displayName: 'Otto Kwan', department: null, roles: ['auditor'], signingGroup: null },
  'mia.sung': { displayName: 'Mia Sung', department: 'sales', roles: ['salesManager'], signingGroup: null },
  'flora.kam': { displayName: 'Flora Kam', department: 'finance', roles: ['financeOfficer'], signingGroup: null },
  'olga.yeung': { displayName: 'Olga Yeung', department: 'operations', roles: ['standardAdmin'], signingGroup: null },
  'selma.ip': { displayName: 'Selma Ip', department: 'operations', roles: ['seniorAdmin'], signingGroup: null },
  'fiona.mak': { displayName: 'Fiona Mak', department: 'finance', roles: ['financeManager'], signingGroup: null },
  'fred.so': { displayName: 'Fred So', department: 'finance', roles: ['financeDirector'], signingGroup: null },
  'anna.lo': { displayName: 'Anna Lo', department: 'operations', roles: ['withdrawalAuditor'], signingGroup: null },
  'wanda.hui': {
    displayName: 'Wanda Hui',
    department: 'operations',
    roles: ['withdrawalOperator'],
    signingGroup: null,
  },
  'will.yu': { displayName: 'Will Yu', department: 'operations', roles: ['withdrawalOperator'], signingGroup: null },
  'cleo.tse': {
    displayName: 'Cleo Tse',
    department: 'riskCompliance',
    roles: ['complianceOfficer'],
    signingGroup: null,
  },
  'paula.chu': {
    displayName: 'Paula Chu',
    department: 'partnerFinance',
    roles: ['incentivePayer'],
    signingGroup: null,
  },
  // Last: from the second administrator on, changes of rights and money settings need two people.
  'alan.poon': { displayName: 'Alan Poon', department: null, roles: ['administrator'], signingGroup: null },
} satisfies Record<string, DemoPerson>
export type DemoName = keyof typeof DEMO_PEOPLE
/** Others who join before the second administrator. */
export type MorePeople = Readonly<Record<string, DemoPerson>>

/** The demo desk with everybody signed in. */
export class DemoDesk {
  readonly engine: OpenEngine
  readonly #clients = new Map<string, Client>()

  private constructor(engine: OpenEngine) {
    this.engine = engine
  }

  /** Creates a demo ledger with its people; refuses a ledger that has people already. */
  static async create(path: string, more: MorePeople = {}): Promise<DemoDesk> {
    const desk = new DemoDesk(createEngine({ path, demo: true, passwordLog2N: DEMO_PASSWORD_LOG2N }))
    try {
      await desk.#setUp(more)
      return desk
    } catch (error) {
      desk.engine.close()
      throw error
    }
  }

  /** Calls in the name of a person. */
  as(name: string): Client {
    const client = this.#clients.get(name)
    if (!client) throw new Error(`${name} is not at the demo desk`)
    return client
  }

  /** The same with the second factor proved. */
  async proved(name: string): Promise<Client> {
    const client = this.as(name)
    const { stepUpUntil } = await client.session.me({})
    if (stepUpUntil !== null && stepUpUntil > Date.now() + 60_000) return client
    const { code } = await client.session.demoCode({})
    if (code !== null) await client.session.stepUp({ code })
    return client
  }

  /** A change that one administrator proposed, confirmed by the other one. */
  async confirm(proposalId: number): Promise<void> {
    const second = await this.proved('alan.poon')
    const { version } = await second.proposals.get({ proposalId })
    await second.proposals.approve({ commandId: commandId(), proposalId, expectedVersion: version })
  }

  async #setUp(more: MorePeople): Promise<void> {
    const admin = this.#newClient()
    const { displayName } = DEMO_PEOPLE['ada.wong']
    const first = {
      deskName: 'Countersign demo desk',
      timeZone: 'Asia/Hong_Kong',
      userName: 'ada.wong',
      displayName,
      password: DEMO_PASSWORD,
    }
    await admin.session.firstRun({ commandId: commandId(), ...first })
    this.#clients.set('ada.wong', admin)
    const { 'alan.poon': secondAdmin, ...others } = DEMO_PEOPLE
    for (const [userName, person] of Object.entries({ ...others, ...more, 'alan.poon': secondAdmin })) {
      if (userName !== 'ada.wong') await this.#add(admin, userName, person)
      await this.#enrol(userName)
    }
  }

  async #add(admin: Client, userName: string, person: DemoPerson): Promise<void> {
    const initialPassword = `${DEMO_PASSWORD}-first`
    await admin.operators.create({ commandId: commandId(), userName, initialPassword, ...person })
    const client = this.#newClient()
    await client.session.signIn({ userName, password: initialPassword })
    await client.session.changePassword({
      commandId: commandId(),
      currentPassword: initialPassword,
      newPassword: DEMO_PASSWORD,
    })
    this.#clients.set(userName, client)
  }

  async #enrol(name: string): Promise<void> {
    const client = this.as(name)
    const { secret } = await client.session.beginSecondFactor({ password: DEMO_PASSWORD })
    await client.session.confirmSecondFactor({ commandId: commandId(), code: currentCode(secret) })
  }

  #newClient(): Client {
    return clientOf(this.engine, this.engine.link({ shell: 'cli', address: 'demo' }))
  }
}

function currentCode(secret: string): string {
  return totpCode(secret, Math.floor(Date.now() / 30_000))
}
