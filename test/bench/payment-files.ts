/**
 * The payment file of a day: built with every field check against plain template strings of the same bytes; and all that happens
 * before a release (build, re-read, compare, control sums) against what xmllint needs to validate the same file.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPaymentFile } from '../../src/main/engine/formats/pain001/check.ts'
import { controlPaymentFile } from '../../src/main/engine/formats/pain001/compare.ts'
import type { Payment, PaymentFile } from '../../src/main/engine/formats/pain001/model.ts'
import { pain001V09Bytes } from '../../src/main/engine/formats/pain001/write-v09.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, timed, wants } from './figure.ts'

const CHECK = { version: '09', characterSet: 'swift' } as const
const SCHEMA = join(import.meta.dirname, '../fixtures/iso20022/pain.001.001.09.xsd')

export function paymentFiles(options: BenchOptions): Measured {
  const many = options.quick ? 2_000 : 100_000
  const rounds = options.quick ? 3 : 5
  const figures: Measured['figures'] = []
  const context: string[] = []
  const file = fileOf(many)
  const bytes = built(file)
  if (wants(options, 'pain001-build-vs-template')) {
    const spent = inTurn(rounds, { template: () => templated(file), build: () => built(file) })
    figures.push(
      ratio({
        name: 'pain001-build-vs-template',
        upper: spent.build,
        lower: spent.template,
        goal: 2.5,
        note: `${many} payments, every field checked`,
      }),
    )
    const size = Math.round(bytes.length / 1024 / 1024)
    context.push(
      `${many} payments: built in ${seconds(spent.build)} s, a file of ${size} MiB; ${controlMemory(bytes, file)}`,
    )
  }
  if (wants(options, 'pain001-total-vs-xmllint')) {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
    const path = join(folder, 'file.xml')
    writeFileSync(path, bytes)
    const linted = () => lint(path)
    const there = !spawnSync('xmllint', ['--version']).error
    const spent = there ? inTurn(rounds, { xmllint: linted, total: () => released(file) }) : null
    rmSync(folder, { recursive: true, force: true })
    const note = `build, re-read, compare and sums of ${many} payments against xmllint with the schema`
    figures.push(
      spent === null
        ? figure({
            name: 'pain001-total-vs-xmllint',
            value: null,
            unit: '×',
            goal: 0.5,
            better: 'lower',
            note: 'xmllint is not there',
          })
        : ratio({ name: 'pain001-total-vs-xmllint', upper: spent.total, lower: spent.xmllint, goal: 0.5, note }),
    )
    if (spent)
      context.push(`everything before a release ${seconds(spent.total)} s, xmllint ${seconds(spent.xmllint)} s`)
  }
  if (wants(options, 'pain001-growth')) figures.push(growth(options))
  return { figures, context }
}

/** Time per payment of everything before a release, at many payments against few. */
function growth({ quick }: BenchOptions) {
  const [few, many] = quick ? [200, 2_000] : [1_000, 100_000]
  const small = fileOf(few)
  const large = fileOf(many)
  const times = Math.round(many / few)
  const spent = inTurn(quick ? 3 : 5, {
    few: () => {
      for (let n = 0; n < times; n++) released(small)
    },
    many: () => released(large),
  })
  return ratio({
    name: 'pain001-growth',
    upper: spent.many,
    lower: spent.few,
    goal: 1.2,
    note: `per payment, ${many} against ${few}`,
  })
}

type Ratio = { name: string; upper: number[]; lower: number[]; goal: number; note: string }

function ratio({ name, upper, lower, goal, note }: Ratio) {
  return figure({ name, value: medianRatio(upper, lower), unit: '×', goal, better: 'lower', note })
}

/** Runs the variants in turn; the first round warms up and counts for nobody. */
function inTurn<K extends string>(rounds: number, work: Record<K, () => void>): Record<K, number[]> {
  const spent = Object.fromEntries(Object.keys(work).map((name) => [name, [] as number[]])) as Record<K, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of Object.keys(work) as K[]) {
      const ms = timed(work[name])
      if (round > 0) spent[name].push(ms)
    }
  }
  return spent
}
const seconds = (values: number[]) => (median(values) / 1000).toFixed(2)

function built(file: PaymentFile): Uint8Array {
  const checked = checkPaymentFile(file, CHECK)
  if (!checked.ok) throw new Error('the payments do not pass their checks')
  return pain001V09Bytes(checked.file)
}

