/**
 * npm run bench: measures the desk against its goals. Every time is compared with a variant that runs in turn with it, round by
 * round, so that a busy machine disturbs both alike; what is printed as context depends on the machine and decides nothing.
 */
import { parseArgs } from 'node:util'
import { PROFILES } from '../support/profile-names.ts'
import { auditVerify } from './audit-verify.ts'
import { booksSize } from './books-size.ts'
import { bulkAction } from './bulk-action.ts'
import { chequeFiles } from './cheque-files.ts'
import { exportSheets } from './export-sheets.ts'
import type { Bench, BenchOptions, Figure } from './figure.ts'
import { lifecycleGrowth } from './lifecycle-growth.ts'
import { lifecycleRate } from './lifecycle-rate.ts'
import { flushesPerStep } from './log-pages.ts'
import { paymentFiles } from './payment-files.ts'
import { queueFilters } from './queue-filters.ts'
import { queuePages } from './queue-pages.ts'
import { selectionRate } from './selection-rate.ts'
import { statementMatching } from './statement-matching.ts'
import { statementReading } from './statement-reading.ts'
import { transitionFigure, transitionRate } from './transition-rate.ts'
import { WINDOW_FIGURES, windowBench } from './window.ts'

const BENCHES: readonly Bench[] = [
  { names: ['lifecycle-vs-raw'], run: lifecycleRate },
  { names: ['flushes-per-step'], run: (options) => ({ figures: [flushesPerStep(options)], context: [] }) },
  { names: ['lifecycle-growth', 'log-pages-per-lifecycle'], run: lifecycleGrowth },
  { names: ['bulk-vs-single'], run: bulkAction },
  { names: PROFILES.map(transitionFigure), run: transitionRate },
  { names: ['approve-selection'], run: selectionRate },
  { names: ['queue-growth', 'queue-depth', 'queue-p95-ms'], run: queuePages },
  { names: ['queue-any-filter', 'queue-any-filter-growth', 'queue-search'], run: queueFilters },
  { names: ['audit-verify-vs-read'], run: auditVerify },
  { names: ['camt053-vs-saxes', 'camt053-growth', 'camt053-peak-mib', 'mt940-vs-lines'], run: statementReading },
  { names: ['day-report-growth', 'balances-rebuild'], run: booksSize },
  { names: ['pain001-build-vs-template', 'pain001-total-vs-xmllint', 'pain001-growth'], run: paymentFiles },
  { names: ['xlsx-vs-deflate', 'control-list-vs-deflate'], run: exportSheets },
  { names: ['match-vs-sql', 'match-growth', 'match-wrong', 'match-decided'], run: statementMatching },
  { names: ['cheque-vs-pdfkit', 'cheque-batch', 'calibration-error-mm'], run: chequeFiles },
  { names: WINDOW_FIGURES, run: windowBench },
]

const USAGE = `npm run bench -- [--json] [--quick] [--only NAME]...

  --json       prints the figures as JSON and nothing else
  --quick      small sizes: shows that everything runs, measures little
  --only NAME  this figure alone; may be given again

Figures: ${BENCHES.flatMap(({ names }) => names).join(', ')}
`

type Wishes = BenchOptions & { json: boolean }

function readWishes(args: string[]): Wishes | null {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const known = BENCHES.flatMap(({ names }) => names)
  const unknown = values.only.filter((name) => !known.includes(name))
  if (unknown.length > 0) process.stderr.write(`There is no figure ${unknown.join(', ')}.\n\n`)
  return values.help || unknown.length > 0 ? null : values
}

/** Runs the wanted benches one after the other; a line about each as soon as it is there. */
export async function main(args: string[]): Promise<number> {
  const wishes = readWishes(args)
  if (wishes === null) {
    process.stderr.write(USAGE)
    return 2
  }
  const figures: Figure[] = []
  const say = (text: string) => wishes.json || process.stdout.write(`${text}\n`)
  say(`${'figure'.padEnd(40)}${'value'.padStart(9)}  ${'goal'.padEnd(18)}`)
  for (const bench of BENCHES) {
    if (wishes.only.length > 0 && !bench.names.some((name) => wishes.only.includes(name))) continue
    const measured = await bench.run(wishes)
    const wanted = measured.figures.filter(({ name }) => wishes.only.length === 0 || wishes.only.includes(name))
    figures.push(...wanted)
    for (const each of wanted) say(lineOf(each))
    for (const line of measured.context) say(`    ${line}`)
  }
  if (wishes.json) process.stdout.write(`${JSON.stringify({ figures })}\n`)
  return 0
}

function lineOf({ name, value, unit, goal, better, holds, note }: Figure): string {
  const shown = value === null ? '–' : String(value)
  const wanted = `${better === 'lower' ? '≤' : '≥'} ${goal} ${unit}`
  return `${name.padEnd(40)}${shown.padStart(9)}  ${wanted.padEnd(18)}${holds ? 'holds' : 'MISSED'}   ${note}`
}
