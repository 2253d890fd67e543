/**
 * A demo ledger in the evening, for the pictures alone: batches and the first cheques are out, the bank's statement is taken and
 * most of its lines have found their payment, one cheque payment still waits for the print run.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeStatement } from '../../src/main/cli/demo/demo-bank.ts'
import { payByBatch, payByCheque } from '../../src/main/cli/demo/payout.ts'
import { DemoDesk } from '../../src/main/cli/demo/people.ts'
import { reviewAll } from '../../src/main/cli/demo/review.ts'
import { BANK_ACCOUNTS, seed } from '../../src/main/cli/demo/seed.ts'
import { commandId } from '../../src/main/cli/desk.ts'
import { uploadFile } from '../../src/main/cli/upload.ts'
import { root } from '../tools.mjs'

/** Requests of the sample file that are not paid before the statement; the rest of their day is the midday ledger's. */
const PLAN = { rejected: [3], awaitingDocuments: [9], cancelled: [12], inRetention: [], inBackoffice: [], partial: [6] }

/** Makes the ledger in a folder; its path. */
export async function makeEvening(folder) {
  const outDir = join(folder, 'evening')
  mkdirSync(outDir)
  const ledger = join(outDir, 'ledger.countersign')
  const desk = await DemoDesk.create(ledger)
  try {
    const seeded = await seed(desk, join(root, 'samples'))
    const { requestIds } = seeded
    await reviewAll(desk, requestIds.slice(0, 16), PLAN)
    const { batches } = await payByBatch(desk, seeded, outDir)
    const { cheques } = await payByCheque(desk, seeded, outDir)
    await reviewAll(desk, requestIds.slice(16), {
      ...PLAN,
      rejected: [],
      awaitingDocuments: [],
      cancelled: [],
      partial: [],
    })
    await takeStatement(desk, { batches, cheques, outDir })
  } finally {
    desk.engine.close()
  }
  return ledger
}

async function takeStatement(desk, sent) {
  const officer = desk.as('fay.tsang')
  const { today } = await officer.desk.clock({})
  const days = BANK_ACCOUNTS.map(({ accountNumber, currency, openingBalanceMinor }) => ({
    accountNumber,
    currency,
    date: today,
    number: 1,
    openingMinor: openingBalanceMinor,
    entries: entriesOf(currency, sent),
  }))
  const path = join(sent.outDir, 'statement.camt053.xml')
  writeFileSync(path, writeStatement(days, `${today}T18:00:00+08:00`))
  const { fileId, sha256 } = await uploadFile(officer, path)
  const { findings } = await officer.statements.preview({ fileId })
  const acceptFindings = findings.map(({ code }) => code).join(', ')
  await officer.statements.take({ commandId: commandId(), fileId, sha256, acceptFindings })
}

/** Most payments with their reference, the last one by its amount alone, and two lines that are no payment of the desk. */
function entriesOf(currency, { batches, cheques }) {
  const payments = batches.filter((batch) => batch.currency === currency).flatMap((batch) => batch.instructions)
  const entries = payments.map(({ amountMinor, endToEndId, payeeName }, place) => {
    const named = place < payments.length - 1
    const payment = { amountMinor, payee: payeeName, ...(named ? { endToEndId } : {}) }
    return debit({ amountMinor, payments: [payment], text: named ? endToEndId : `TRANSFER ${payeeName}` })
  })
  for (const { number, amountMinor } of cheques.filter((cheque) => cheque.currency === currency)) {
    const payment = { chequeNumber: number, amountMinor, payee: '' }
    entries.push(debit({ amountMinor, payments: [payment], text: `CHEQUE ${number}` }))
  }
  entries.push(debit({ amountMinor: 15_000, payments: [], text: 'BANK SERVICE CHARGE' }))
  if (currency === 'HKD') entries.push(deposit())
  return entries.map((entry, place) => ({ ...entry, bankReference: `${currency}-${place + 1}` }))
}

const debit = (entry) => ({ direction: 'debit', ...entry })
const deposit = () => ({ direction: 'credit', amountMinor: 2_500_000, payments: [], text: 'DEPOSIT HARBOUR TEA HOUSE' })
