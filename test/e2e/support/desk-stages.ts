/**
 * Ledgers for the specs of the pages: a demo desk brought to a known hour of its day through the engine itself, so that a spec
 * starts where its page becomes interesting. Run as a program: `node desk-stages.ts STAGE FOLDER`.
 */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { type BankEntry, writeStatement } from '../../../src/main/cli/demo/demo-bank.ts'
import { seedFailedPayments } from '../../../src/main/cli/demo/failures.ts'
import { leaveWorkHalfDone, payByBatch, payByCheque, type SentBatch } from '../../../src/main/cli/demo/payout.ts'
import { DemoDesk } from '../../../src/main/cli/demo/people.ts'
import { reviewAll } from '../../../src/main/cli/demo/review.ts'
import { BANK_ACCOUNTS, seed } from '../../../src/main/cli/demo/seed.ts'

/** midday: work waits everywhere · paid: requests completed, payments wait · sent: everything left, no statement yet · refused: the bank
 * refused three payouts. */
export const STAGES = ['midday', 'paid', 'sent', 'refused'] as const
export type Stage = (typeof STAGES)[number]

/** What a stage leaves in its folder. */
export const LEDGER_FILE = 'ledger.countersign'
export const STATEMENT_FILE = 'statement.xml'

const NOTHING_SPECIAL = { rejected: [], awaitingDocuments: [], cancelled: [], inRetention: [], inBackoffice: [] }
const UNTOUCHED = 4
const FEE_MINOR = 15_000

/** Makes the ledger of a stage in a folder. */
export async function makeStage(stage: Stage, folder: string): Promise<void> {
  const desk = await DemoDesk.create(join(folder, LEDGER_FILE))
  try {
    const seeded = await seed(desk, resolve('samples'))
    if (stage === 'refused') {
      await seedFailedPayments(desk, seeded)
      return
    }
    await reviewAll(desk, seeded.requestIds.slice(0, -UNTOUCHED), { ...NOTHING_SPECIAL, partial: [] })
    if (stage === 'midday') await leaveWorkHalfDone(desk, seeded)
    if (stage !== 'sent') return
    const { batches } = await payByBatch(desk, seeded, folder)
    await payByCheque(desk, seeded, folder)
    const { today } = await desk.as('fay.tsang').desk.clock({})
    writeFileSync(join(folder, STATEMENT_FILE), statementOf(batches, today))
  } finally {
    desk.engine.close()
  }
}

/**
 * The bank's HKD statement: the first wires with our reference, two without any word of ours, two more in one amount, and
 * a charge. Nothing of the cheques: they have not been presented.
 */
function statementOf(batches: readonly SentBatch[], date: string): string {
  const [account] = BANK_ACCOUNTS
  const wires = batches.find(({ currency }) => currency === 'HKD')?.instructions ?? []
  const named = wires.slice(0, -4).map((wire, place) => entry(wire.amountMinor, { id: wire.endToEndId, place }))
  const [plainA, plainB, joinedA, joinedB] = wires.slice(-4)
  const rest = [
    entry(plainA?.amountMinor ?? 0, { text: 'OUTWARD TRANSFER', place: 90 }),
    entry(plainB?.amountMinor ?? 0, { text: 'OUTWARD TRANSFER', place: 91 }),
    entry((joinedA?.amountMinor ?? 0) + (joinedB?.amountMinor ?? 0), { text: 'TWO TRANSFERS', place: 92 }),
    entry(FEE_MINOR, { text: 'BANK SERVICE CHARGE', place: 93 }),
  ]
  const day = {
    accountNumber: account.accountNumber,
    currency: account.currency,
    date,
    number: 1,
    openingMinor: account.openingBalanceMinor,
    entries: [...named, ...rest],
  }
  return writeStatement([day], `${date}T18:00:00+08:00`)
}

function entry(amountMinor: number, about: { id?: string; text?: string; place: number }): BankEntry {
  const { id, text = id ?? '', place } = about
  const payments = id === undefined ? [] : [{ endToEndId: id, amountMinor, payee: '' }]
  return { amountMinor, direction: 'debit', bankReference: `REF${place}`, payments, text }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const stage = STAGES.find((each) => each === argv[2])
  if (!stage || !argv[3]) throw new Error(`usage: desk-stages.ts ${STAGES.join('|')} FOLDER`)
  await makeStage(stage, argv[3])
}
