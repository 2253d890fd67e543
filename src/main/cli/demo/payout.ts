/** The day's payments: batches cut, released by two people and exported; cheques printed, signed twice and handed out. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InstructionRow } from '../../../contract/batches.ts'
import { commandId } from '../desk.ts'
import { downloadBytes } from '../upload.ts'
import type { DemoDesk } from './people.ts'
import type { Seeded } from './seed.ts'

export type Written = { name: string; sha256: string }
export type SentBatch = { batchId: number; currency: 'HKD' | 'USD'; totalMinor: number; instructions: InstructionRow[] }
export type SentCheque = { leafId: number; number: string; amountMinor: number; currency: string }

/** One batch per currency of everything that waits; transfer file and control list go to `outDir`. */
export async function payByBatch(
  desk: DemoDesk,
  seeded: Seeded,
  outDir: string,
): Promise<{ batches: SentBatch[]; written: Written[] }> {
  const officer = desk.as('bella.chan')
  const { today } = await officer.desk.clock({})
  const { instructions } = await officer.batches.waiting({})
  const batches: SentBatch[] = []
  const written: Written[] = []
  for (const currency of ['HKD', 'USD'] as const) {
    const lines = instructions.filter((i) => i.currency === currency)
    if (lines.length === 0) continue
    const built = await officer.batches.build({
      commandId: commandId(),
      bankAccountId: seeded.bankAccountIds[currency],
      valueDate: today,
      instructions: lines.map((i) => i.instructionId),
    })
    const { batchId } = built
    await officer.batches.cut({ commandId: commandId(), batchId, expectedVersion: built.version })
    for (const signer of ['sam.leung', 'grace.yip'] as const) {
      const client = await desk.proved(signer)
      const { row } = await client.batches.get({ batchId })
      await client.batches.release({
        commandId: commandId(),
        batchId,
        expectedVersion: row.version,
        fileSha256: row.fileSha256 ?? '',
      })
    }
    const released = await officer.batches.get({ batchId })
    const exported = await officer.batches.export({
      commandId: commandId(),
      batchId,
      expectedVersion: released.row.version,
    })
    written.push(await keep(desk, exported.fileId, { outDir, name: `transfer-${currency}.xml` }))
    if (released.controlListFileId !== null)
      written.push(await keep(desk, released.controlListFileId, { outDir, name: `control-list-${currency}.xlsx` }))
    batches.push({ batchId, currency, totalMinor: released.row.totalMinor, instructions: released.instructions })
  }
  return { batches, written }
}

/** Cheques of everything that waits: printed from the book, confirmed, signed by two groups, released; the PDF goes to `outDir`. */
export async function payByCheque(
  desk: DemoDesk,
  seeded: Seeded,
  outDir: string,
): Promise<{ cheques: SentCheque[]; written: Written[] }> {
  const officer = desk.as('bella.chan')
  const { today } = await officer.desk.clock({})
  const waiting = (await officer.cheques.waiting({})).filter((i) => i.currency === 'HKD')
  if (waiting.length === 0) return { cheques: [], written: [] }
  const print = (instructions: InstructionRow[]) =>
    officer.cheques.print({
      commandId: commandId(),
      bookId: seeded.bookId,
      chequeDate: today,
      instructions: instructions.map((i) => i.instructionId),
    })
  const run = await print(waiting)
  const written = [await keep(desk, run.fileId, { outDir, name: 'cheques.pdf' })]
  // The first leaf came out crooked: it is burnt and its payment printed on the next one.
  const [crooked, ...good] = run.leaves
  const again = crooked ? await spoilAndReprint(desk, crooked, print) : []
  const cheques: SentCheque[] = []
  for (const leaf of [...good, ...again]) {
    await officer.cheques.confirm({ commandId: commandId(), leafId: leaf.leafId, expectedVersion: leaf.version })
    for (const signer of ['sam.leung', 'grace.yip'] as const) {
      const client = await desk.proved(signer)
      const row = await client.cheques.leaf({ leafId: leaf.leafId })
      await client.cheques.sign({
        commandId: commandId(),
        leafId: leaf.leafId,
        expectedVersion: row.version,
        pdfSha256: row.pdfSha256 ?? '',
      })
    }
    const signer = await desk.proved('grace.yip')
    const row = await signer.cheques.leaf({ leafId: leaf.leafId })
    await signer.cheques.release({
      commandId: commandId(),
      leafId: leaf.leafId,
      expectedVersion: row.version,
      releasedTo: row.payeeName ?? 'payee',
    })
    cheques.push({
      leafId: leaf.leafId,
      number: leaf.number,
      amountMinor: row.amountMinor ?? 0,
      currency: row.currency,
    })
  }
  return { cheques, written }
}

type Leaf = { leafId: number; number: string; version: number }

async function spoilAndReprint(
  desk: DemoDesk,
  leaf: Leaf,
  print: (instructions: InstructionRow[]) => Promise<{ leaves: Leaf[] }>,
): Promise<Leaf[]> {
  const officer = desk.as('bella.chan')
  await officer.cheques.spoil({
    commandId: commandId(),
    leafId: leaf.leafId,
    expectedVersion: leaf.version,
    reason: 'Came out crooked.',
  })
  const waiting = await officer.cheques.waiting({})
  return (await print(waiting.slice(0, 1))).leaves
}

/** A desk in the middle of its day: a batch that waits for its second release, a cheque for its second signature, one to confirm. */
export async function leaveWorkHalfDone(desk: DemoDesk, seeded: Seeded): Promise<void> {
  const officer = desk.as('bella.chan')
  const { today } = await officer.desk.clock({})
  const { instructions } = await officer.batches.waiting({})
  const lines = instructions.filter((i) => i.currency === 'HKD').slice(0, 5)
  const built = await officer.batches.build({
    commandId: commandId(),
    bankAccountId: seeded.bankAccountIds.HKD,
    valueDate: today,
    instructions: lines.map((i) => i.instructionId),
  })
  await officer.batches.cut({ commandId: commandId(), batchId: built.batchId, expectedVersion: built.version })
  const signer = await desk.proved('sam.leung')
  const { row } = await signer.batches.get({ batchId: built.batchId })
  await signer.batches.release({
    commandId: commandId(),
    batchId: row.batchId,
    expectedVersion: row.version,
    fileSha256: row.fileSha256 ?? '',
  })
  const waiting = (await officer.cheques.waiting({})).filter((i) => i.currency === 'HKD')
  const print = {
    commandId: commandId(),
    bookId: seeded.bookId,
    chequeDate: today,
    instructions: waiting.map((i) => i.instructionId),
  }
  const [first] = waiting.length === 0 ? [] : (await officer.cheques.print(print)).leaves
  if (!first) return
  await officer.cheques.confirm({ commandId: commandId(), leafId: first.leafId, expectedVersion: first.version })
  const leaf = await signer.cheques.leaf({ leafId: first.leafId })
  await signer.cheques.sign({
    commandId: commandId(),
    leafId: leaf.leafId,
    expectedVersion: leaf.version,
    pdfSha256: leaf.pdfSha256 ?? '',
  })
}

/** Writes a kept file to the folder under a plain name. */
export async function keep(desk: DemoDesk, fileId: number, to: { outDir: string; name: string }): Promise<Written> {
  const reader = desk.as('fay.tsang')
  const { sha256 } = await reader.files.info({ fileId })
  writeFileSync(join(to.outDir, to.name), await downloadBytes(reader, fileId))
  return { name: to.name, sha256 }
}
