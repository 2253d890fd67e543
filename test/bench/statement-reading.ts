/**
 * Reading statement files with every rule of the fields: camt.053 against the bare XML parser that the desk does not use,
 * MT940 against only splitting its lines, the growth to a million entries, and the memory of a process that reads many.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { inspectSlices } from '../../src/main/engine/formats/statements/inspect-slices.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, timed, wants } from './figure.ts'
import { camtFile, mt940File } from './statement-files.ts'

type Slices = (entries: number) => Iterable<Uint8Array>

/** Reads a file of so many entries; returns how many there were. */
export function readCamtEntries(slices: Slices, entries: number): number {
  let count = 0
  let sumMinor = 0
  const read = inspectSlices(slices(entries), (entry) => {
    count += 1
    sumMinor += entry.amountMinor ?? Number.NaN
  })
  const sum = read?.statements[0]?.sumDebitsMinor
  if (count !== entries || sum !== sumMinor) throw new Error(`read ${count} of ${entries} entries, ${sumMinor}, ${sum}`)
  return count
}

/** The bare parser over the same slices: every tag and text is found, nothing is done with it. */
function walkWithSaxes(slices: Slices, entries: number): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let found = 0
  parser.on('opentag', ({ name }) => {
    if (name === 'Ntry') found += 1
  })
  parser.on('text', () => {})
  parser.on('closetag', () => {})
  for (const slice of slices(entries)) parser.write(decoder.decode(slice, { stream: true }))
  parser.close()
  if (found !== entries) throw new Error(`${found} entries walked`)
}

export function statementReading(options: BenchOptions): Measured {
  const measured: Measured = { figures: [], context: [] }
  const add = ({ figures, context }: Measured): void => {
    measured.figures.push(...figures)
    measured.context.push(...context)
  }
  if (wants(options, 'camt053-vs-saxes', 'camt053-growth')) add(camtFigures(options))
  if (wants(options, 'camt053-peak-mib')) add(peakFigure(options))
  if (wants(options, 'mt940-vs-lines')) add(mt940Figure(options))
  return measured
}

function camtFigures(options: BenchOptions): Measured {
  const slices = camtFile()
  const [small, middle, large] = options.quick ? [10_000, 10_000, 30_000] : [10_000, 100_000, 1_000_000]
  const spent = { own: [] as number[], saxes: [] as number[] }
  for (let round = 0; round <= 5; round += 1) {
    spent.own.push(timed(() => readCamtEntries(slices, middle)))
    spent.saxes.push(timed(() => walkWithSaxes(slices, middle)))
  }
  const perEntry = { small: [] as number[], large: [] as number[] }
  for (let round = 0; round < 3; round += 1) {
    perEntry.small.push(timed(() => readCamtEntries(slices, small)) / small)
    perEntry.large.push(timed(() => readCamtEntries(slices, large)) / large)
    perEntry.small.push(timed(() => readCamtEntries(slices, small)) / small)
  }
  const each = (values: readonly number[], entries: number): string => ((median(values) * 1000) / entries).toFixed(1)
  return {
    figures: [
      figure({
        name: 'camt053-vs-saxes',
        value: medianRatio(spent.own.slice(1), spent.saxes.slice(1)),
        unit: 'x',
        goal: 1,
        better: 'lower',
        note: `${middle} entries read with all field rules against the bare saxes parser over the same bytes`,
      }),
      figure({
        name: 'camt053-growth',
        value: median(perEntry.large) / median(perEntry.small),
        unit: 'x',
        goal: 1.2,
        better: 'lower',
        note: `time per entry of ${large} entries against ${small}`,
      }),
    ],
    context: [
      `camt.053: ${each(spent.own.slice(1), middle)} µs per entry with every rule, ${each(spent.saxes.slice(1), middle)} µs bare saxes`,
    ],
  }
}

/** The peak of a process that does nothing but read 300,000 entries. */
function peakFigure(options: BenchOptions): Measured {
  const entries = options.quick ? 20_000 : 300_000
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'statement-peak-child.ts'), String(entries)], {
    encoding: 'utf8',
  })
  const peak = Number(child.stdout.trim())
  return {
    figures: [
      figure({
        name: 'camt053-peak-mib',
        value: child.status === 0 && peak > 0 ? peak : null,
        unit: 'MiB',
        goal: 200,
        better: 'lower',
        note: `resident memory of a process that reads ${entries} entries of camt.053`,
      }),
    ],
    context: [],
  }
}

function mt940Figure(options: BenchOptions): Measured {
  const entries = options.quick ? 10_000 : 100_000
  const bytes = new TextEncoder().encode(mt940File(entries))
  const spent = { own: [] as number[], lines: [] as number[] }
  const read = (): void => {
    const taken = { count: 0, sumMinor: 0 }
    const file = inspectSlices(slicesOf(bytes), (entry) => {
      taken.count += 1
      taken.sumMinor += entry.amountMinor ?? Number.NaN
    })
    const sum = file?.statements.reduce((total, statement) => total + (statement.sumDebitsMinor ?? Number.NaN), 0)
    const isWhole = taken.count === entries && taken.sumMinor === sum
    if (file?.outcome !== 'clean' || !isWhole) throw new Error(`${file?.outcome}: ${taken.count}, ${sum}`)
  }
  const split = (): void => {
    if (new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n').length < 2 * entries)
      throw new Error('lines')
  }
  for (let round = 0; round <= 7; round += 1) {
    spent.own.push(timed(read))
    spent.lines.push(timed(split))
  }
  const each = (values: readonly number[]): string => ((median(values) * 1000) / entries).toFixed(2)
  return {
    figures: [
      figure({
        name: 'mt940-vs-lines',
        value: medianRatio(spent.own.slice(2), spent.lines.slice(2)),
        unit: 'x',
        goal: 4,
        better: 'lower',
        note: `${entries} entries read with all field rules against decoding the file and splitting its lines`,
      }),
    ],
    context: [`MT940: ${each(spent.own.slice(2))} µs per entry, ${each(spent.lines.slice(2))} µs for the lines alone`],
  }
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
