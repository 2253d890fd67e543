/**
 * `demo`: the whole job without a window, in one run: take the sample file, review, approve, send by batch and cheque, read the
 * bank's statement, match, complete, close the day. Leaves the papers and `summary.json` in a folder.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { findResources } from '../../engine/resources.ts'
import { type CommandLine, CommandLineError, need, type Output } from '../options.ts'
import { takeStatement } from './bank-day.ts'
import { closeDay } from './day-end.ts'
import { seedFailedPayments } from './failures.ts'
import { seedOtherProfiles } from './other-profiles.ts'
import { leaveWorkHalfDone, payByBatch, payByCheque } from './payout.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE, DemoDesk } from './people.ts'
import { type Plan, reviewAll } from './review.ts'
import { seed } from './seed.ts'
import { summarise } from './summary.ts'

/** Of the 24 sample requests, by place. */
const WHOLE_DAY: Plan = {
  rejected: [3, 17],
  awaitingDocuments: [9],
  cancelled: [12],
  inRetention: [],
  inBackoffice: [],
  partial: [6],
}
/** A desk in the middle of its day, to look at: work in every queue, payments waiting for batch, cheque and signatures. */
const MIDDAY: Plan = {
  rejected: [3],
  awaitingDocuments: [9, 20],
  cancelled: [12],
  inRetention: [5, 15, 21],
  inBackoffice: [7, 10, 16],
  partial: [6],
}
const MIDDAY_UNTOUCHED = 4

export async function demo(line: CommandLine, output: Output): Promise<number> {
  const samplesDir = join(dirname(findResources()), 'samples')
  return line.seedOnly ? seedOnly(line, { output, samplesDir }) : wholeDay(line, { output, samplesDir })
}

type About = { output: Output; samplesDir: string }

/** A demo ledger to open at the desk. */
async function seedOnly(line: CommandLine, { output, samplesDir }: About): Promise<number> {
  const path = freshLedger(need(line.ledger, '--ledger'))
  const desk = await DemoDesk.create(path)
  try {
    const seeded = await seed(desk, samplesDir)
    await reviewAll(desk, seeded.requestIds.slice(0, -MIDDAY_UNTOUCHED), MIDDAY)
    await leaveWorkHalfDone(desk, seeded)
    await seedOtherProfiles(desk)
    await seedFailedPayments(desk, seeded)
    output.note(
      `Demo ledger ${path}: sign in as ${Object.keys(DEMO_PEOPLE).join(', ')} with the password ${DEMO_PASSWORD}.`,
    )
    if (line.json)
      output.result(JSON.stringify({ ledger: path, people: Object.keys(DEMO_PEOPLE), password: DEMO_PASSWORD }))
    return 0
  } finally {
    desk.engine.close()
  }
}

/** Job B, from the sample file to a signed-off day. */
async function wholeDay(line: CommandLine, { output, samplesDir }: About): Promise<number> {
  const outDir = resolve(need(line.out, '--out'))
  mkdirSync(outDir, { recursive: true })
  const path = freshLedger(line.ledger ?? join(outDir, 'ledger.countersign'))
  const step = (text: string) => output.note(text)
  const desk = await DemoDesk.create(path)
  try {
    const seeded = await seed(desk, samplesDir)
    step(`${seeded.requestIds.length} requests taken from samples/requests.csv.`)
    const paid = await reviewAll(desk, seeded.requestIds, WHOLE_DAY)
    step(`${paid.length} requests approved and completed; their payments wait.`)
    const batched = await payByBatch(desk, seeded, outDir)
    step(`${batched.batches.length} batches released by two people and exported.`)
    const drawn = await payByCheque(desk, seeded, outDir)
    step(`${drawn.cheques.length} cheques printed, signed twice and handed out.`)
    const bank = await takeStatement(desk, { seeded, batches: batched.batches, cheques: drawn.cheques, outDir })
    step(`Statement taken: ${bank.lines} lines, ${bank.matched} matched by themselves.`)
    const day = await closeDay(desk, outDir)
    step(`Day ${day.date} signed off by ${day.signedBy.join(' and ')}.`)
    const summary = await summarise(desk, {
      written: [...batched.written, ...drawn.written, bank.written, ...day.written],
      day,
    })
    writeFileSync(join(outDir, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    output.result(line.json ? JSON.stringify(summary) : `Everything is in ${outDir}.`)
    return 0
  } finally {
    desk.engine.close()
  }
}

/** The demo never touches a ledger that exists. */
function freshLedger(path: string): string {
  const file = resolve(path)
  if (!existsSync(dirname(file))) throw new CommandLineError(`the folder ${dirname(file)} does not exist`)
  if (existsSync(file)) throw new CommandLineError(`${file} exists; remove it or name another ledger`)
  for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true })
  return file
}
