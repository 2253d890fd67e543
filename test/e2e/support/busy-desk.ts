/**
 * A demo desk early in a busy day, for the specs of queue and card: every sample request is new, more small ones than one
 * page holds, one request at Retention, two at Backoffice of which one is no longer covered by what is available. Run: `node busy-desk.ts FOLDER`.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { DemoDesk } from '../../../src/main/cli/demo/people.ts'
import { act, reviewToBackoffice } from '../../../src/main/cli/demo/review.ts'
import { seed } from '../../../src/main/cli/demo/seed.ts'
import { commandId } from '../../../src/main/cli/desk.ts'
import { newFolder, startBrowserShell } from './browser-shell.ts'
import type { DemoDesk as ServedDesk } from './demo-desk.ts'
import { LEDGER_FILE } from './desk-stages.ts'

/** Requests that the specs go to by number. */
export type BusyPlaces = {
  fresh: number[]
  atRetention: number
  atBackoffice: number
  short: number
  small: number
  atSupport: number
}
export type BusyDesk = ServedDesk & { places: BusyPlaces }

const PLACES_FILE = 'places.json'
/** With the samples, more than one page of 100. */
const SMALL_REQUESTS = 90

/** Makes the ledger in a process of its own and serves it. */
export async function startBusyDesk(): Promise<BusyDesk> {
  const folder = newFolder()
  execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder], { stdio: 'inherit' })
  const places = JSON.parse(readFileSync(join(folder, PLACES_FILE), 'utf8')) as BusyPlaces
  const shell = await startBrowserShell({ ledger: join(folder, LEDGER_FILE) })
  return {
    shell,
    folder,
    statement: '',
    places,
    stop: async () => {
      await shell.stop()
    },
  }
}

async function make(folder: string): Promise<void> {
  const desk = await DemoDesk.create(join(folder, LEDGER_FILE))
  try {
    const { requestIds } = await seed(desk, resolve('samples'))
    const [short = 0, atBackoffice = 0, atRetention = 0, ...fresh] = requestIds
    await reviewToBackoffice(desk, atBackoffice)
    await act(desk, { who: 'carol.ng', requestId: atRetention, action: 'passToRetention' })
    await makeShort(desk, short)
    await addSmall(desk, fresh[0] ?? 0)
    // The fresh ones, the small ones, and the one that takes up what was available.
    const atSupport = fresh.length + SMALL_REQUESTS + 1
    const places: BusyPlaces = { fresh, atRetention, atBackoffice, short, small: SMALL_REQUESTS, atSupport }
    writeFileSync(join(folder, PLACES_FILE), JSON.stringify(places))
  } finally {
    desk.engine.close()
  }
}

/** Another request of the same customer, from another account, opens after the review and takes up what was available (R1-81). */
async function makeShort(desk: DemoDesk, requestId: number): Promise<void> {
  await reviewToBackoffice(desk, requestId)
  const carol = desk.as('carol.ng')
  const { row, available, destinationId } = await carol.requests.get({ requestId })
  const balanceMinor = available.availableMinor * 2
  const { accountId } = await carol.customers.addAccount({
    commandId: commandId(),
    customerId: row.customerId,
    accountNumber: 'TA 5509999',
    currency: row.currency,
    openingBalanceMinor: balanceMinor,
    figures: {
      equityMinor: balanceMinor,
      creditMinor: 0,
      marginMinor: 0,
      freeMarginMinor: balanceMinor,
      openTrades: 0,
    },
  })
  await carol.requests.create({
    commandId: commandId(),
    customerId: row.customerId,
    accountId,
    destinationId,
    method: row.method,
    amountMinor: available.availableMinor - row.amountMinor + 100_00,
    currency: row.currency,
    priority: 'normal',
    reason: '',
    comment: 'From the second account',
  })
}

/** Many small requests of one customer, from 1.00 upwards. */
async function addSmall(desk: DemoDesk, like: number): Promise<void> {
  const carol = desk.as('carol.ng')
  const { row, destinationId } = await carol.requests.get({ requestId: like })
  for (let number = 1; number <= SMALL_REQUESTS; number++) {
    await carol.requests.create({
      commandId: commandId(),
      customerId: row.customerId,
      accountId: row.accountId,
      destinationId,
      method: row.method,
      amountMinor: number * 100,
      currency: row.currency,
      priority: 'low',
      reason: '',
      comment: `Small request ${number}`,
    })
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await make(argv[2] ?? newFolder())
