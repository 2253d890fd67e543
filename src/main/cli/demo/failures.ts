/** Payments that the bank refused: one that the desk tries again by itself, one for its limit of the next day, one that a person decides. */
import { commandId } from '../desk.ts'
import { uploadBytes } from '../upload.ts'
import type { DemoDesk } from './people.ts'
import { act } from './review.ts'
import { allAtOnce, longKnown, type Seeded } from './seed.ts'

const BALANCE_MINOR = 90_000_000
const FAILED = [
  { amountMinor: 1_240_000, words: 'AC04 The account of the payee is closed' },
  { amountMinor: 2_315_050, words: 'MS03 The clearing house is not available' },
  { amountMinor: 4_800_000, words: 'AM14 Above the daily limit of the sender' },
] as const

/** Sends the three by one batch and takes what the bank answered; returns the numbers of their requests. */
export async function seedFailedPayments(desk: DemoDesk, seeded: Seeded): Promise<number[]> {
  const customer = await longKnown(desk, () => addPartner(desk))
  const requestIds = await allAtOnce(desk, async () => {
    const ids: number[] = []
    for (const { amountMinor } of FAILED) ids.push(await approvedPayout(desk, { ...customer, amountMinor }))
    return ids
  })
  const payments = await sendByBatch(desk, { seeded, requestIds })
  const clerk = await desk.proved('fay.tsang')
  for (const [index, { instructionId, version }] of payments.entries()) {
    const words = FAILED[index]?.words ?? ''
    const letter = { name: `bank-letter-${index + 1}.txt`, bytes: new TextEncoder().encode(`${words}\n`) }
    const { fileId } = await uploadBytes(clerk, letter)
    await clerk.batches.recordResult({
      commandId: commandId(),
      instructionId,
      expectedVersion: version,
      result: 'failed',
      evidenceFileId: fileId,
      text: words,
    })
  }
  desk.engine.retryDue()
  return requestIds
}

async function addPartner(desk: DemoDesk) {
  const agent = await desk.proved('carol.ng')
  const { customerId } = await agent.customers.create({
    commandId: commandId(),
    customerNumber: 'C-90210',
    name: 'Fung Wai Man',
    nameChinese: '馮慧敏',
    email: 'fung@example.hk',
    phone: '+852 9123 9210',
    country: 'HK',
    risk: 'normal',
  })
  const figures = { creditMinor: 0, marginMinor: 0, openTrades: 0 }
  const { accountId } = await agent.customers.addAccount({
    commandId: commandId(),
    customerId,
    accountNumber: '5590210',
    currency: 'HKD',
    openingBalanceMinor: BALANCE_MINOR,
    figures: { ...figures, equityMinor: BALANCE_MINOR, freeMarginMinor: BALANCE_MINOR },
  })
  const destinationId = await addAccountOfPartner(desk, { customerId, accountNumber: '808900210001' })
  await addAccountOfPartner(desk, { customerId, accountNumber: '808900210002' })
  const facts = { kyc: 'approved', standing: 'active' } as const
  for (const [fact, value] of Object.entries(facts))
    await say(desk, { subject: 'customer', subjectId: customerId, fact: fact as 'kyc', value })
  return { customerId, accountId, destinationId }
}

async function addAccountOfPartner(desk: DemoDesk, of: { customerId: number; accountNumber: string }): Promise<number> {
  const { destinationId } = await desk.as('carol.ng').customers.addDestination({
    commandId: commandId(),
    customerId: of.customerId,
    details: {
      kind: 'bankAccount',
      payeeName: 'FUNG WAI MAN',
      currency: 'HKD',
      bankCode: '004',
      bankBic: 'HSBCHKHHHKH',
      bankName: 'HSBC',
      accountNumber: of.accountNumber,
      address: { street: '8 Nathan Road', building: '', postCode: '', town: 'Hong Kong', country: 'HK' },
    },
  })
  await say(desk, { subject: 'destination', subjectId: destinationId, fact: 'verified', value: 'yes' })
  return destinationId
}

type Saying = { subject: 'customer' | 'destination'; subjectId: number; fact: 'kyc' | 'verified'; value: string }

async function say(desk: DemoDesk, saying: Saying): Promise<void> {
  await desk.as('bella.chan').facts.set({ commandId: commandId(), ...saying, source: 'Onboarding' })
}

type Wanted = { customerId: number; accountId: number; destinationId: number; amountMinor: number }

/** Recorded, its checks looked at, approved by one and processed by another. */
async function approvedPayout(desk: DemoDesk, wanted: Wanted): Promise<number> {
  const { requestId } = await desk.as('carol.ng').requests.create({
    commandId: commandId(),
    ...wanted,
    currency: 'HKD',
    profile: 'payout-operations',
    method: 'wireTransfer',
    priority: 'normal',
    reason: '',
    comment: 'Commission of October',
  })
  const { lines } = await desk.as('olga.yeung').checks.ofRequest({ requestId })
  for (const { check, state } of lines) {
    if (state !== 'toDo') continue
    const answer = { requestId, check, passed: true, text: 'Looked at', fileId: null }
    await desk.as('olga.yeung').checks.answer({ commandId: commandId(), ...answer })
  }
  await act(desk, { who: 'olga.yeung', requestId, action: 'approve' })
  await act(desk, { who: 'selma.ip', requestId, action: 'process' })
  return requestId
}

/** One batch with these payments, released by two and exported; the payments in the order of their requests. */
async function sendByBatch(desk: DemoDesk, of: { seeded: Seeded; requestIds: readonly number[] }) {
  const officer = await desk.proved('bella.chan')
  const { today } = await officer.desk.clock({})
  const { instructions: waiting } = await officer.batches.waiting({})
  const instructions = of.requestIds.flatMap((requestId) =>
    waiting.filter((each) => each.requestId === requestId).map(({ instructionId }) => instructionId),
  )
  const { batchId } = await officer.batches.build({
    commandId: commandId(),
    bankAccountId: of.seeded.bankAccountIds.HKD,
    valueDate: today,
    instructions,
  })
  const at = async () => (await officer.batches.get({ batchId })).row
  await officer.batches.cut({ commandId: commandId(), batchId, expectedVersion: (await at()).version })
  for (const signer of ['sam.leung', 'grace.yip'] as const) {
    const { version, fileSha256 } = await at()
    const client = await desk.proved(signer)
    const release = { batchId, expectedVersion: version, fileSha256: fileSha256 ?? '' }
    await client.batches.release({ commandId: commandId(), ...release })
  }
  await officer.batches.export({ commandId: commandId(), batchId, expectedVersion: (await at()).version })
  return (await officer.batches.get({ batchId })).instructions
}
