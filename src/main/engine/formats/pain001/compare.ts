/**
 * Compares the payments that were approved with the payments that a written file says, field by field. The comparison
 * walks whatever the records hold, so a field added to the record one day is compared without anybody remembering it.
 */
import { PAIN_NAMESPACE, type PainVersion, type PaymentFile } from './model.ts'
import { type Finding, type ReadPain001, readPain001 } from './read.ts'
import { samePayment } from './same-record.ts'

/** A field that differs. `null`: the side has no such field. */
export type Difference = { readonly path: string; readonly intended: string | null; readonly found: string | null }

/** All differences between two records, in the order of the intended one; empty if they are equal. */
export function comparePaymentFiles(intended: PaymentFile, found: PaymentFile): Difference[] {
  const comparison = new Comparison()
  comparison.walk('', intended, found)
  return comparison.differences
}

/** The record as a version can carry it: .03 has no element for the UETR. */
export function carriedBy(file: PaymentFile, version: PainVersion): PaymentFile {
  if (version === '09') return file
  const blocks = file.blocks.map((block) => ({
    ...block,
    payments: block.payments.map(({ uetr: _, ...carried }) => carried),
  }))
  return { ...file, blocks }
}

export type ControlResult = {
  /** True only if the file is readable, of the right version, free of findings and equal to the intended payments. */
  readonly ok: boolean
  readonly differences: readonly Difference[]
  readonly findings: readonly Finding[]
  readonly read: ReadPain001
}

/**
 * The control before release: reads written bytes with the import code and compares them with the intended payments
 * (formats section 2). Anything that is not exactly as intended makes `ok` false.
 */
export function controlPaymentFile(bytes: Uint8Array, intended: PaymentFile, version: PainVersion): ControlResult {
  const carried = carriedBy(intended, version)
  // A payment that says what was intended is not kept twice; every other one is compared field by field below.
  const read = readPain001(bytes, (payment, at) => {
    const wanted = carried.blocks[at.block]?.payments[at.payment]
    return wanted !== undefined && samePayment(wanted, payment) ? wanted : payment
  })
  if (!read.ok) return { ok: false, differences: [], findings: [], read }
  const differences = comparePaymentFiles(carried, read.file)
  if (read.namespace !== PAIN_NAMESPACE[version]) {
    differences.unshift({ path: 'namespace', intended: PAIN_NAMESPACE[version], found: read.namespace })
  }
  const stated = [read.group, ...read.blocks].every((totals) => totals.count.ok === true && totals.sum.ok === true)
  const ok = differences.length === 0 && read.findings.length === 0 && stated
  return { ok, differences, findings: read.findings, read }
}

class Comparison {
  readonly differences: Difference[] = []

  walk(path: string, intended: unknown, found: unknown): void {
    if (intended === found) return
    if (Array.isArray(intended) && Array.isArray(found)) this.walkLists(path, intended, found)
    else if (isRecord(intended) && isRecord(found)) {
      const names = new Set([...Object.keys(intended), ...Object.keys(found)])
      for (const name of names) this.walk(path === '' ? name : `${path}.${name}`, intended[name], found[name])
    } else this.differences.push({ path, intended: textOf(intended), found: textOf(found) })
  }

  private walkLists(path: string, intended: readonly unknown[], found: readonly unknown[]): void {
    if (intended.length !== found.length) {
      this.differences.push({ path: `${path}.length`, intended: String(intended.length), found: String(found.length) })
    }
    const length = Math.max(intended.length, found.length)
    for (let i = 0; i < length; i += 1) {
      if (intended[i] !== found[i]) this.walk(`${path}[${i}]`, intended[i], found[i])
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