/** What the re-reading and comparing of a file adds to the memory of the process. */
function controlMemory(bytes: Uint8Array, file: PaymentFile): string {
  const checked = checkPaymentFile(file, CHECK)
  const before = process.memoryUsage.rss()
  if (!controlPaymentFile(bytes, checked.file, '09').ok) throw new Error('the file did not come back equal')
  const added = Math.max(0, process.memoryUsage.rss() - before)
  return `the control added ${Math.round(added / 1024 / 1024)} MiB`
}

function released(file: PaymentFile): void {
  const checked = checkPaymentFile(file, CHECK)
  const control = controlPaymentFile(pain001V09Bytes(checked.file), checked.file, '09')
  if (!control.ok) throw new Error('the file did not come back equal')
}

function lint(path: string): void {
  const { status } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', SCHEMA, path], { stdio: 'ignore' })
  if (status !== 0) throw new Error('the file is not valid')
}

function fileOf(count: number): PaymentFile {
  const owner = { town: 'Hong Kong', country: 'HK' }
  return {
    messageId: 'CS20261120-1',
    createdAt: '2026-11-20T10:58:02+08:00',
    initiatingParty: { name: 'EXAMPLE SECURITIES LTD' },
    blocks: [
      {
        blockId: 'CS20261120-1-1',
        executionDate: '2026-11-20',
        debtor: { name: 'EXAMPLE SECURITIES LTD', address: owner },
        debtorAccount: { kind: 'other', id: '808000000101' },
        debtorAgent: { bic: 'HSBCHKHHHKH', clearingMember: { system: 'HKNCC', id: '004' }, name: 'HSBC' },
        currency: 'HKD',
        chargeBearer: 'SHAR',
        batchBooking: false,
        payments: Array.from({ length: count }, (_, index) => paymentOf(index + 1)),
      },
    ],
  }
}

function paymentOf(number: number): Payment {
  const hex = number.toString(16).padStart(12, '0')
  return {
    instructionId: `I${number}`,
    endToEndId: `WD${number}T${number}C${String(number % 97).padStart(2, '0')}`,
    uetr: `00000000-0000-4000-8000-${hex}`,
    amountMinor: 10_000 + ((number * 7_919) % 90_000_000),
    currency: 'HKD',
    creditor: {
      name: `CHAN TAI MAN ${number}`,
      address: { town: 'Hong Kong', country: 'HK', street: '1 Queens Road Central' },
    },
    creditorAgent: { clearingMember: { system: 'HKNCC', id: '012' }, name: 'Bank of China (Hong Kong) Limited' },
    creditorAccount: { kind: 'other', id: `0128${String(number).padStart(8, '0')}` },
    remittance: `WD-${number}`,
  }
}

/** The same bytes by plain template strings without any check: the least that writing can cost. */
function templated(file: PaymentFile): Uint8Array {
  const text = TEMPLATE ?? new TextDecoder().decode(built(file))
  TEMPLATE = text
  const start = text.indexOf('<CdtTrfTxInf>')
  const end = text.lastIndexOf('</CdtTrfTxInf>') + '</CdtTrfTxInf>'.length
  let body = ''
  for (const p of file.blocks[0]?.payments ?? []) body += transfer(p)
  const whole = text.slice(0, start) + body + text.slice(end)
  if (whole.length !== text.length) throw new Error('the template writes another file')
  return new TextEncoder().encode(whole)
}
let TEMPLATE: string | null = null

function transfer(p: Payment): string {
  const whole = Math.floor(p.amountMinor / 100)
  const amount = `${whole}.${String(p.amountMinor % 100).padStart(2, '0')}`
  const { creditor, creditorAgent, creditorAccount } = p
  const account = creditorAccount?.kind === 'other' ? creditorAccount.id : ''
  return `<CdtTrfTxInf><PmtId><InstrId>${p.instructionId}</InstrId><EndToEndId>${p.endToEndId}</EndToEndId><UETR>${p.uetr}</UETR></PmtId><Amt><InstdAmt Ccy="${p.currency}">${amount}</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId><ClrSysId><Cd>${creditorAgent?.clearingMember?.system}</Cd></ClrSysId><MmbId>${creditorAgent?.clearingMember?.id}</MmbId></ClrSysMmbId><Nm>${creditorAgent?.name}</Nm></FinInstnId></CdtrAgt><Cdtr><Nm>${creditor.name}</Nm><PstlAdr><StrtNm>${creditor.address?.street}</StrtNm><TwnNm>${creditor.address?.town}</TwnNm><Ctry>${creditor.address?.country}</Ctry></PstlAdr></Cdtr><CdtrAcct><Id><Othr><Id>${account}</Id></Othr></Id></CdtrAcct><RmtInf><Ustrd>${p.remittance}</Ustrd></RmtInf></CdtTrfTxInf>`
}
