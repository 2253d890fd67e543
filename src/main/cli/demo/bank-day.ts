/** The bank's side of the demo day and the desk reading its statement. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandId } from '../desk.ts'
import { uploadFile } from '../upload.ts'
import { type BankDay, type BankEntry, writeStatement } from './demo-bank.ts'
import type { SentBatch, SentCheque, Written } from './payout.ts'
import type { DemoDesk } from './people.ts'
import { BANK_ACCOUNTS, type Seeded } from './seed.ts'

type Sent = { seeded: Seeded; batches: readonly SentBatch[]; cheques: readonly SentCheque[]; outDir: string }
export type TakenStatement = { lines: number; matched: number; written: Written }

/** Writes the statement of everything that was sent and takes it into the books; findings are accepted in words. */
export async function takeStatement(desk: DemoDesk, sent: Sent): Promise<TakenStatement> {
  const officer = desk.as('fay.tsang')
  const { today } = await officer.desk.clock({})
  const days = BANK_ACCOUNTS.map((account): BankDay => {
    const { currency, accountNumber, openingBalanceMinor } = account
    return {
      accountNumber,
      currency,
      date: today,
      number: 1,
      openingMinor: openingBalanceMinor,
      entries: entriesOf(currency, sent),
    }
  })
  const path = join(sent.outDir, 'statement.camt053.xml')
  writeFileSync(path, writeStatement(days, `${today}T18:00:00+08:00`))
  const file = await uploadFile(officer, path)
  const preview = await officer.statements.preview({ fileId: file.fileId })
  const acceptFindings = preview.findings.map((finding) => finding.code).join(', ')
  const { lines, matched } = await officer.statements.take({
    commandId: commandId(),
    fileId: file.fileId,
    sha256: file.sha256,
    acceptFindings,
  })
  await settleRest(desk)
  return { lines, matched, written: { name: 'statement.camt053.xml', sha256: file.sha256 } }
}

/** HKD payments debited one by one, the USD batch in one amount, cheques by number, and a bank charge. */
function entriesOf(currency: 'HKD' | 'USD', { batches, cheques }: Sent): BankEntry[] {
  const entries: BankEntry[] = []
  for (const batch of batches.filter((b) => b.currency === currency)) {
    const payments = batch.instructions.map((i) => ({
      endToEndId: i.endToEndId,
      amountMinor: i.amountMinor,
      payee: i.payeeName,
    }))
    if (currency === 'USD') {
      entries.push({
        amountMinor: batch.totalMinor,
        direction: 'debit',
        bankReference: `B${batch.batchId}`,
        payments,
        text: `Batch of ${payments.length} payments`,
      })
    } else {
      for (const [n, payment] of payments.entries()) {
        entries.push({
          amountMinor: payment.amountMinor,
          direction: 'debit',
          bankReference: `B${batch.batchId}-${n + 1}`,
          payments: [payment],
          text: payment.endToEndId,
        })
      }
    }
  }
  for (const cheque of cheques.filter((c) => c.currency === currency)) {
    const payment = { chequeNumber: cheque.number, amountMinor: cheque.amountMinor, payee: '' }
    entries.push({
      amountMinor: cheque.amountMinor,
      direction: 'debit',
      bankReference: `CHQ${cheque.number}`,
      payments: [payment],
      text: `CHEQUE ${cheque.number}`,
    })
  }
  entries.push({
    amountMinor: 15_000,
    direction: 'debit',
    bankReference: `FEE-${currency}`,
    payments: [],
    text: 'BANK SERVICE CHARGE',
  })
  return entries
}

/** What no payment of ours explains is booked with an explanation. */
async function settleRest(desk: DemoDesk): Promise<void> {
  const officer = await desk.proved('fay.tsang')
  const { rows } = await officer.statements.lines({
    statementId: null,
    unmatchedOnly: true,
    after: null,
    pageSize: 100,
  })
  for (const line of rows) {
    await officer.statements.bookOther({
      commandId: commandId(),
      statementLineId: line.statementLineId,
      expectedVersion: line.version,
      as: 'bankCharge',
      explanation: 'Monthly service charge as agreed with the bank.',
    })
  }
}
