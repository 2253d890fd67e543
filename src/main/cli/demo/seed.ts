/** The demo desk's books before the day begins: bank accounts, cheque book, customers and the day's requests from the sample files. */
import { join } from 'node:path'
import type { SettingKey } from '../../../contract/settings.ts'
import { commandId } from '../desk.ts'
import { uploadFile } from '../upload.ts'
import type { DemoDesk } from './people.ts'

export const BANK_ACCOUNTS = [
  {
    name: 'HSBC HKD operating',
    bankName: 'HSBC',
    bankCode: '004',
    bic: 'HSBCHKHHHKH',
    accountNumber: '808-112233-001',
    currency: 'HKD',
    openingBalanceMinor: 500_000_000,
  },
  {
    name: 'HSBC USD operating',
    bankName: 'HSBC',
    bankCode: '004',
    bic: 'HSBCHKHHHKH',
    accountNumber: '808-112233-201',
    currency: 'USD',
    openingBalanceMinor: 80_000_000,
  },
] as const

const OWNER = { ownerName: 'Harbour Securities Limited', ownerTown: 'Hong Kong', ownerCountry: 'HK', note: '' }

export type Seeded = { bankAccountIds: Record<'HKD' | 'USD', number>; bookId: number; requestIds: number[] }

/** Fills a new demo ledger from `samples/`. */
export async function seed(desk: DemoDesk, samplesDir: string): Promise<Seeded> {
  const admin = desk.as('ada.wong')
  const bankAccountIds = { HKD: 0, USD: 0 }
  for (const account of BANK_ACCOUNTS) {
    const { proposalId } = await admin.settings.addBankAccount({ commandId: commandId(), ...OWNER, ...account })
    await desk.confirm(proposalId)
  }
  for (const { bankAccountId, currency } of await admin.settings.bankAccounts({}))
    bankAccountIds[currency as 'HKD' | 'USD'] = bankAccountId
  await set(desk, 'withdrawal.defaultFeeMinor', 5_000)
  // A demo has no calibrated printer: its leaves are printed from the file.
  await set(desk, 'cheques.printByHand', 'allowed')
  const officer = await desk.proved('bella.chan')
  const { proposalId } = await officer.cheques.addBook({
    commandId: commandId(),
    bankAccountId: bankAccountIds.HKD,
    firstNumber: '100201',
    leaves: 50,
    stock: 'hk-cheque',
  })
  await desk.confirm(proposalId)
  const [book] = await officer.cheques.books({})
  const requestIds = await longKnown(desk, () => takeSamples(desk, samplesDir))
  return { bankAccountIds, bookId: book?.bookId ?? 0, requestIds }
}

/** The customers and requests of the sample files; the numbers of the requests. */
async function takeSamples(desk: DemoDesk, samplesDir: string): Promise<number[]> {
  const supervisor = desk.as('sunny.ho')
  const requestIds: number[] = []
  for (const kind of ['customers', 'requests'] as const) {
    const file = await uploadFile(supervisor, join(samplesDir, `${kind}.csv`))
    const { taken, firstRequestId } = await supervisor.intake.take({
      commandId: commandId(),
      kind,
      fileId: file.fileId,
      sha256: file.sha256,
    })
    if (kind === 'requests') for (let i = 0; i < taken; i++) requestIds.push((firstRequestId ?? 1) + i)
  }
  return requestIds
}

/** Adds destinations as if they were known for long: only what comes later waits for a second person and cools off. */
export async function longKnown<T>(desk: DemoDesk, add: () => Promise<T>): Promise<T> {
  await set(desk, 'destinations.secondPerson', 'no')
  await set(desk, 'destinations.coolingOffHours', 0)
  const added = await add()
  await set(desk, 'destinations.secondPerson', 'yes')
  await set(desk, 'destinations.coolingOffHours', 24)
  return added
}

/** Pays customers who joined today, as if their first days were over. */
export async function allAtOnce<T>(desk: DemoDesk, pay: () => Promise<T>): Promise<T> {
  await set(desk, 'checks.minimumAgeDays', 0)
  await set(desk, 'checks.destinationAgeDays', 0)
  const paid = await pay()
  await set(desk, 'checks.minimumAgeDays', 7)
  await set(desk, 'checks.destinationAgeDays', 7)
  return paid
}

/** A setting, proposed by one administrator and confirmed by the other. */
async function set(desk: DemoDesk, key: SettingKey, value: string | number): Promise<void> {
  const admin = desk.as('ada.wong')
  const settings = await admin.settings.list({})
  const expectedVersion = settings.find((each) => each.key === key)?.version ?? 1
  const { proposalId } = await admin.settings.set({ commandId: commandId(), key, value, expectedVersion })
  if (proposalId !== null) await desk.confirm(proposalId)
}
