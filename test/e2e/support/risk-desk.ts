/**
 * A demo desk with a request of a high-risk client to a bank in a high-risk region, waiting at Audit, and the people who look at it.
 * Run: `node risk-desk.ts FOLDER`.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Fact } from '../../../src/contract/facts.ts'
import type { Department, Role } from '../../../src/contract/permissions.ts'
import { DEMO_PASSWORD, DemoDesk } from '../../../src/main/cli/demo/people.ts'
import { longKnown, seed } from '../../../src/main/cli/demo/seed.ts'
import { clientOf, commandId } from '../../../src/main/cli/desk.ts'
import { totpCode } from '../../../src/main/engine/features/operators/index.ts'
import { newFolder, startBrowserShell } from './browser-shell.ts'
import type { DemoDesk as ServedDesk } from './demo-desk.ts'
import { LEDGER_FILE } from './desk-stages.ts'

export type RiskDesk = ServedDesk & { requestId: number; customerId: number }
const PLACES_FILE = 'places.json'

const PEOPLE: Record<string, { displayName: string; department: Department; roles: Role[] }> = {
  'adrian.so': { displayName: 'Adrian So', department: 'operations', roles: ['withdrawalAuditor'] },
  'connie.siu': { displayName: 'Connie Siu', department: 'riskCompliance', roles: ['complianceOfficer'] },
}

/** Makes the ledger in a process of its own and serves it. */
export async function startRiskDesk(): Promise<RiskDesk> {
  const folder = newFolder()
  execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder], { stdio: 'inherit' })
  const places = JSON.parse(readFileSync(join(folder, PLACES_FILE), 'utf8')) as {
    requestId: number
    customerId: number
  }
  const shell = await startBrowserShell({ ledger: join(folder, LEDGER_FILE) })
  return {
    shell,
    folder,
    statement: '',
    ...places,
    stop: async () => {
      await shell.stop()
    },
  }
}

async function make(folder: string): Promise<void> {
  const desk = await DemoDesk.create(join(folder, LEDGER_FILE))
  try {
    await seed(desk, resolve('samples'))
    for (const [userName, person] of Object.entries(PEOPLE)) await addPerson(desk, userName, person)
    const admin = await desk.proved('ada.wong')
    await admin.risk.addRegion({ commandId: commandId(), country: 'KH', reason: 'Regional list of October' })
    await addLists(desk)
    writeFileSync(join(folder, PLACES_FILE), JSON.stringify(await longKnown(desk, () => addRequest(desk))))
  } finally {
    desk.engine.close()
  }
}

async function addPerson(desk: DemoDesk, userName: string, person: (typeof PEOPLE)[string]): Promise<void> {
  const initialPassword = `${DEMO_PASSWORD}-first`
  const { proposalId } = await desk.as('ada.wong').operators.create({
    commandId: commandId(),
    userName,
    initialPassword,
    signingGroup: null,
    ...person,
  })
  await desk.confirm(proposalId)
  const client = clientOf(desk.engine, desk.engine.link({ shell: 'cli', address: 'demo' }))
  await client.session.signIn({ userName, password: initialPassword })
  await client.session.changePassword({
    commandId: commandId(),
    currentPassword: initialPassword,
    newPassword: DEMO_PASSWORD,
  })
  const { secret } = await client.session.beginSecondFactor({ password: DEMO_PASSWORD })
  const code = totpCode(secret, Math.floor(Date.now() / 30_000))
  await client.session.confirmSecondFactor({ commandId: commandId(), code })
}

/** Two limits in force and somebody on the blacklist. */
async function addLists(desk: DemoDesk): Promise<void> {
  const admin = await desk.proved('ada.wong')
  const everybody = { scope: 'desk', scopeValue: '', currency: 'HKD', method: null, active: true } as const
  for (const content of [
    { ...everybody, measure: 'requestAmount', comparison: 'atMost', bound: 100_000_000, effect: 'hold' },
    { ...everybody, measure: 'dayAmount', comparison: 'atMost', bound: 300_000_000, effect: 'nextDay' },
    { ...everybody, currency: null, measure: 'dayCount', comparison: 'atMost', bound: 10, effect: 'flag' },
  ] as const) {
    const { proposalId } = await admin.limitTable.add({ commandId: commandId(), content, reason: 'Board decision' })
    await desk.confirm(proposalId)
  }
  await admin.blacklist.add({
    commandId: commandId(),
    kind: 'payeeName',
    value: 'Golden Harbour Trading',
    reason: 'Court order of 3 November',
  })
}

async function addRequest(desk: DemoDesk): Promise<{ requestId: number; customerId: number }> {
  const officer = desk.as('bella.chan')
  const agent = desk.as('carol.ng')
  const { rows } = await agent.customers.list({ search: 'C-20885', after: null, pageSize: 1 })
  const customerId = rows[0]?.customerId ?? (0 as never)
  const card = await agent.customers.get({ customerId })
  const { destinationId } = await agent.customers.addDestination({
    commandId: commandId(),
    customerId,
    details: {
      kind: 'bankAccount',
      payeeName: 'LAU CHI KEUNG',
      currency: 'HKD',
      bankCode: '',
      bankBic: 'ABAAKHPP',
      bankName: 'Advanced Bank of Asia',
      accountNumber: '000123456',
      address: { street: '148 Preah Sihanouk Blvd', building: '', postCode: '', town: 'Phnom Penh', country: 'KH' },
    },
  })
  const say = async (subject: 'customer' | 'destination', subjectId: number, facts: { [F in Fact]?: string }) => {
    for (const [fact, value] of Object.entries(facts))
      await officer.facts.set({
        commandId: commandId(),
        subject,
        subjectId,
        fact: fact as Fact,
        value,
        source: 'Onboarding',
      })
  }
  await say('customer', customerId, {
    kyc: 'approved',
    standing: 'active',
    nssQuestionnaire: 'completed',
    gdca: 'completed',
  })
  await say('destination', destinationId, { verified: 'yes', nssScreening: 'passed' })
  const { requestId } = await agent.requests.create({
    commandId: commandId(),
    profile: 'audit-confirm-remit',
    customerId,
    accountId: card.accounts[0]?.accountId ?? (0 as never),
    destinationId,
    method: 'wireTransfer',
    amountMinor: 25_000_000,
    currency: 'HKD',
    priority: 'normal',
    reason: '',
    comment: 'Family support',
  } as never)
  return { requestId, customerId }
}

if (argv[1] === fileURLToPath(import.meta.url)) await make(argv[2] ?? newFolder())
