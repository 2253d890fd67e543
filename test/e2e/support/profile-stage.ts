/**
 * A demo desk on one workflow profile, with its people and one customer who may be paid; the spec makes the request itself.
 * Run as a program: `node profile-stage.ts PROFILE FOLDER`.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { DemoDesk, type MorePeople } from '../../../src/main/cli/demo/people.ts'
import { longKnown, seed } from '../../../src/main/cli/demo/seed.ts'
import { commandId } from '../../../src/main/cli/desk.ts'
import { newFolder, startBrowserShell } from './browser-shell.ts'
import type { DemoDesk as ServedDesk } from './demo-desk.ts'
import { LEDGER_FILE } from './desk-stages.ts'

const PEOPLE: MorePeople = {
  'mona.yeung': { displayName: 'Mona Yeung', department: 'sales', roles: ['salesManager'], signingGroup: null },
  'flora.lo': { displayName: 'Flora Lo', department: 'finance', roles: ['financeOfficer'], signingGroup: null },
  'olga.ip': { displayName: 'Olga Ip', department: 'operations', roles: ['standardAdmin'], signingGroup: null },
  'selma.ko': { displayName: 'Selma Ko', department: 'operations', roles: ['seniorAdmin'], signingGroup: null },
  'fiona.ma': { displayName: 'Fiona Ma', department: 'finance', roles: ['financeManager'], signingGroup: null },
  'anna.au': { displayName: 'Anna Au', department: 'operations', roles: ['withdrawalAuditor'], signingGroup: null },
  'wanda.wu': { displayName: 'Wanda Wu', department: 'operations', roles: ['withdrawalOperator'], signingGroup: null },
  'will.wan': { displayName: 'Will Wan', department: 'operations', roles: ['withdrawalOperator'], signingGroup: null },
  'paula.pang': {
    displayName: 'Paula Pang',
    department: 'partnerFinance',
    roles: ['incentivePayer'],
    signingGroup: null,
  },
  'pete.pun': { displayName: 'Pete Pun', department: 'partnerFinance', roles: ['incentivePayer'], signingGroup: null },
}
const CUSTOMER_FILE = 'customer.json'
const DAY_MS = 86_400_000
const BALANCE_MINOR = 900_000_000

export type ProfileStage = ServedDesk & { customerId: number }

/** Makes the ledger in a process of its own and serves it. */
export async function startProfileDesk(profile: string): Promise<ProfileStage> {
  const folder = newFolder()
  execFileSync(process.execPath, [fileURLToPath(import.meta.url), profile, folder], { stdio: 'inherit' })
  const { customerId } = JSON.parse(readFileSync(join(folder, CUSTOMER_FILE), 'utf8')) as { customerId: number }
  const shell = await startBrowserShell({ ledger: join(folder, LEDGER_FILE) })
  return {
    shell,
    folder,
    statement: join(folder, 'statement.xml'),
    customerId,
    stop: async () => void (await shell.stop()),
  }
}

async function make(profile: string, folder: string): Promise<void> {
  const desk = await DemoDesk.create(join(folder, LEDGER_FILE), PEOPLE)
  try {
    await seed(desk, resolve('samples'))
    const customerId = await longKnown(desk, () => addCustomer(desk))
    const admin = await desk.proved('ada.wong')
    const { proposalId } = await admin.settings.set({
      commandId: commandId(),
      key: 'desk.profile',
      value: profile,
      expectedVersion: 1,
    })
    if (proposalId !== null) await desk.confirm(proposalId)
    writeFileSync(join(folder, CUSTOMER_FILE), JSON.stringify({ customerId }))
  } finally {
    desk.engine.close()
  }
}

/** A customer who joined a month ago and whom every check lets pass. */
export async function addCustomer(desk: DemoDesk): Promise<number> {
  const agent = await desk.proved('carol.ng')
  const { customerId } = await agent.customers.create({
    commandId: commandId(),
    customerNumber: 'C-90001',
    name: 'Poon Mei Ling',
    nameChinese: '潘美玲',
    email: 'poon@example.hk',
    phone: '+852 9123 9001',
    country: 'HK',
    risk: 'normal',
  })
  const figures = {
    equityMinor: BALANCE_MINOR,
    creditMinor: 0,
    marginMinor: 0,
    freeMarginMinor: BALANCE_MINOR,
    openTrades: 0,
  }
  await agent.customers.addAccount({
    commandId: commandId(),
    customerId,
    accountNumber: '5590001',
    currency: 'HKD',
    openingBalanceMinor: BALANCE_MINOR,
    figures,
  })
  const { destinationId } = await agent.customers.addDestination({
    commandId: commandId(),
    customerId,
    details: {
      kind: 'bankAccount',
      payeeName: 'POON MEI LING',
      currency: 'HKD',
      bankCode: '004',
      bankBic: 'HSBCHKHHHKH',
      bankName: 'HSBC',
      accountNumber: '808900100001',
      address: { street: '1 Queens Road Central', building: '', postCode: '', town: 'Hong Kong', country: 'HK' },
    },
  })
  const officer = await desk.proved('bella.chan')
  const say = async (subject: 'customer' | 'destination', subjectId: number, facts: Record<string, string>) => {
    for (const [fact, value] of Object.entries(facts))
      await officer.facts.set({
        commandId: commandId(),
        subject,
        subjectId,
        fact: fact as 'kyc',
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
  await say('destination', destinationId, { verified: 'yes' })
  const { connection } = desk.engine
  connection.run('UPDATE customers SET created_at = created_at - ? WHERE id = ?', 30 * DAY_MS, customerId)
  connection.run('UPDATE destinations SET created_at = created_at - ? WHERE id = ?', 30 * DAY_MS, destinationId)
  return customerId
}

if (argv[1] === fileURLToPath(import.meta.url)) await make(argv[2] ?? '', argv[3] ?? newFolder())
