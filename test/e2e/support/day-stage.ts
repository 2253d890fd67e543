/**
 * A desk of the Audit, Confirm, Remittance workflow on the afternoon before a day, on a clock that the spec moves: one request executed after the
 * cut-off, and a register of signers with a backup. Run as a program: `node --import moved-clock.mjs day-stage.ts FOLDER`.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv, env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { DemoDesk, type MorePeople } from '../../../src/main/cli/demo/people.ts'
import { longKnown, seed } from '../../../src/main/cli/demo/seed.ts'
import { commandId } from '../../../src/main/cli/desk.ts'
import { type BrowserShell, newFolder, startBrowserShell } from './browser-shell.ts'
import type { DemoDesk as ServedDesk } from './demo-desk.ts'
import { LEDGER_FILE } from './desk-stages.ts'
import { addCustomer } from './profile-stage.ts'

const PEOPLE: MorePeople = {
  'wanda.wu': { displayName: 'Wanda Wu', department: 'operations', roles: ['withdrawalOperator'], signingGroup: null },
  'peter.poon': { displayName: 'Peter Poon', department: 'finance', roles: ['authorisedSigner'], signingGroup: 'B' },
}
const IMPORT = fileURLToPath(new URL('./moved-clock.mjs', import.meta.url))
const HOUR_MS = 3_600_000

/** Tuesday 17 November 2026, 00:00 in Hong Kong; the day of the spec is the Wednesday after it. */
const TUESDAY = Date.UTC(2026, 10, 16, 16)
export const at = (day: 0 | 1, hours: number, minutes = 0): number =>
  TUESDAY + day * 24 * HOUR_MS + hours * HOUR_MS + minutes * 60_000

export type DayDesk = ServedDesk & { moveTo(instant: number): void; restart(): Promise<void> }

/** The desk, served at a moment; the spec moves its clock. */
export async function startDayDesk(begin: number): Promise<DayDesk> {
  const folder = newFolder()
  const clockFile = join(folder, 'clock')
  env.CLOCK_FILE = clockFile
  const moveTo = (instant: number): void => writeFileSync(clockFile, String(instant - Date.now()))
  moveTo(at(0, 14))
  execFileSync(process.execPath, ['--import', IMPORT, fileURLToPath(import.meta.url), folder], { stdio: 'inherit' })
  moveTo(begin)
  const serve = (): Promise<BrowserShell> =>
    startBrowserShell({ ledger: join(folder, LEDGER_FILE), nodeArgs: ['--import', IMPORT] })
  const desk: DayDesk = {
    shell: await serve(),
    folder,
    statement: '',
    moveTo,
    restart: async () => {
      await desk.shell.stop()
      desk.shell = await serve()
    },
    stop: async () => void (await desk.shell.stop()),
  }
  return desk
}

async function make(folder: string): Promise<void> {
  const desk = await DemoDesk.create(join(folder, LEDGER_FILE), PEOPLE)
  try {
    await seed(desk, resolve('samples'))
    const customerId = await longKnown(desk, () => addCustomer(desk))
    await set(desk, 'session.idleLockMinutes', 240)
    await register(desk)
    await executeOne(desk, customerId)
  } finally {
    desk.engine.close()
  }
}

async function set(desk: DemoDesk, key: 'session.idleLockMinutes', value: number): Promise<void> {
  const admin = await desk.proved('ada.wong')
  const { proposalId } = await admin.settings.set({ commandId: commandId(), key, value, expectedVersion: 1 })
  if (proposalId !== null) await desk.confirm(proposalId)
}

/** Two primary signers and a backup at the desk's bank. */
async function register(desk: DemoDesk): Promise<void> {
  const admin = await desk.proved('ada.wong')
  const { people } = await admin.signers.list({})
  const idOf = (name: string): number => people.find((person) => person.name === name)?.operatorId ?? 0
  const signers = [
    { operatorId: idOf('Sam Leung'), role: 'primary', from: '2026-01-01', to: null },
    { operatorId: idOf('Grace Yip'), role: 'primary', from: '2026-01-01', to: null },
    { operatorId: idOf('Peter Poon'), role: 'backup', from: '2026-01-01', to: null },
  ]
  const { proposalId } = await admin.channels.propose({
    commandId: commandId(),
    kind: 'signers',
    key: '004',
    expectedVersion: 0,
    definition: JSON.stringify({ key: '004', signers }),
    reason: 'As the bank has confirmed',
  })
  if (proposalId !== null) await desk.confirm(proposalId)
}

/** A withdrawal confirmed and executed at two in the afternoon: it belongs to the batch of the next day. */
async function executeOne(desk: DemoDesk, customerId: number): Promise<void> {
  const agent = desk.as('carol.ng')
  const card = await agent.customers.get({ customerId })
  const { requestId } = await agent.requests.create({
    commandId: commandId(),
    customerId,
    accountId: card.accounts[0]?.accountId ?? 0,
    destinationId: card.destinations[0]?.destinationId ?? 0,
    currency: 'HKD',
    profile: 'audit-confirm-remit',
    method: 'wireTransfer',
    amountMinor: 12_500_000,
    priority: 'normal',
    reason: '',
    comment: 'Asked for by phone',
  })
  const operator = await desk.proved('wanda.wu')
  const seen = async () => {
    const { row, contentDigest } = await operator.requests.get({ requestId })
    return { requestId, expectedVersion: row.version, contentDigest }
  }
  const { contentDigest: _, ...before } = await seen()
  await operator.requests.setChannel({ commandId: commandId(), ...before, channel: 'hsbc', reason: '' })
  for (const action of ['next', 'execute']) {
    await operator.requests.act({
      commandId: commandId(),
      ...(await seen()),
      action,
      comment: '',
      documents: [],
      acknowledgeShortBalance: false,
    })
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await make(argv[2] ?? newFolder())
